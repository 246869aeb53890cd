"""C17 「项项有着落，件件有结果」."""

from datetime import date

import pytest
import time_machine
from django.db.models import ProtectedError

from jiannuo.fulfilment.queries import public_states, state_of
from jiannuo.fulfilment.standing import ENDED, ItemState
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import PledgeItem, StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk


@pytest.fixture
def item(county):
    pledge = county.draft(county.member)
    pledge.items.update(due_on=date(2011, 6, 30))
    return walk(county, pledge, Stage.PUBLISHED).standing_items.get()


@pytest.mark.parametrize(
    ("day", "sent", "state"),
    [
        ("2011-04-01", None, ItemState.NOT_DUE),
        ("2011-04-01", {"text": "材料已到位"}, ItemState.GOING),
        ("2011-06-20", None, ItemState.DUE_SOON),
        ("2011-07-01", None, ItemState.LATE),
        ("2011-07-01", {"outcome": "kept", "done_on": "2011-06-30"}, ItemState.KEPT),
        ("2011-07-05", {"outcome": "kept", "done_on": "2011-07-02"}, ItemState.KEPT_LATE),
        ("2011-07-05", {"outcome": "not_kept", "reason": "连降暴雨"}, ItemState.NOT_KEPT),
        ("2011-05-05", {"outcome": "changed", "reason": "改修涵洞"}, ItemState.CHANGED),
        ("2011-05-05", {"outcome": "withdrawn", "reason": "上级统一实施"}, ItemState.WITHDRAWN),
    ],
)
def test_every_promise_has_its_place_and_its_result(county, item, day, sent, state):
    with time_machine.travel(f"{day}T01:00:00Z"):
        if sent:
            county.client("member").post(f"/ledger/items/{item.pk}/fill/", sent | {"version": 0})
        assert state_of([item]) == {item.pk: state}
        assert state.label in county.client("member").get(f"/ledger/items/{item.pk}/").text


def test_not_due_yet_is_never_failed():
    assert not {ItemState.NOT_DUE, ItemState.GOING, ItemState.DUE_SOON, ItemState.LATE} & set(ENDED)


def test_what_an_amendment_leaves_out_stays_with_its_reason(county, item):
    pledge = amend(fresh(item.pledge), "镇里统一修建。", by=county.users["member"])
    PledgeItem.objects.filter(pledge=pledge).update(text="改为每月清理沟渠", uid="0" * 32)
    walk(county, fresh(pledge), Stage.FILED)
    rows = {row.pk: row for row in StandingItem.objects.select_related("dropped_by")}
    assert len(rows) == 2
    assert state_of(rows.values(), date(2011, 4, 1))[item.pk] == ItemState.WITHDRAWN
    page = county.client("member").get(f"/ledger/items/{item.pk}/").text
    assert "镇里统一修建。" in page


def test_no_result_without_a_reason_and_nothing_is_deleted(county, item):
    client = county.client("member")
    for outcome in ("not_kept", "changed", "withdrawn"):
        assert "须写明原因" in client.post(f"/ledger/items/{item.pk}/fill/", {"outcome": outcome}).text
    client.post(f"/ledger/items/{item.pk}/fill/", {"text": "有进展"})
    with pytest.raises(ProtectedError):
        item.delete()


def test_the_public_hears_the_state_and_the_day_and_no_words(county, item):
    with time_machine.travel("2011-07-05T01:00:00Z"):
        county.client("member").post(
            f"/ledger/items/{item.pk}/fill/", {"text": "张老汉家已通", "outcome": "kept", "done_on": "2011-06-30"}
        )
        assert public_states([item.uid]) == {item.uid: (ItemState.KEPT, date(2011, 6, 30))}


def test_settled_only_by_another_when_the_round_says_so(county, item):
    county.round.terms["results_need_second_eyes"] = True
    county.round.save()
    with time_machine.travel("2011-06-05T01:00:00Z"):
        secretary = county.client("secretary")
        secretary.post(f"/ledger/items/{item.pk}/fill/", {"outcome": "kept", "done_on": "2011-06-04", "version": 0})
        refused = secretary.post(f"/ledger/items/{item.pk}/settle/", headers={"hx-request": "1"})
        assert "须由另一人销号" in refused.text
        assert public_states([item.uid]) == {item.uid: (ItemState.GOING, None)}
        county.client("organiser").post(f"/ledger/items/{item.pk}/settle/", {"version": 1})
        assert public_states([item.uid])[item.uid][0] == ItemState.KEPT
