"""Every stage, every role, every move: exactly the allowed set. The tables are the policy, readable by a cadre."""

from datetime import date

import pytest

from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role
from jiannuo.pledges import policies, queries, workflow
from jiannuo.pledges.actions.propose import freeze
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Agreement, Filing, Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round, WhoBinds
from tests.walking import fresh, recorded

OWN = {"member"}  # what the member writes himself nobody else touches
WRITERS = {"member", "secretary", "organiser"}  # 代录: the member, or an officer of the branch for him
BRANCH = {"secretary", "organiser"}
TOWN = {"town_secretary", "town_organiser"}
TAKE_DOWN = {"take_down": BRANCH | TOWN}

# {case: {stage: {move: who}}}; what is not written here nobody may do.
AFTER_REVIEW = {
    "reviewed": {"confirm": BRANCH, "reconsider": BRANCH},
    "confirmed": {"file": BRANCH},
}
RULES = {
    "a member's, proposed by himself": {
        "drafted": {"propose": OWN, "drop_amendment": OWN},
        "proposed": {"withdraw": OWN, "endorse": BRANCH, "send_back": BRANCH},
        "endorsed": {"review": TOWN, "send_back": TOWN},
        "returned": {"propose": OWN, "drop_amendment": OWN},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": OWN},
        "published": {"amend": OWN, **TAKE_DOWN},
    },
    "a member's, recorded and proposed by the branch's secretary": {
        "drafted": {"propose": WRITERS, "drop_amendment": WRITERS},
        "proposed": {"withdraw": WRITERS, "endorse": {"organiser"}, "send_back": {"organiser"}},
        "endorsed": {"review": TOWN, "send_back": TOWN},
        "returned": {"propose": WRITERS, "drop_amendment": WRITERS},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": WRITERS},
        "published": {"amend": WRITERS, **TAKE_DOWN},
    },
    "the secretary's own": {
        "drafted": {"propose": {"secretary"}, "drop_amendment": {"secretary"}},
        "proposed": {"withdraw": {"secretary"}, "send_back": TOWN | {"organiser"}, "review": TOWN},
        "endorsed": {"review": TOWN, "send_back": TOWN},
        "returned": {"propose": {"secretary"}, "drop_amendment": {"secretary"}},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": {"secretary"}},
        "published": {"amend": {"secretary"}, **TAKE_DOWN},
    },
    "the branch's own, proposed by its organiser": {
        "drafted": {"propose": BRANCH, "drop_amendment": BRANCH},
        "proposed": {"withdraw": BRANCH, "review": TOWN, "send_back": TOWN},
        "endorsed": {"review": TOWN, "send_back": TOWN},
        "returned": {"propose": BRANCH, "drop_amendment": BRANCH},
        "reviewed": {"confirm": BRANCH, "reconsider": BRANCH},
        "confirmed": {"file": TOWN},
        "filed": {"publish": BRANCH, "amend": BRANCH},
        "published": {"amend": BRANCH, **TAKE_DOWN},
    },
    "a member's, joint, before the other has agreed": {
        "drafted": {"propose": OWN, "drop_amendment": OWN},
        "proposed": {"withdraw": OWN, "decline": {"co_member"}, "endorse": BRANCH, "send_back": BRANCH},
        "endorsed": {"decline": {"co_member"}, "send_back": TOWN},
        "returned": {"propose": OWN, "drop_amendment": OWN},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": OWN},
        "published": {"amend": OWN, **TAKE_DOWN},
    },
    "a member's, joint, after the other has agreed": {
        "drafted": {"propose": OWN, "drop_amendment": OWN},
        "proposed": {"withdraw": OWN, "decline": {"co_member"}, "endorse": BRANCH, "send_back": BRANCH},
        "endorsed": {"decline": {"co_member"}, "review": TOWN, "send_back": TOWN},
        "returned": {"propose": OWN, "drop_amendment": OWN},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": OWN},
        "published": {"amend": OWN, **TAKE_DOWN},
    },
    "a member's, filed and not yet public": {
        "drafted": {"propose": OWN, "drop_before_publishing": OWN},
        "proposed": {"withdraw": OWN, "endorse": BRANCH, "send_back": BRANCH},
        "endorsed": {"review": TOWN, "send_back": TOWN},
        "returned": {"propose": OWN, "drop_before_publishing": OWN},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": OWN},
        "published": {"amend": OWN, **TAKE_DOWN},
    },
    "a member's, where the branch binds": {
        "drafted": {"propose": OWN, "drop_amendment": OWN},
        "proposed": {"withdraw": OWN, "review": BRANCH, "send_back": BRANCH},
        "endorsed": {"review": BRANCH, "send_back": BRANCH},
        "returned": {"propose": OWN, "drop_amendment": OWN},
        **AFTER_REVIEW,
        "filed": {"publish": BRANCH, "amend": OWN},
        "published": {"amend": OWN, **TAKE_DOWN},
    },
}


