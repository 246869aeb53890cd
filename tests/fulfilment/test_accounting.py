"""The year's end: everything that is due on one page, with what ticks say; a tap each. Nothing is taken for failed."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import F

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import queries
from jiannuo.fulfilment.actions import Statement, state_result, tick
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.recurring import Rhythm
from jiannuo.fulfilment.rows import rows_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.actions import open_round
from tests.fulfilment.test_pages import _copies
from tests.fulfilment.test_progress import Q3

JANUARY = date(2012, 1, 5)


@pytest.fixture
def january(june):
    with time_machine.travel(datetime(2012, 1, 5, 1, tzinfo=UTC), tick=False):
        yield JANUARY


def _told(page):
    return {one.row.item.text[:2]: (one.outcome, one.done_on, one.reason) for one in page.context["rows"]}


def _sent(page, **outcomes):
    """The form as it came, with what was tapped."""
    data = {}
    for one in page.context["rows"]:
        tapped = outcomes.get(one.row.item.text[:2], one.outcome)
        data |= {f"outcome-{one.row.ref}": tapped, f"done_on-{one.row.ref}": one.done_on}
        data |= {f"reason-{one.row.ref}": one.reason, f"version-{one.row.ref}": str(one.row.version)}
    return data


def _states():
    return {item.text[:2]: queries.state_of([item])[item.pk] for item in StandingItem.objects.all()}


def _tick(county, item, months, year=2011):
    for month in months:
        tick(item, date(year, month, 9), by=county.users["member"], times=2)


def test_a_member_accounts_for_everything_with_a_tap_each(county, items, monthly, january):
    _tick(county, monthly, range(6, 13))
    member = county.client("member")
    assert "有 3 项到了或快到该说明结果的时候" in member.get("/ledger/mine/").text
    page = member.get("/ledger/mine/results/")
    assert _told(page) == {
        "6月": ("", "", ""),  # past its day: today would make it kept late
        "每月": ("kept", "2011-12-31", ""),  # every period ticked: taken for kept, as long as nobody says otherwise
        "遵守": ("", "2011-12-31", ""),
    }
    for words in ("每月2次：7期中记了7期，共14次", "未写明时限的（每月、长期等），以本轮结束日为准", "12月31日"):
        assert words in page.text
    answer = member.post("/ledger/mine/results/", _sent(page, 遵守="kept"))
    assert answer.url == "/ledger/mine/results/"
    assert _states() == {"6月": "late", "每月": "kept", "遵守": "kept"}
    assert "没有选择结果" in member.post("/ledger/mine/results/", _sent(member.get(answer.url)), follow=True).text
    assert Result.objects.count() == 2


def test_a_period_without_a_tick_is_named_and_never_called_failed(county, items, monthly, january):
    _tick(county, monthly, [6, 7, 9])
    member = county.client("member")
    page = member.get("/ledger/mine/results/")
    assert _told(page)["每月"] == ("", "2011-12-31", "")
    assert "每月2次：7期中记了3期，共6次。没有记的不等于没有做" in re.sub(r"\s+", "", page.text)
    row = rows_of([monthly], county.users["member"], january)[0]
    assert (row.state, row.rhythm) == ("late", Rhythm(7, 3))
    member.post("/ledger/mine/results/", _sent(page, 每月="kept"))
    stated = Result.objects.get()
    assert (stated.outcome, stated.done_on, stated.reason) == ("kept", date(2011, 12, 31), "")


def test_a_count_is_no_reason_for_what_was_not_kept(county, items, monthly, january):
    """One tap on 未兑现 and nothing typed: the page asks why, it does not answer for the person (C17)."""
    _tick(county, monthly, [6, 7, 9])
    member = county.client("member")
    answer = member.post("/ledger/mine/results/", _sent(member.get("/ledger/mine/results/"), 每月="not_kept"))
    assert answer.status_code == 422
    assert "填报“未兑现”须写明原因" in answer.text
    assert not Result.objects.exists()


def test_what_cannot_be_written_comes_back_with_all_that_was_typed(county, items, rules, fence, january):
    member = county.client("member")
    page = member.get("/ledger/mine/results/")
    state_result(rules, Statement(Outcome.NOT_KEPT, reason="外出务工"), by=county.users["secretary"])
    data = _sent(page, 遵守="kept", 每月="not_kept") | {f"outcome-{fence.pk}": "kept", f"done_on-{fence.pk}": "年底"}
    answer = member.post("/ledger/mine/results/", data)
    assert answer.status_code == 422
    for words in ("填报“未兑现”须写明原因", "“年底”不是日期", 'value="年底"', "3 项没有写入"):
        assert words in answer.text
    assert _states() == {"6月": "late", "每月": "late", "遵守": "not_kept"}


def test_what_could_be_written_stays_when_another_row_is_refused(county, items, january):
    """The page says how many were written and which were not; sent again, the form writes nothing more."""
    member = county.client("member")
    data = _sent(member.get("/ledger/mine/results/"), 遵守="kept", 每月="not_kept") | {"once": str(uuid.uuid4())}
    answer = member.post("/ledger/mine/results/?page=1", data)
    assert answer.status_code == 422
    assert "已填报1项结果" in answer.text
    assert "1 项没有写入" in answer.text
    assert _states() == {"6月": "late", "每月": "late", "遵守": "kept"}
    again = member.post("/ledger/mine/results/?page=1", data)
    assert (again.status_code, again.url) == (302, "/ledger/mine/results/?page=1")
    assert Result.objects.get().version == 1


def test_a_secretary_accounts_for_branch_and_members(county, items, own_item, january):
    page = county.client("organiser").get(f"/ledger/of/{county.branch.pk}/results/")
    assert len(page.context["rows"]) == 4
    assert page.text.count("<h2>") == 2
    county.client("organiser").post(f"/ledger/of/{county.branch.pk}/results/", _sent(page, 遵守="kept"))
    assert _states()["遵守"] == "kept"
    assert (
        f"/ledger/of/{county.branch.pk}/results/"
        in county.client("secretary").get(f"/ledger/of/{county.branch.pk}/").text
    )
    told = county.client("member").get(f"/ledger/of/{county.branch.pk}/results/", headers={"hx-request": "true"})
    assert "由该党组织的书记、组织委员填报" in told.text


def test_results_of_others_cannot_be_written(county, items, rules, january):
    data = {f"outcome-{rules.pk}": "kept", f"done_on-{rules.pk}": "2011-12-31"}
    county.client("neighbour_secretary").post("/ledger/mine/results/", data)
    refused = county.client("town_secretary").post("/ledger/mine/results/", data)
    assert refused.status_code == 422
    assert not Result.objects.exists()


def test_before_the_last_days_nothing_is_asked(county, items, june):
    page = county.client("member").get("/ledger/mine/results/")
    assert list(_told(page)) == ["6月"]


def test_a_promise_of_the_round_before_is_not_ticked_in_the_new_year(county, monthly, january):
    with pytest.raises(Refusal, match="2011年这一轮已经结束"):
        tick(monthly, january, by=county.users["member"])
    assert rows_of([monthly], county.users["member"], january)[0].span is None


def test_one_tap_keeps_what_names_no_day_on_its_last_one(county, rules, january):
    county.client("member").post("/ledger/mine/", {"item": rules.pk, "act": "kept", "version": 0})
    assert _states()["遵守"] == "kept"
    assert Result.objects.get().done_on == date(2011, 12, 31)


def test_no_tap_alone_says_that_a_promise_past_its_day_was_kept_late(county, items, fence, january):
    """按期完成 is the member's word for its last day; a later one is written down by hand."""
    member = county.client("member")
    page = member.get("/ledger/mine/").text
    assert page.count('value="in_time"') == 1
    assert f"/ledger/items/{fence.pk}/fill/?outcome=kept&amp;back=/ledger/mine/" in page
    refused = member.post("/ledger/mine/", {"item": fence.pk, "act": "kept", "version": 0}, headers={"hx-request": "1"})
    assert (refused.status_code, Result.objects.count()) == (422, 0)
    assert "期限已过，请填写完成时间；按期做完的，选“按期完成”。" in refused.text
    form = member.get(f"/ledger/items/{fence.pk}/fill/?outcome=kept").context["form"]
    assert (form["outcome"].value(), form["done_on"].value()) == ("kept", None)
    member.post("/ledger/mine/", {"item": fence.pk, "act": "in_time", "version": 0})
    told = Result.objects.get()
    assert (told.outcome, told.done_on, told.stated_by) == ("kept", date(2011, 6, 30), county.users["member"])
    assert _states()["6月"] == "kept"


