"""件件有结果: who states, who settles, and what the database refuses whatever the code above it does (C17)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiannuo.base.errors import Refusal, Stale
from jiannuo.fulfilment import policies, queries, workflow
from jiannuo.fulfilment.actions import Statement, hand_back, settle, state_result, take_back
from jiannuo.fulfilment.actions.results import settle_many, state_many
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.standing import ItemState
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.journal.models import Entry
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

KEPT = Outcome.KEPT


def _state(item, day):
    return queries.state_of([item], day)[item.pk]


def test_kept_and_kept_late(county, fence, own_item, june):
    state_result(fence, Statement(KEPT, june), by=county.users["member"])
    state_result(own_item, Statement(KEPT, june), by=county.users["secretary"])
    assert (_state(fence, june), _state(own_item, june)) == (ItemState.KEPT, ItemState.KEPT_LATE)
    row = Result.objects.get(item=fence)
    assert (row.state, row.settled_by, row.subject_user) == ("settled", county.users["member"], county.users["member"])


@pytest.mark.parametrize("outcome", [Outcome.NOT_KEPT, Outcome.CHANGED, Outcome.WITHDRAWN])
def test_the_others_need_a_reason(county, fence, june, outcome):
    by = county.users["member"]
    with pytest.raises(Refusal, match="须写明原因"):
        state_result(fence, Statement(outcome, reason="  "), by=by)
    state_result(fence, Statement(outcome, reason="汛期冲毁，明年重修"), by=by)
    assert _state(fence, june) == ItemState(outcome)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Statement(KEPT), "请填写完成时间"),
        (Statement(KEPT, date(2011, 6, 16)), "不能晚于今天"),
        (Statement(KEPT, date(1211, 6, 16)), "请核对年份"),
        (Statement(Outcome.NOT_KEPT, reason="因" * 301), "最多300字"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(county, fence, said, why):
    with pytest.raises(Refusal, match=why):
        state_result(fence, said, by=county.users["member"])
    assert not Result.objects.exists()


def test_without_second_eyes_a_wrong_tap_is_taken_back(county, fence, june):
    by = county.users["member"]
    state_result(fence, Statement(KEPT, june), by=by)
    take_back(fence, by=by)
    row = Result.objects.get()
    assert (row.state, row.outcome, row.done_on, row.settled_by) == ("open", "", None, None)
    assert _state(fence, june) == ItemState.DUE_SOON
    state_result(fence, Statement(KEPT, june), by=by)
    state_result(fence, Statement(Outcome.NOT_KEPT, reason="还差5米"), by=by)
    assert list(Entry.objects.filter(subject=f"pledges.standingitem:{fence.pk}").values_list("verb", flat=True)) == [
        "state_result",
        "take_back",
        "state_result",
        "restate",
    ]
    assert Entry.objects.get(verb="restate").detail["before"]["outcome"] == "kept"


def test_with_second_eyes_another_hand_settles(county, fence, june, second_eyes):
    users = county.users
    state_result(fence, Statement(KEPT, june), by=users["secretary"])
    assert _state(fence, june) == ItemState.STATED
    with pytest.raises(Refusal, match="须由另一人销号"):
        settle(fence, by=users["secretary"])
    with pytest.raises(Refusal, match="由本党支部或上一级党组织的书记"):
        settle(fence, by=users["member"])
    settle(fence, by=users["organiser"])
    assert _state(fence, june) == ItemState.KEPT
    with pytest.raises(Refusal, match="已经销号"):
        take_back(fence, by=users["secretary"])
    with pytest.raises(Refusal, match="写明原因"):
        hand_back(fence, " ", by=users["town_organiser"])
    hand_back(fence, "请附验收时间", by=users["town_organiser"])
    assert _state(fence, june) == ItemState.DUE_SOON
    state_result(fence, Statement(KEPT, june - timedelta(days=1)), by=users["member"])
    row = Result.objects.get()
    assert (row.state, row.opinion, row.settled_by) == ("stated", "", None)


def test_the_branchs_own_result_is_settled_above(county, own_item, june, second_eyes):
    users = county.users
    state_result(own_item, Statement(KEPT, june), by=users["secretary"])
    with pytest.raises(Refusal, match="由上一级党组织的书记"):
        settle(own_item, by=users["organiser"])
    settle(own_item, by=users["town_secretary"])
    assert _state(own_item, june) == ItemState.KEPT_LATE


def test_nobody_settles_the_own_promise(county, june, second_eyes):
    secretary, organiser = county.users["secretary"], county.users["organiser"]
    pledge = walk(county, county.draft(county.secretary_member), Stage.FILED, proposer="secretary")
    item = pledge.standing_items.get()
    state_result(item, Statement(KEPT, june), by=organiser)
    with pytest.raises(Refusal, match="不能为自己的承诺销号"):
        settle(item, by=secretary)


def test_a_statement_on_an_older_state_is_refused_with_the_stored_one(county, fence, june):
    first = state_result(fence, Statement(KEPT, june), by=county.users["member"], version=0)
    with pytest.raises(Stale) as caught:
        state_result(fence, Statement(Outcome.NOT_KEPT, reason="没有"), by=county.users["secretary"], version=0)
    assert caught.value.stored.pk == first.pk
    assert Result.objects.get().outcome == "kept"


def test_many_results_at_once_say_which_could_not_be_stated(county, items, own_item, june):
    by = county.users["secretary"]
    state_result(items[0], Statement(Outcome.NOT_KEPT, reason="天旱"), by=by)
    said = {i.pk: Statement(KEPT, june) for i in items} | {own_item.pk: Statement(Outcome.NOT_KEPT)}
    done, refused = state_many(said, by=by)
    assert (done, [i.pk for i, _ in refused]) == (3, [own_item.pk])
    assert {r.item_id: (r.outcome, r.state, r.version) for r in Result.objects.all()} == {
        items[0].pk: ("kept", "settled", 2),
        items[1].pk: ("kept", "settled", 1),
        items[2].pk: ("kept", "settled", 1),
    }
    assert Entry.objects.filter(verb__in=["state_result", "restate"]).count() == 4


def test_many_are_settled_at_once(county, items, june, second_eyes):
    users = county.users
    state_many({i.pk: Statement(KEPT, june) for i in items[:2]}, by=users["member"])
    done, refused = settle_many([i.pk for i in items], by=users["secretary"])
    assert (done, [why for _, why in refused]) == (2, ["当前为“未填结果”，不能销号。"])
    assert set(Result.objects.values_list("state", flat=True)) == {"settled"}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"state": "lost", "settled_by": None, "settled_at": None}, "result_state_known"),
        ({"outcome": ""}, "result_outcome_once_stated"),
        ({"state": "open", "settled_by": None, "settled_at": None}, "result_outcome_once_stated"),
        ({"done_on": None}, "result_kept_says_when"),
        ({"outcome": "not_kept"}, "result_gives_a_reason_unless_kept"),
        ({"settled_by": None}, "result_settled_says_by_whom"),
        ({"state": "stated"}, "result_settled_says_by_whom"),
        ({"state": "handed_back", "settled_by": None, "settled_at": None}, "result_handed_back_gives_a_reason"),
        ({"needs_second_eyes": True, "settled_by": "member"}, "result_settled_by_another_hand"),
        ({"needs_second_eyes": True, "subject_user": "secretary"}, "result_not_settled_by_its_subject"),
    ],
)
def test_the_database_refuses(county, fence, june, changed, rule):
    users = county.users
    fields = {
        "item": fence,
        "state": ResultState.SETTLED,
        "outcome": KEPT,
        "done_on": june,
        "stated_by": users["member"],
        "stated_at": timezone.now(),
        "settled_by": users["secretary"],
        "settled_at": timezone.now(),
    }
    Result(**fields).save()
    Result.objects.all().delete()
    changed = {
        k: users.get(v, v) if isinstance(v, str) and k.endswith(("_by", "user")) else v for k, v in changed.items()
    }
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Result(**fields | changed).save()


@pytest.mark.parametrize("state", ResultState)
@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda m: m.name)
@pytest.mark.parametrize("eyes", [False, True])
def test_who_may_make_which_move_from_which_state(county, fence, june, state, move, eyes):
    users = county.users
    result = Result(
        item=fence, state=state, needs_second_eyes=eyes, stated_by=users["member"], subject_user=users["member"]
    )
    owners = {"member", "secretary", "organiser"}
    settlers = {"secretary", "organiser", "town_secretary", "town_organiser"}
    allowed = {
        ("state_result", "open"): owners,
        ("restate", "stated"): owners,
        ("restate", "handed_back"): owners,
        ("restate", "settled"): set() if eyes else owners,
        ("take_back", "stated"): owners,
        ("take_back", "handed_back"): owners,
        ("take_back", "settled"): set() if eyes else owners,
        ("settle", "stated"): settlers,
        ("hand_back", "stated"): settlers,
        ("hand_back", "settled"): settlers,
    }
    may = {who for who, user in users.items() if not policies.why_not(user, fence, result, move)}
    assert may == allowed.get((move.name, state.value), set())