def _pledge(county, case: str, stage: Stage) -> Pledge:
    """The case at the stage, put there by force: the table is about judging, not about getting there."""
    whose = {"the secretary's own": county.secretary_member, "the branch's own, proposed by its organiser": None}
    of_member = {"a member's, proposed by himself", "a member's, filed and not yet public"}
    of_member |= {name for name in RULES if "joint" in name}
    by = dict.fromkeys(of_member, "member") | {"the branch's own, proposed by its organiser": "organiser"}
    if case.endswith("binds"):
        Round.objects.update(who_binds=WhoBinds.BRANCH)
    proposer = county.users[by.get(case, "member" if case.endswith("binds") else "secretary")]
    pledge = county.draft(whose.get(case, county.member))
    signers = [county.co_member] if "joint" in case else []
    pledge.co_signers.set(signers)
    text = freeze(fresh(pledge), list(pledge.items.all()), signers, by=proposer)
    if case.endswith("after the other has agreed"):
        Agreement.objects.create(version=text, member=county.co_member, by=county.users["co_member"])
    Filing.objects.create(version=text, receiver=county.branch, year=2011, serial=1, by=proposer)
    is_public = stage == Stage.PUBLISHED or not case.endswith("not yet public")
    Pledge.objects.update(
        stage=stage,
        current=text,
        published=text if is_public else None,
        proposed_by=proposer,
        is_direct=case == "the secretary's own",
    )
    if "recorded" in case:
        recorded(pledge, proposer)
    return fresh(pledge)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("case", RULES)
def test_who_may_make_which_move_from_which_stage(county, case, stage):
    pledge = _pledge(county, case, stage)
    allowed = {
        (move.name, who)
        for move in workflow.MOVES
        for who, user in county.users.items()
        if not policies.why_not(user, pledge, move)
    }
    assert allowed == {(move, who) for move, people in RULES[case][stage.value].items() for who in people}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("case", RULES)
def test_the_queue_holds_exactly_what_the_person_may_pass_now(county, case, stage):
    pledge = _pledge(county, case, stage)
    passing = (workflow.ENDORSE, workflow.REVIEW)
    may = {w for w, u in county.users.items() if any(not policies.why_not(u, pledge, move) for move in passing)}
    assert {who for who, user in county.users.items() if queries.awaiting(user).exists()} == may


def test_the_table_speaks_of_every_stage_and_every_move():
    assert all(set(rules) == set(Stage.values) for rules in RULES.values())
    spoken = {move for rules in RULES.values() for moves in rules.values() for move in moves}
    assert spoken == {move.name for move in workflow.MOVES}


def test_a_refusal_is_always_a_sentence(county):
    pledge = _pledge(county, "a member's, proposed by himself", Stage.DRAFTED)
    said = set()
    for pledge.stage in Stage:
        said |= {policies.why_not(user, pledge, move) for user in county.users.values() for move in workflow.MOVES}
    assert len(said) > len(Stage)
    assert all(reason.endswith("。") for reason in said - {""})


def test_who_gave_the_branchs_opinion_does_not_also_bind(county):
    pledge, secretary = _pledge(county, "a member's, proposed by himself", Stage.PROPOSED), county.users["secretary"]
    judge(pledge, workflow.ENDORSE, Opinion(), by=secretary)
    appoint(by=None, user=secretary, organisation=county.town, role=Role.ORGANISER, starts_on=date(2011, 1, 1))
    assert policies.why_not(secretary, fresh(pledge), workflow.REVIEW) == "支部意见由您提出，须由另一人审定。"
    assert not queries.awaiting(secretary).exists()
    assert queries.awaiting(county.users["town_secretary"]).exists()


def test_nobody_judges_a_promise_that_he_signs_together_with_others(county):
    pledge = _pledge(county, "a member's, proposed by himself", Stage.PROPOSED)
    pledge.co_signers.add(county.secretary_member)
    assert policies.why_not(county.users["secretary"], pledge, workflow.ENDORSE).startswith("不能审定自己的承诺")
    assert policies.why_not(county.users["organiser"], pledge, workflow.ENDORSE) == ""
    assert not queries.awaiting(county.users["secretary"]).exists()
    assert queries.awaiting(county.users["organiser"]).exists()
