"""A quarter in the browser: what it costs a member, and the secretary of a branch of twenty (C25, C26, C44)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.hand import Hand
from tests.browser.year import MEMBER, SECRETARY, load

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def _year(site) -> None:
    load(site)


@pytest.mark.usefixtures("_year")
def test_a_members_quarter_takes_three_taps_and_one_line(visit, tell):
    phone = visit(MEMBER, width=PHONE)
    hand = Hand(phone.page)
    phone.open("/appraisal/mine/")
    hand.taps += 1  # the line on the desk
    assert (phone.axe(), phone.overflow()) == ([], 0)
    phone.screenshot("report-390")
    hand.write(phone.page.get_by_label(re.compile("其他")), "帮村里值夜2次")
    hand.press("情况属实，提交述职")
    main = phone.page.locator("main")
    expect(main).to_contain_text("本人提交")
    expect(main).to_contain_text("帮村里值夜2次")
    phone.screenshot("report-handed-in-390")
    assert (phone.axe(), phone.overflow(), phone.problems) == ([], 0, [])
    tell(hand.report("member, one quarter"))
    assert (hand.taps, hand.fields) == (3, 1)


@pytest.mark.usefixtures("_year")
def test_a_meeting_of_twenty_takes_the_secretary_ten_minutes(visit, tell):
    wide = visit(SECRETARY, width=WIDE)
    page, hand = wide.page, Hand(wide.page)
    hand.press("本组织")
    hand.press("述职讲评")
    hand.write(page.get_by_label("地点"), "党群服务中心二楼")
    hand.press("登记会议，开始点名")
    for name in ("孙国庆", "秦水生"):
        hand.tap(page.locator(".attendance").get_by_label(name))
    hand.tap(page.locator(".attendance li", has_text="秦水生").get_by_label("请假"))
    assert wide.axe() == []
    hand.press("保存到会情况")
    hand.press("其余到会党员已口头述职")
    expect(page.locator("#messages")).to_contain_text("口头述职")
    for name, words in (("周小满", "挑水6次"), ("陈青山", "清渠1次"), ("韩满仓", "走访20户"), ("许志远", "走访9户")):
        seat = page.locator(".seat", has_text=name)
        hand.tap(seat.locator("summary"))
        hand.write(seat.locator("textarea").first, words)
        hand.tap(seat.get_by_role("button", name="记为口头述职"))
        expect(seat.locator("summary")).to_contain_text("口头述职")
    for name, verdict, words in (
        ("李德福", "需要加力", "四月补上"),
        ("吴桂芝", "进展偏慢", "抓紧整地"),
        ("王金水", "已兑现", ""),
    ):
        block = page.locator(".judged", has=page.get_by_text(name, exact=True))
        hand.choose(block.locator("select").first, verdict)
        expect(page.locator("#judge-saved")).to_contain_text("已保存")
        if words:
            hand.write(block.locator("input[type=text]").first, words)
            block.locator("input[type=text]").first.blur()
    overall = page.get_by_label(re.compile("总体讲评"))
    hand.write(overall, "多数有进展，两项要抓紧。")
    overall.blur()
    expect(page.locator("#overall-version")).to_have_value("2")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    wide.screenshot("meeting-1280")
    assert (wide.axe(), wide.overflow()) == ([], 0)
    hand.tap(page.locator("summary", has_text="固定会议，发出讲评"))
    hand.press("确认固定")
    main = page.locator("main")
    expect(main).to_contain_text("会议已固定")
    for words in (
        "18",
        "请假1人：秦水生",
        "需要加力，四月补上",
        "进展偏慢，抓紧整地",
        "多数有进展，两项要抓紧。",
        "清渠1次",
    ):
        expect(main).to_contain_text(words)
    expect(main.get_by_role("link", name="下载会议记录（Word）")).to_be_visible()
    wide.screenshot("meeting-fixed-1280")
    assert (wide.axe(), wide.overflow(), wide.problems) == ([], 0, [])
    tell(hand.report("secretary, the meeting of twenty"))
    assert hand.seconds <= 600
    assert (hand.taps, hand.fields) == (32, 11)


@pytest.mark.usefixtures("_year")
def test_the_meeting_fits_a_phone(visit):
    phone = visit(SECRETARY, width=PHONE)
    phone.page.get_by_role("link", name="本组织").first.click()
    phone.page.get_by_role("link", name="述职讲评").click()
    assert (phone.axe(), phone.overflow(), phone.problems) == ([], 0, [])
    phone.screenshot("meeting-390")
