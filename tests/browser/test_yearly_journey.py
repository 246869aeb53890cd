"""年度评议 of twenty branches in the browser, from 自评 to what a citizen reads on the board (C29, C30)."""

import re
import sys
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.hand import Hand
from tests.browser.township import BRANCH as SECRETARY
from tests.browser.township import BRANCHES, LEADER, OFFICE, load

EXCELLENT, FIRST = 8, "中共长滩镇塘湾村支部委员会"
TOO_MANY = f"{BRANCHES}个党组织中优秀有{EXCELLENT}个（一般不超过三分之一，即6个）"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def _township(site) -> None:
    load(site)


def _sound(visit, name: str) -> None:
    visit.screenshot(name)
    assert (visit.axe(), visit.overflow(), visit.problems) == ([], 0, [])


def _to_the_table(visit) -> None:
    visit.page.get_by_role("link", name="本组织").first.click()
    visit.page.get_by_role("link", name="年度评议").first.click()


def _assess(visit) -> None:
    """The branch's own word first, on a phone."""
    page = visit.page
    _to_the_table(visit)
    page.get_by_role("link", name="本组织自评").click()
    page.locator(".tap", has_text=re.compile("^合格$")).click()
    page.get_by_role("button", name="提交自评").click()
    expect(page.locator("#messages")).to_contain_text("自评已保存")
    _sound(visit, "yearly-own-390")


def _put_forward(office, hand: Hand) -> None:
    page = office.page
    hand.press("核算建议等次")
    rows = page.locator("select[name^=grade-]")
    expect(rows).to_have_count(BRANCHES)
    for n in range(BRANCHES):  # a year of which little has been settled: people judge
        hand.choose(rows.nth(n), "优秀" if n < EXCELLENT else "合格")
    _sound(office, "yearly-draft-1280")
    hand.tap(page.get_by_label("不等自评，现在就提出"))  # of nineteen the day is ahead
    hand.press("提出评定意见")
    expect(page.locator("#messages")).to_contain_text(f"已提出{BRANCHES}份评定意见")
    expect(page.locator("main")).to_contain_text(TOO_MANY)


def _reply(visit) -> None:
    page = visit.page
    visit.open("/desk/")
    _to_the_table(visit)
    page.get_by_role("link", name="本组织自评").click()
    expect(page.locator("main")).to_contain_text("拟评：优秀")
    page.get_by_label("说明", exact=True).fill("路灯晚了一个月，请按合格评。")
    page.get_by_role("button", name="提交说明").click()
    expect(page.locator("#messages")).to_contain_text("说明已提交给")
    _sound(visit, "yearly-reply-390")


def _meet(office, hand: Hand) -> None:
    """The committee meets; three are there."""
    page = office.page
    hand.press("登记会议")
    hand.tap(page.get_by_label("领导班子成员会议"))
    hand.write(page.get_by_label("时间"), f"{office.site.now - timedelta(hours=1):%Y-%m-%dT%H:%M}")
    hand.write(page.get_by_label("地点"), "镇党委会议室")
    hand.tap(page.get_by_role("button", name="登记会议"))
    hand.choose(page.get_by_label("类别"), "领导班子成员")
    hand.write(page.get_by_label("姓名"), "贺长明、尹国华、龙秀英")
    hand.press("登记到会")
    expect(page.locator(".big .count")).to_have_text("3")


def _decide(office, hand: Hand) -> None:
    page = office.page
    _to_the_table(office)
    first = page.locator("tbody tr", has_text=FIRST)
    hand.tap(first.get_by_role("link", name="有说明，待答复"))
    hand.write(page.get_by_label("答复"), "情况属实，按合格评定。")
    hand.press("提交答复")
    expect(page.locator("#messages")).to_contain_text("已答复")
    hand.press("全部评议")
    hand.choose(page.get_by_label(f"{FIRST}的评定等次"), "合格")
    hand.write(page.get_by_role("textbox", name="赞成").first, "3")
    hand.press("登记会议评定")
    expect(page.locator("#messages")).to_contain_text(f"已登记{BRANCHES}份评定结果")


def _publish(leader) -> None:
    """Other hands than those that entered the decision; no private number passes."""
    page = leader.page
    _to_the_table(leader)
    page.get_by_role("link", name="待公布").click()
    page.get_by_label(re.compile("点评摘要")).fill("路修好了，路灯晚了一个月。有事打13812345678。")
    page.get_by_label(re.compile("已检查")).check()
    page.get_by_role("button", name="公布结果").click()
    expect(page.locator("main")).to_contain_text("还有身份证号、手机号或银行卡号")
    leader.problems.clear()  # the browser's console names every refusal
    page.get_by_label(re.compile("点评摘要")).fill("路修好了，路灯晚了一个月。")
    page.get_by_label(re.compile("已检查")).check()
    page.get_by_role("button", name="公布结果").click()
    expect(page.locator("#messages")).to_contain_text("年度评议结果已公布在公示栏")
    _sound(leader, "yearly-published-390")


def _read_by_a_citizen(citizen) -> None:
    """The grade and the summary; not the opinion, the reply, the votes, nor anybody's name."""
    citizen.open("/o/CN9801/")
    board = citizen.page.locator("main")
    expect(board).to_contain_text("年度评议：合格")
    expect(board).to_contain_text("路修好了，路灯晚了一个月。")
    for inside in ("请按合格评", "情况属实", "赞成", "柳树林", "13812345678"):
        expect(board).not_to_contain_text(inside)
    _sound(citizen, "yearly-board-390")
    citizen.open("/o/CN9802/")
    expect(board).not_to_contain_text("年度评议：")


@pytest.mark.usefixtures("_township")
def test_a_year_is_appraised_to_the_board(visit, capsys):
    branch = visit(SECRETARY, width=PHONE)
    _assess(branch)
    office = visit(OFFICE, width=WIDE)
    page, hand = office.page, Hand(office.page)
    _to_the_table(office)
    _put_forward(office, hand)
    _reply(branch)
    _meet(office, hand)
    _decide(office, hand)
    expect(page.get_by_text(f"{BRANCHES}个党组织中优秀有{EXCELLENT - 1}个（一般不超过三分之一，即6个）")).to_have_count(
        1
    )
    _sound(office, "yearly-decided-1280")
    hand.press("办结")
    expect(page.locator("#messages")).to_contain_text("已办结1份")  # the others may still reply for ten days
    hand.tap(page.get_by_role("link", name="待公布"))
    expect(page.locator("#publish")).to_contain_text("登记评定的人不能同时审核公布")
    _publish(visit(LEADER, width=PHONE))
    _read_by_a_citizen(visit(width=PHONE))
    with capsys.disabled():
        sys.stdout.write(f"\n{hand.report(f'township office, a year of {BRANCHES} branches')}\n")
    assert (hand.taps, hand.fields) == (62, 27)