def test_the_page_of_results_offers_in_time_where_the_day_is_over(county, items, fence, january):
    member = county.client("member")
    page = member.get("/ledger/mine/results/")
    assert page.text.count('value="in_time"') == 1
    refused = member.post("/ledger/mine/results/", _sent(page, **{"6月": "kept"}))
    assert (refused.status_code, Result.objects.count()) == (422, 0)
    assert "期限已过，请填写完成时间" in refused.text
    member.post("/ledger/mine/results/", _sent(page, **{"6月": "in_time"}))
    assert Result.objects.get().done_on == date(2011, 6, 30)


def test_no_choice_is_explained_that_is_not_there(county, items, january):
    """按期完成 stands beside what is past its day, and beside nothing else."""
    member = county.client("member")
    assert "选“按期完成”" in member.get("/ledger/mine/results/").text
    StandingItem.objects.exclude(due_on=None).update(dropped_by=F("since"))
    page = member.get("/ledger/mine/results/").text
    assert 'value="kept"' in page
    assert "按期完成" not in page


def test_of_what_is_ticked_in_every_period_and_past_its_day_in_time_is_taken(county, monthly, january):
    StandingItem.objects.filter(pk=monthly.pk).update(due_on=date(2011, 12, 31))
    _tick(county, monthly, range(6, 13))
    assert _told(county.client("member").get("/ledger/mine/results/"))["每月"] == ("in_time", "", "")


