"""审诺 with the keyboard and on a phone; 定诺 and 备案 from two meetings to the receipt's number."""

import re
import sys
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUEUE = "/pledges/review/"


def _waiting(page) -> int:
    return int(re.search(r"有 (\d+) 份", page.locator(".queue-tools .lead").inner_text())[1])


def _sound(visit) -> None:
    assert visit.axe() == []
    assert visit.overflow() == 0
    assert visit.problems == []


def test_a_secretary_works_through_the_queue_with_the_keyboard(visit, capsys):
    wide = visit("乡镇组织办", width=1280)
    page = wide.page
    wide.open(QUEUE)
    before = _waiting(page)
    _sound(wide)
    first = page.locator(".case-head h2").inner_text()

    began = time.monotonic()
    page.keyboard.press("p")
    page.wait_for_url(re.compile(r"/pledges/\d+/review/"))
    expect(page.locator(".case-head h2")).not_to_have_text(first)
    seconds = time.monotonic() - began

    opened = page.locator(".case-head h2").inner_text()
    page.keyboard.press("j")  # look at the next one
    expect(page.locator(".case-head h2")).not_to_have_text(opened)
    page.keyboard.press("b")  # without a reason nothing is sent back: the box is asked for
    expect(page.get_by_label("审定意见")).to_be_focused()
    page.get_by_role("button", name="请写明怎样算做到。").click()
    expect(page.get_by_label("审定意见")).to_have_value("请写明怎样算做到。")
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator(".message.success").last).to_contain_text("退回修改")
    expect(page.locator(".queue-tools .lead")).to_contain_text(f"有 {before - 2} 份")
    _sound(wide)
    with capsys.disabled():
        sys.stdout.write(f"\nreview by key: one press, {seconds:.2f} s until the next case is open\n")


def test_on_a_phone_the_case_takes_the_place_of_the_list(visit):
    phone = visit("乡镇组织办")
    page = phone.page
    phone.open(QUEUE)
    expect(page.locator(".queue-case")).to_be_hidden()
    page.locator(".queue-list a").first.click()
    expect(page.locator(".queue-case")).to_be_visible()
    expect(page.locator(".queue-list")).to_be_hidden()
    _sound(phone)
    page.go_back()
    expect(page.locator(".queue-list")).to_be_visible()
    phone.open(QUEUE)
    page.locator(".queue-list a").nth(1).click()
    page.get_by_role("link", name="回到待审名单").click()
    expect(page.locator(".queue-list")).to_be_visible()


def test_two_meetings_confirm_and_the_branch_files(visit):
    phone = visit("支部书记")
    page = phone.page
    phone.open("/desk/")
    branch = re.search(r"/(?:in|of)/(\d+)/", page.content())[1]
    for kind, category, names in (
        ("领导班子成员会议", "领导班子成员", "罗卫东、段春香、邱大山"),
        ("党员群众代表会议", "群众代表", "余老三、柳二婶、白师傅"),
    ):
        phone.open(f"/meetings/of/{branch}/new/")
        page.get_by_label(kind).check()
        page.get_by_label("时间").fill(f"{phone.site.now - timedelta(days=1):%Y-%m-%dT09:00}")
        page.get_by_label("地点").fill("村委会会议室")
        _sound(phone)
        page.get_by_role("button", name="登记会议").click()
        page.get_by_label("类别").select_option(label=category)
        page.get_by_label("姓名").fill(names)
        page.get_by_role("button", name="登记到会").click()
        expect(page.locator(".big .count")).to_have_text("3")
        _sound(phone)

    phone.open(f"/pledges/in/{branch}/confirm/")
    _sound(phone)
    waiting = page.locator("input[name=pick]").count()
    assert waiting > 0
    for unanimous in page.get_by_label("人全部赞成").all():
        expect(unanimous).not_to_be_checked()
        unanimous.check()
    _sound(phone)
    page.get_by_role("button", name="为勾选的承诺书定诺").click()
    expect(page.locator(".notice.kept")).to_contain_text(f"{waiting} 份已定诺")
    page.get_by_role("link", name="去备案").click()
    _sound(phone)
    page.get_by_role("button", name="为勾选的承诺书备案").click()
    expect(page.locator(".message.success")).to_contain_text("编号备〔")
    page.get_by_role("link", name="备案回执").click()
    page.get_by_role("link", name=re.compile("^备〔")).first.click()
    expect(page.locator(".document")).to_contain_text("文本指纹")
    _sound(phone)
