"""The pages of the ledger: filters, one row in its place, the bar for many, the member's cards; queries do not grow."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.fulfilment.actions import Statement, note, state_result
from jiannuo.fulfilment.actions.measures import add_measure
from jiannuo.fulfilment.models import Measure, NoteKind, ProgressNote, Result, Tick
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import ItemKind, StandingItem
from jiannuo.rounds.actions import open_round
from tests.fulfilment.conftest import add, filed
from tests.fulfilment.files_of import pdf

KEPT = Outcome.KEPT


def _ledger(county, who, organisation, query=""):
    return county.client(who).get(f"/ledger/of/{organisation.pk}/{query}")


def _texts(answer):
    return [row.item.text[:4] for row in answer.context["rows"]]


def test_the_ledger_shows_what_was_entered_once(county, items, own_item, fence, monthly, june):
    by = county.users["secretary"]
    note(fence, "材料已到位", date(2011, 6, 1), by=by)
    county.client("secretary").post(f"/ledger/items/{monthly.pk}/tick/", {"on": "2011-06-02"})
    page = _ledger(county, "secretary", county.branch)
    assert sorted(_texts(page)) == ["5月底前", "6月底前", "每月为村", "遵守党章"]
    text = page.text
    for words in ("材料已到位", "6月 1/2次", "共 <strong>4</strong> 项承诺", "逾期 <strong>1</strong> 项", "20米"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=late", ["5月底前"]),
        ("?state=due_soon", ["6月底前"]),
        ("?state=no_result", ["5月底前", "6月底前", "每月为村"]),
        ("?state=kept", ["遵守党章"]),
        ("?kind=common", ["遵守党章"]),
        ("?due_before=2011-06-01", ["5月底前"]),
        ("?subject=周大有&kind=deed", ["6月底前", "每月为村"]),
        ("?subject=柳树湾", ["5月底前"]),
        ("?text=护栏", ["6月底前"]),
        ("?state=nonsense&due_before=never", ["5月底前", "6月底前", "每月为村", "遵守党章"]),
    ],
)
def test_a_filter_is_a_link(county, items, own_item, rules, june, query, found):
    state_result(rules, Statement(KEPT, june), by=county.users["member"])
    assert sorted(_texts(_ledger(county, "town_secretary", county.town, query))) == found


def test_one_person_and_one_place(county, items, own_item, june):
    page = _ledger(county, "town_secretary", county.town, f"?member={county.member.pk}")
    assert len(page.context["rows"]) == 3
    assert "只看周大有的承诺" in page.text
    assert len(_ledger(county, "town_secretary", county.town, f"?place={county.neighbour.path}").context["rows"]) == 0
    assert len(_ledger(county, "town_secretary", county.town, f"?place={county.branch.path}").context["rows"]) == 4


def test_the_order_may_be_by_day(county, items, own_item):
    days = [r.item.due_on for r in _ledger(county, "secretary", county.branch, "?sort=due").context["rows"]]
    assert days == [date(2011, 5, 31), date(2011, 6, 30), None, None]


def test_members_see_their_own_and_nobody_elses(county, items, own_item):
    assert len(_ledger(county, "member", county.branch).context["rows"]) == 3
    assert len(_ledger(county, "co_member", county.branch).context.get("rows", [])) == 0
    assert _ledger(county, "neighbour_secretary", county.branch).status_code == 404


def _copies(item, n):
    names = [f.attname for f in item._meta.concrete_fields if f.name not in {"id", "uid", "position"}]
    same = {name: getattr(item, name) for name in names}
    return [StandingItem.objects.create(uid=f"{k:032x}", position=k + 2, **same) for k in range(n)]


@pytest.mark.parametrize("address", ["/ledger/of/{branch}/", "/ledger/mine/", "/ledger/of/{branch}/excel/"])
def test_queries_do_not_grow_with_the_rows(county, june, queries_of, address):
    item = filed(county, county.draft(county.member))[0]
    client = county.client("member" if "mine" in address else "secretary")
    address = address.format(branch=county.branch.pk)
    few = queries_of(client, address)
    for row in [*_copies(item, 3), item]:
        note(row, "有进展", june, by=county.users["member"])
        add_measure(row, "备料", None, by=county.users["member"])
    assert queries_of(client, address) == few


def test_a_row_is_filled_in_without_scripts(county, fence, june):
    client = county.client("secretary")
    page = client.get(f"/ledger/items/{fence.pk}/fill/?back=/ledger/of/{county.branch.pk}/?state=late")
    assert "保存" in page.text
    answer = client.post(
        f"/ledger/items/{fence.pk}/fill/",
        {
            "text": "已验收",
            "outcome": "kept",
            "done_on": "2011-06-10",
            "figure_0": "20",
            "version": 0,
            "back": "/ledger/",
        },
    )
    assert answer.url == "/ledger/"
    row = Result.objects.get()
    assert (row.outcome, row.done_on, row.figures) == ("kept", date(2011, 6, 10), [20.0])
    assert ProgressNote.objects.get().text == "已验收"


def test_a_row_is_filled_in_in_its_place(county, fence):
    client, hx = county.client("secretary"), {"hx-request": "true"}
    form = client.get(f"/ledger/items/{fence.pk}/fill/", headers=hx)
    assert form.text.startswith("<tr")
    wrong = client.post(f"/ledger/items/{fence.pk}/fill/", {"outcome": "not_kept"}, headers=hx)
    assert (wrong.status_code, "须写明原因" in wrong.text) == (422, True)
    right = client.post(f"/ledger/items/{fence.pk}/fill/", {"text": "已安装5米", "version": 0}, headers=hx)
    row = client.get(right.url, headers=hx)
    assert row.text.startswith("<tr")
    assert "已安装5米" in row.text
    assert client.get(right.url).url == f"/ledger/items/{fence.pk}/"


def test_nothing_typed_is_asked_for_and_a_refused_result_leaves_no_line(county, fence):
    client = county.client("secretary")
    assert "请写一句进展" in client.post(f"/ledger/items/{fence.pk}/fill/", {}).text
    late = client.post(f"/ledger/items/{fence.pk}/fill/", {"text": "好", "outcome": "kept", "done_on": "2011-06-16"})
    assert late.status_code == 422
    assert not ProgressNote.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_a_line_added_later_does_not_call_a_stated_result_going_on(county, fence, june, headers):
    """What stands stays chosen by its name; 「还在进行」 is offered only where nothing has been stated."""
    client, address = county.client("secretary"), f"/ledger/items/{fence.pk}/fill/"
    assert "还在进行" in client.get(address, headers=headers).text
    state_result(fence, Statement(KEPT, june), by=county.users["member"])
    for page in (client.get(address, headers=headers).text, client.get(f"/ledger/items/{fence.pk}/").text):
        assert ("不改结果（已兑现）" in page, "还在进行" in page) == (True, False)
    client.post(address, {"text": "补漆一遍", "outcome": "", "version": 1}, headers=headers)
    assert Result.objects.get().outcome == "kept"
    assert ProgressNote.objects.get().text == "补漆一遍"


def test_two_who_fill_in_the_same_row_see_each_other(county, fence, june):
    state_result(fence, Statement(KEPT, june), by=county.users["member"])
    client = county.client("secretary")
    sent = {"outcome": "not_kept", "reason": "还差5米", "version": 0}
    answer = client.post(f"/ledger/items/{fence.pk}/fill/", sent)
    assert "现在存着：已兑现" in answer.text
    assert 'name="version" value="1"' in answer.text
    assert client.post(f"/ledger/items/{fence.pk}/fill/", sent | {"version": 1}).status_code == 302
    assert Result.objects.get().outcome == "not_kept"


def test_many_rows_at_once(county, items, own_item, june):
    client, address = county.client("secretary"), f"/ledger/of/{county.branch.pk}/bulk/"
    picks = [f"{i.pk}:0" for i in [*items, own_item]]
    client.post(address, {"act": "note", "pick": picks, "text": "汛期抢险", "on": "2011-06-14"})
    client.post(address, {"act": "remark", "pick": picks[:1], "text": "天旱无水", "expected_on": "2011-07-30"})
    answer = client.post(address, {"act": "keep", "pick": [*picks, "999999:0"], "on": "2011-06-15"}, follow=True)
    assert "已办理4项" in answer.text
    assert ProgressNote.objects.filter(kind=NoteKind.PROGRESS).count() == 4
    assert ProgressNote.objects.get(kind=NoteKind.REMARK).expected_on == date(2011, 7, 30)
    assert Result.objects.filter(outcome="kept", state="settled").count() == 4
    assert client.post(address, {"act": "keep"}, headers={"hx-request": "1"}).status_code == 422


def test_the_bar_never_reaches_what_one_does_not_keep(county, items, own_item, june):
    client = county.client("town_secretary")
    answer = client.post(
        f"/ledger/of/{county.town.pk}/bulk/", {"act": "keep", "pick": [f"{i.pk}:0" for i in items]}, follow=True
    )
    assert "另有3项没有办理" in answer.text
    far = county.client("far_secretary")
    sent = {"act": "keep", "pick": f"{items[0].pk}:0"}
    assert far.post(f"/ledger/of/{county.branch.pk}/bulk/", sent).status_code == 404
    assert not Result.objects.exists()


def _picks(page):
    return re.findall(r'name="pick" value="([^"]+)"', page.text)


def test_nobody_settles_or_states_over_what_he_has_not_read(county, items, fence, rules, june, second_eyes):
    """Restated after the ledger was opened: the row is refused by name of the reason, the others go through."""
    by, address = county.users["member"], f"/ledger/of/{county.branch.pk}/"
    for item in (fence, rules):
        state_result(item, Statement(Outcome.KEPT, june), by=by)
    secretary = county.client("secretary")
    picks = [pick for pick in _picks(secretary.get(address)) if pick.endswith(":1")]
    assert sorted(picks) == sorted(f"{item.pk}:1" for item in (fence, rules))
    state_result(fence, Statement(Outcome.NOT_KEPT, reason="石料没到"), by=by)
    for act in ({"act": "settle"}, {"act": "keep", "on": "2011-06-15"}):
        answer = secretary.post(f"{address}bulk/", act | {"pick": [f"{fence.pk}:1"]}, follow=True)
        assert "1项：这项结果刚刚已被他人改动" in answer.text
    secretary.post(f"{address}bulk/", {"act": "settle", "pick": [*picks, fence.pk]})
    said = {r.item: (r.outcome, r.state) for r in Result.objects.all()}
    assert said == {fence: ("not_kept", "stated"), rules: ("kept", "settled")}


@pytest.mark.parametrize("step", ["settle", "hand-back", "take-back"])
def test_a_result_is_judged_as_it_was_read(county, fence, june, second_eyes, step):
    state_result(fence, Statement(Outcome.KEPT, june), by=county.users["member"])
    client, address = county.client("secretary"), f"/ledger/items/{fence.pk}/{step}/"
    for seen in ({}, {"version": "x"}, {"version": "2"}):
        answer = client.post(address, {"opinion": "请写明次数。"} | seen)
        assert "刚刚已被他人改动" in answer.text
    assert Result.objects.get().version == 1
    assert client.post(address, {"opinion": "请写明次数。", "version": "1"}).status_code == 302


def test_a_member_taps(county, items, monthly, fence, rules):
    client = county.client("member")
    page = client.get("/ledger/mine/")
    assert page.text.count("做了一次") == 1
    assert page.text.index("护栏") < page.text.index("洒水")
    client.post("/ledger/mine/", {"item": monthly.pk, "act": "tick"})
    client.post("/ledger/mine/", {"item": monthly.pk, "act": "note", "text": "用的是自家水泵"})
    client.post("/ledger/mine/", {"item": fence.pk, "act": "kept", "version": 0})
    refused = client.post("/ledger/mine/", {"item": rules.pk, "act": "not_kept"}, headers={"hx-request": "1"})
    assert "写一句原因" in refused.text
    client.post("/ledger/mine/", {"item": rules.pk, "act": "not_kept", "text": "缺席一次组织生活", "version": 0})
    assert Tick.objects.get().times == 1
    assert {r.item_id: r.outcome for r in Result.objects.all()} == {fence.pk: "kept", rules.pk: "not_kept"}
    assert client.post("/ledger/mine/", {"item": "x"}).status_code == 404
    assert "做了一次（6月 1/2）" in client.get("/ledger/mine/").text


def test_a_member_without_promises_is_told_where_to_begin(county):
    assert "还没有要践行的承诺" in county.client("co_member").get("/ledger/mine/").text


def _card(answer, item):
    return answer.text.partition(f'id="item{item.pk}"')[2].partition("</article>")[0]


def test_why_a_line_was_not_taken_stands_in_its_card_and_the_line_stays(county, items, fence, rules, june):
    client = county.client("member")
    state_result(rules, Statement(KEPT, june), by=county.users["secretary"])
    stale = client.post("/ledger/mine/", {"item": fence.pk, "act": "not_kept", "text": "路断了", "version": 9})
    assert stale.status_code == 422
    card = _card(stale, fence)
    assert f'id="error{fence.pk}" role="alert"' in card
    assert f'aria-invalid="true" aria-describedby="error{fence.pk}"' in card
    assert 'value="路断了"' in card
    assert stale.text.count('role="alert"') == 1
    nothing = client.post("/ledger/mine/", {"item": fence.pk, "act": "not_kept", "version": 0})
    assert "没办成的，请在那一行写一句原因" in _card(nothing, fence)
    assert client.post("/ledger/mine/", {"item": fence.pk, "act": "not_kept", "text": "路断了", "version": 0}).url == (
        f"/ledger/mine/#item{fence.pk}"
    )


@pytest.mark.parametrize("how", [{}, {"hx-request": "1"}])
@pytest.mark.parametrize(
    ("told", "box", "why"),
    [
        ({"on": "2011-12-20"}, "on", "日期不能晚于今天"),
        ({"on": "2001-06-01"}, "on", "日期早于2011年这一轮承诺"),
        ({"outcome": "kept", "done_on": "2011-12-20"}, "done_on", "完成时间不能晚于今天"),
    ],
)
def test_a_day_that_was_refused_is_named_in_its_box_and_the_words_stay(county, items, fence, june, told, box, why, how):
    sent = {"text": "材料已到位", "version": 0} | told
    answer = county.client("secretary").post(f"/ledger/items/{fence.pk}/fill/", sent, headers=how)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [box])
    assert why in answer.text
    assert 'value="材料已到位"' in answer.text
    assert not ProgressNote.objects.exists()


def test_what_was_typed_for_a_promise_that_has_its_result_meanwhile_is_shown_beside_the_reason(
    county, items, rules, june
):
    state_result(rules, Statement(KEPT, june), by=county.users["secretary"])
    answer = county.client("member").post(
        "/ledger/mine/", {"item": rules.pk, "act": "not_kept", "text": "缺席一次", "version": 0}
    )
    card = _card(answer, rules)
    assert (answer.status_code, "缺席一次" in card, f'id="error{rules.pk}"' in card) == (422, True, True)


def test_the_page_of_one_promise(county, fence, monthly, june):
    client = county.client("member")
    item = f"/ledger/items/{fence.pk}/"
    client.post(f"{item}measures/", {"new-text": "买钢管", "new-due_on": "2011-05-01"})
    measure = Measure.objects.get()
    change = {f"m{measure.pk}-text": "买钢管40根", f"m{measure.pk}-done_on": "2011-05-03"}
    client.post(f"/ledger/measures/{measure.pk}/", change | {"version": 1})
    measure.refresh_from_db()
    assert (measure.text, measure.due_on, measure.done_on) == ("买钢管40根", None, date(2011, 5, 3))
    stale = client.post(f"/ledger/measures/{measure.pk}/", change | {"version": 1}, headers={"hx-request": "1"})
    assert "已被他人改动" in stale.text
    client.post(f"{item}remark/", {"text": "连日下雨", "expected_on": "2011-07-10"})
    page = client.get(item).text
    for words in ("买钢管40根", "连日下雨", "7月10日</time>完成", "20米", "改了一条措施", "6月30日"):
        assert words in page
    client.post(f"/ledger/measures/{measure.pk}/", {"act": "drop", "version": 2})
    assert not Measure.objects.exists()
    recurring = client.get(f"/ledger/items/{monthly.pk}/").text
    assert "未写明时限的，以本轮结束日为准" in recurring
    assert recurring.count("记下") == 5  # February to June


def test_second_eyes_on_the_page(county, fence, june, second_eyes):
    member, branch = county.client("member"), county.client("secretary")
    item = f"/ledger/items/{fence.pk}/"
    member.post(f"{item}fill/", {"outcome": "kept", "done_on": "2011-06-15", "version": 0})
    assert "待销号" in _ledger(county, "secretary", county.branch, "?state=stated").text
    assert "由本党支部或上一级党组织" in member.get(item).text
    branch.post(f"{item}hand-back/", {"opinion": "请写明谁验收", "version": 1})
    assert "退回：请写明谁验收" in _ledger(county, "secretary", county.branch).text
    assert "退回重报：请写明谁验收" in member.get("/ledger/mine/").text
    member.post("/ledger/mine/", {"item": fence.pk, "act": "kept", "version": 2})
    branch.post(f"{item}settle/", {"version": 3})
    assert Result.objects.get().settled_by == county.users["secretary"]
    refused = member.post(f"{item}take-back/", {"version": 4}, headers={"hx-request": "1"})
    assert "已经销号" in refused.text


def test_a_dropped_promise_is_only_read(county, fence):
    fence.dropped_by = fence.since
    fence.save()
    client = county.client("member")
    page = client.get(f"/ledger/items/{fence.pk}/").text
    assert "只保留记录" in page
    refused = client.post(f"/ledger/items/{fence.pk}/fill/", {"text": "好"}, headers={"hx-request": "1"})
    assert "只保留记录" in refused.text
    assert fence.text not in client.get("/ledger/mine/").text


def test_before_a_round_has_begun_the_ledger_says_so(county):
    county.round.opens_on = date(2031, 1, 1)
    county.round.closes_on = date(2031, 12, 31)
    county.round.save()
    assert "还没有开始的轮次" in _ledger(county, "secretary", county.branch).text


def test_goals_stand_under_the_five_firsts(county, june):
    pledge = county.draft()
    metres = {"comparator": ">=", "number": 12, "unit": "次", "base": None, "words": "不少于12次"}
    add(pledge, "全年入户走访不少于12次", kind=ItemKind.GOAL, first="一流服务", targets=[metres])
    add(pledge, "建强班子", kind=ItemKind.GOAL, first="一流队伍")
    goal = next(i for i in filed(county, pledge) if "走访" in i.text)
    state_result(goal, Statement(KEPT, june, figures=[14]), by=county.users["secretary"])
    page = _ledger(county, "secretary", county.branch)
    names = [name for name, _ in page.context["goals"]]
    assert names == ["创一流队伍", "创一流服务"]
    assert "数量指标：不少于12次；实际：<strong>14次</strong>" in page.text
    assert _ledger(county, "secretary", county.branch, "?kind=deed").context["goals"] == []


def test_second_eyes_are_a_setting_of_the_round(county, june):
    client = county.client("county_organiser")
    form = client.get("/rounds/2011/edit/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    client.post("/rounds/2011/edit/", sent | {"results_need_second_eyes": "on"})
    county.round.refresh_from_db()
    assert county.round.terms["results_need_second_eyes"] is True
    assert "由另一人销号" in client.get("/rounds/2011/").text


@pytest.mark.parametrize(
    ("who", "shown"), [("secretary", True), ("member", True), ("town_organiser", False), ("leader", False)]
)
def test_bringing_a_file_back_is_offered_to_those_who_keep_something_of_it(county, fence, who, shown):
    page = county.client(who).get(f"/ledger/of/{county.branch.pk}/").text
    assert ("导入改好的 Excel" in page) == shown
    assert "导出 Excel" in page


def test_no_two_boxes_share_a_name_for_their_labels(county, fence, june):
    client = county.client("secretary")
    for n in range(2):
        file = SimpleUploadedFile("a.pdf", pdf(str(n)))
        client.post(f"/ledger/items/{fence.pk}/evidence/", {"file": file})
    for address in (f"/ledger/of/{county.branch.pk}/", f"/ledger/items/{fence.pk}/"):
        ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', client.get(address).text)
        assert len(ids) == len(set(ids)) > 5


def test_a_member_finds_last_years_promises_again_when_all_of_it_is_told(county, items):
    """C17, C23: the same way between years as on the other pages of the ledger; what is sent from there stays there."""
    for item in items:
        state_result(item, Statement(KEPT, date(2011, 6, 1)), by=county.users["member"])
    assert "years no-print" not in county.client("member").get("/ledger/mine/").text, "one year has no tabs"
    with time_machine.travel(datetime(2012, 3, 1, 1, tzinfo=UTC), tick=False):
        open_round(by=None, organisation=county.county, year=2012)
        member = county.client("member")
        page = member.get("/ledger/mine/")
        assert (page.context["rows"], "<strong>2012年</strong>" in page.text) == ([], True)
        assert '<a href="?year=2011">2011年</a>' in page.text
        last = member.get("/ledger/mine/?year=2011")
        assert sorted(_texts(last)) == ["6月底前", "每月为村", "遵守党章"]
        assert "<strong>2011年</strong>" in last.text
        assert '<a href="?year=2012">2012年</a>' in last.text
        sent = member.post("/ledger/mine/?year=2011", {"item": items[0].pk, "act": "note", "text": "又补了一次"})
        assert sent.url == f"/ledger/mine/?year=2011#item{items[0].pk}"