def test_the_bar_of_the_ledger_writes_no_day_for_what_is_past_it(county, items, fence, january):
    organiser, address = county.client("organiser"), f"/ledger/of/{county.branch.pk}/bulk/"
    assert organiser.get(f"/ledger/of/{county.branch.pk}/").context["bulk"]["on"].value() is None
    answer = organiser.post(address, {"act": "keep", "pick": [f"{item.pk}:0" for item in items]}, follow=True).text
    assert "期限已过" in answer
    assert _states() == {"6月": "late", "每月": "kept", "遵守": "kept"}
    organiser.post(address, {"act": "in_time", "pick": [f"{fence.pk}:0"]})
    assert Result.objects.get(item=fence).done_on == date(2011, 6, 30)


def test_a_promise_without_a_result_is_asked_for_however_long_ago_its_round_was(county, items, rules, june):
    """Three years on, what was accounted for is gone; the others stay until somebody says what became of them."""
    with time_machine.travel(datetime(2012, 1, 5, 1, tzinfo=UTC), tick=False):
        state_result(rules, Statement(Outcome.KEPT, date(2011, 12, 31)), by=county.users["member"])
    with time_machine.travel(datetime(2014, 2, 5, 1, tzinfo=UTC), tick=False):
        open_round(by=None, organisation=county.county, year=2014)
        member, page = county.client("member"), f"/ledger/of/{county.branch.pk}/results/"
        assert {row.item.text[:2] for row in member.get("/ledger/mine/").context["rows"]} == {"6月", "每月"}
        assert set(_told(member.get("/ledger/mine/results/"))) == {"6月", "每月"}
        assert set(_told(county.client("organiser").get(page))) == {"6月", "每月"}


@pytest.mark.parametrize("address", ["/ledger/mine/results/", "/ledger/of/{branch}/results/"])
def test_queries_do_not_grow_with_what_is_due(county, monthly, january, queries_of, address):
    client = county.client("member" if "mine" in address else "secretary")
    address = address.format(branch=county.branch.pk)
    few = queries_of(client, address)
    _copies(monthly, 3)
    assert queries_of(client, address) == few


def test_the_report_says_how_many_periods_were_ticked(county, monthly, january):
    _tick(county, monthly, [7, 8])
    third = queries.sentences([monthly.pk], Q3)
    assert third[monthly.pk] == "本期已做4次（3期中记了2期）。"
    _tick(county, monthly, [9])
    third = queries.sentences([monthly.pk], Q3)
    assert third[monthly.pk] == "本期已做6次。"
