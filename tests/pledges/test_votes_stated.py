"""Votes are stated by a person and stand as entered: nothing is preset, corrected only with a reason (C13)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.meetings.models import CONFIRMING
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.models import Confirmation, Decision
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import HELD, fresh, hold, walk

LEADERS, DELEGATES = CONFIRMING
STATED = {"leaders-all": 3, "delegates-all": 3}


@pytest.fixture
def reviewed(county):
    return walk(county, county.draft(county.member), Stage.REVIEWED)


@pytest.fixture
def by(county):
    return county.users["secretary"]


@pytest.fixture
def held(county):
    return {kind: hold(county, kind) for kind in CONFIRMING}


@pytest.fixture
def address(county):
    return reverse("pledges:confirm", args=[county.branch.pk])


def _sent(pledge, held, **more):
    return {"pick": f"{pledge.pk}:{pledge.version}", **{kind.value: m.pk for kind, m in held.items()}, **more}


def _told(client, address, sent):
    return client.get(client.post(address, sent).url).text


# What nobody said is not recorded


def test_no_vote_is_written_in_beforehand(county, reviewed, held, address):
    client = county.client("secretary")
    for page in (address, reverse("pledges:agenda", args=[held[LEADERS].pk])):
        text = client.get(page).text
        assert "到会 3 人全部赞成" in text
        assert 'name="leaders-all" value="3">' in text, "unticked"
        assert 'name="leaders-ayes" min="0"' in text, "empty"


def test_pressing_the_button_alone_confirms_and_records_nothing(county, reviewed, held, address):
    said = _told(county.client("secretary"), address, _sent(reviewed, held))
    assert "请填写领导班子成员会议的表决结果" in said
    assert not Decision.objects.exists()
    assert fresh(reviewed).stage == Stage.REVIEWED


def test_unanimity_stated_once_for_each_meeting_is_enough_and_journalled_as_such(county, reviewed, held, address):
    assert "<strong>1 份已定诺</strong>" in _told(county.client("secretary"), address, _sent(reviewed, held, **STATED))
    assert {(d.ayes, d.noes, d.present) for d in Decision.objects.all()} == {(3, 0, 3)}
    assert [e.detail["is_unanimous"] for e in Entry.objects.filter(verb="decide")] == [True, True]


@pytest.mark.parametrize("meeting", [LEADERS, DELEGATES])
def test_a_refused_click_records_nothing(county, reviewed, held, address, meeting):
    missing = {k: m for k, m in held.items() if k != meeting}
    other = DELEGATES if meeting == LEADERS else LEADERS
    sent = _sent(reviewed, missing, **{meeting.value: "", f"{other}-all": 3})
    said = _told(county.client("secretary"), address, sent)
    assert f"还缺{meeting.label}的表决" in said
    assert "这次填的票数没有登记" in said
    assert not Decision.objects.exists()
    assert not Entry.objects.filter(verb="decide").exists()


def test_unanimity_is_refused_when_others_have_come_meanwhile_or_numbers_say_otherwise(reviewed, held, by):
    for votes in (Votes(2, is_unanimous=True), Votes(2, 1, is_unanimous=True)):
        with pytest.raises(Refusal, match="到会可表决的有3人，选了“全部赞成”"):
            decide(held[LEADERS], reviewed, votes, by=by)


def test_both_said_at_once_is_refused(county, reviewed, held, address):
    sent = _sent(reviewed, held, **STATED, **{"leaders-ayes": 2, "leaders-noes": 1})
    assert "请核对，只留一样" in _told(county.client("secretary"), address, sent)
    assert not Decision.objects.exists()


def test_an_exception_in_the_row_goes_before_what_is_said_for_all(county, reviewed, held, address):
    own = {f"{reviewed.pk}-delegates-ayes": 1, f"{reviewed.pk}-delegates-noes": 2}
    said = _told(county.client("secretary"), address, _sent(reviewed, held, **STATED, **own))
    assert "党员群众代表会议没有通过这份承诺" in said
    assert "这次的表决已经登记" in said
    assert Decision.objects.get(meeting=held[DELEGATES]).noes == 2, "what was voted stays on record"
    assert fresh(reviewed).stage == Stage.REVIEWED


def test_what_was_stated_for_all_is_kept_while_turning_pages_and_gone_when_taken_back(county, reviewed, held, address):
    client = county.client("secretary")
    turn = {k.value: m.pk for k, m in held.items()} | {"go": 1}
    assert 'name="leaders-all" value="3" checked' in client.get(client.post(address, turn | STATED).url).text
    assert 'name="leaders-all" value="3">' in client.get(client.post(address, turn).url).text


# A vote against stands


@pytest.fixture
def lost(reviewed, held, by):
    """The delegates, two present having voted one against one of three, did not pass it."""
    decide(held[LEADERS], reviewed, Votes(3), by=by)
    return decide(held[DELEGATES], reviewed, Votes(1, 1), by=by)


def test_a_vote_against_is_not_missing_and_the_row_is_not_ticked(county, reviewed, held, lost, address):
    page = county.client("secretary").get(address)
    (row,) = page.context["rows"]
    assert (row.standing.missing, row.standing.voted_down) == ([], [lost])
    assert (row.is_ticked, row.own) == (False, [])
    assert "党员群众代表会议没有通过这一份" in page.text
    assert reverse("pledges:agenda", args=[held[DELEGATES].pk]) in page.text


def test_a_vote_against_is_never_overwritten_by_confirming(county, reviewed, held, lost, address):
    assert "党员群众代表会议没有通过" in _told(
        county.client("secretary"), address, _sent(reviewed, held, **STATED)
    )  # fmt: skip
    lost.refresh_from_db()
    assert (lost.ayes, lost.noes, lost.is_passed) == (1, 1, False)
    assert fresh(reviewed).stage == Stage.REVIEWED


def test_entered_otherwise_it_is_a_correction_that_says_why(reviewed, held, lost, by):
    with pytest.raises(Refusal, match="已经登记：赞成1，反对1，弃权0"):
        decide(held[DELEGATES], reviewed, Votes(2, 1), by=by)
    before = lost.at
    corrected = decide(held[DELEGATES], reviewed, Votes(2, 1), by=by, correction="抄错一票")
    assert (corrected.pk, corrected.ayes, corrected.is_passed) == (lost.pk, 2, True)
    assert corrected.at > before
    detail = Entry.objects.get(verb="correct_votes").detail
    assert detail["reason"] == "抄错一票"
    assert (detail["before"], detail["ayes"], detail["noes"]) == (
        {"present": 3, "ayes": 1, "noes": 1, "abstentions": 0}, 2, 1,
    )  # fmt: skip


def test_the_same_entered_again_is_nothing_new(reviewed, held, lost, by):
    assert decide(held[DELEGATES], reviewed, Votes(1, 1), by=by).at == lost.at
    assert Entry.objects.filter(verb="decide").count() == 2


def test_the_meetings_page_takes_the_correction(county, reviewed, held, lost):
    client, page = county.client("secretary"), reverse("pledges:agenda", args=[held[DELEGATES].pk])
    shown = client.get(page)
    assert "更正的原因" in shown.text
    assert [row.is_ticked for row in shown.context["rows"]] == [False]
    sent = _sent(reviewed, {}, **{f"{reviewed.pk}-delegates-ayes": 2, f"{reviewed.pk}-delegates-noes": 1})
    client.post(page, sent)
    assert "点“更正表决”，写明原因" in client.get(page).text
    client.post(page, sent | {f"{reviewed.pk}-correction": "抄错一票"})
    lost.refresh_from_db()
    assert (lost.ayes, lost.is_passed) == (2, True)


def test_a_later_meeting_may_pass_it_and_is_the_one_named(county, reviewed, lost, by):
    later = hold(county, DELEGATES, held_at=HELD + timedelta(days=9))
    decide(later, reviewed, Votes(3), by=by)
    confirm(reviewed, by=by)
    assert Confirmation.objects.get().delegates_decision.meeting == later


def test_a_later_vote_against_undoes_an_earlier_one_in_favour(county, reviewed, held, by):
    for meeting in held.values():
        decide(meeting, reviewed, Votes(3), by=by)
    decide(hold(county, LEADERS, held_at=HELD + timedelta(days=9)), reviewed, Votes(0, 3), by=by)
    with pytest.raises(Refusal, match="领导班子成员会议没有通过这份承诺（2011年3月19日到会3人"):
        confirm(reviewed, by=by)


# Which meeting


def test_a_meeting_before_the_round_began_decides_nothing(county, reviewed, address, by):
    old = hold(county, LEADERS, held_at=datetime(2009, 1, 1, 1, 0, tzinfo=UTC))
    with pytest.raises(Refusal, match=r"领导班子成员会议2009年1月1日召开，2011年.*才开始"):
        decide(old, reviewed, Votes(3), by=by)
    page = county.client("secretary").get(address)
    assert "会上表决的不是这一轮的承诺" in page.text
    assert [row.is_ticked for row in page.context["rows"]] == [False]


def test_on_the_day_the_round_began_it_does(county, reviewed, by):
    day = county.round.opens_on
    first_day = hold(county, LEADERS, held_at=datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC))
    assert decide(first_day, reviewed, Votes(3), by=by).is_passed


def test_a_vote_of_an_earlier_year_already_on_record_counts_for_nothing(county, reviewed, held, by):
    old = hold(county, LEADERS, held_at=datetime(2009, 1, 1, 1, 0, tzinfo=UTC))
    Decision.objects.create(meeting=old, version=reviewed.current, present=3, ayes=3, is_passed=True, by=by)
    decide(held[DELEGATES], reviewed, Votes(3), by=by)
    with pytest.raises(Refusal, match="还缺领导班子成员会议的表决"):
        confirm(reviewed, by=by)


def test_of_several_in_favour_the_one_held_last_is_named_whichever_was_entered_last(county, reviewed, held, by):
    earlier = hold(county, LEADERS, held_at=HELD - timedelta(days=3))
    for meeting in (*held.values(), earlier):
        decide(meeting, reviewed, Votes(3), by=by)
    confirm(reviewed, by=by)
    assert Confirmation.objects.get().leaders_decision.meeting == held[LEADERS]


def test_the_meetings_chosen_on_the_page_are_the_ones_named(county, reviewed, held, address, by):
    earlier = hold(county, LEADERS, held_at=HELD - timedelta(days=3))
    for meeting in (*held.values(), earlier):
        decide(meeting, reviewed, Votes(3), by=by)
    county.client("secretary").post(address, _sent(reviewed, held | {LEADERS: earlier}))
    assert Confirmation.objects.get().leaders_decision.meeting == earlier
