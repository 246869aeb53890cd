"""A member's first pledge on a phone, from sign-in to 提交审诺 (C11); a lost network; two open pages."""

import re
import sys
import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
COMMON = "按时参加支部学习，不赌博，不信谣传谣。"
POST = "当好政策宣传员，每月走访本组10户，把意见记下来交支部。"
DEED = "年底前修好塘边护栏20米；每周给2户独居老人挑水一次。"


@dataclass
class Hand:
    """Counts what the person does: taps, fields, characters, and the seconds the product takes."""

    page: Page
    taps: int = 0
    fields: int = 0
    characters: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, name: str) -> None:
        target = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        target.first.click()
        self.taps += 1

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(re.compile(label)).fill(text)
        self.taps += 1  # into the box
        self.fields += 1
        self.characters += len(text)

    def report(self) -> str:
        seconds = time.monotonic() - self.began
        typing = self.characters * 2  # an unhurried thumb: 30 characters a minute
        return (
            f"first pledge: {self.taps} taps, {self.fields} fields, {self.characters} characters, "
            f"{seconds:.1f} s by machine, about {seconds + typing:.0f} s with typing"
        )


def test_a_members_first_pledge_takes_few_taps(phone, capsys):
    phone.open("/accounts/login/")
    hand = Hand(phone.page)
    hand.tap("普通党员")
    phone.page.wait_for_url("**/desk/")
    hand.tap("我的承诺")
    hand.tap("开始写承诺")
    hand.write("共性承诺", COMMON)
    hand.write("岗位承诺", POST)
    hand.write("实事承诺", DEED)
    phone.screenshot("member-write-390")
    assert (phone.axe(), phone.overflow()) == ([], 0)
    hand.tap("下一步：核对")
    phone.page.wait_for_url("**/check/")
    main = phone.page.locator("main")
    expect(main).to_contain_text("每月1次")
    expect(main).to_contain_text("20米")
    expect(main.locator(".check .card")).to_have_count(4)
    phone.screenshot("member-check-390")
    assert (phone.axe(), phone.overflow()) == ([], 0)
    hand.tap("以下都读对了，全部确认")
    expect(main.get_by_text("已核对")).to_have_count(4)
    hand.tap("提交审诺")
    expect(main).to_contain_text("已提交审诺")
    expect(phone.page.locator(".station.done .name").first).to_have_text("提诺")
    phone.screenshot("member-proposed-390")
    assert (phone.axe(), phone.overflow()) == ([], 0)
    assert phone.problems == []
    with capsys.disabled():
        sys.stdout.write(f"\n{hand.report()}\n")
    assert hand.taps <= 10
    assert hand.fields == 3
    assert time.monotonic() - hand.began + hand.characters * 2 < 300


def _box(page, label="岗位承诺"):
    return page.get_by_label(re.compile(label))


def _start(visit, role):
    visit.sign_in(role)
    visit.open("/pledges/mine/")
    start = visit.page.get_by_role("button", name="开始写承诺")
    if start.count():
        start.click()
    visit.page.wait_for_url("**/write/")
    return visit.page.url


def test_a_draft_survives_a_lost_network(phone):
    address = _start(phone, "支部组织委员")
    context = phone.page.context
    # Not set_offline: a page that hears that the network is back sends what it holds, even while it is being closed.
    context.route("**/autosave/", lambda route: route.abort("internetdisconnected"))
    _box(phone.page).fill("在山坳里写的，没有信号")
    expect(phone.page.locator("[data-saved]")).to_contain_text("网络不通，已存在本机")
    phone.page.close()
    context.unroute("**/autosave/")
    phone.page = context.new_page()
    phone.open(address)
    expect(_box(phone.page)).to_have_value("在山坳里写的，没有信号")
    expect(phone.page.locator("[data-saved]")).to_contain_text("已保存")
    phone.page.evaluate("localStorage.clear()")
    phone.open(address)
    expect(_box(phone.page)).to_have_value("在山坳里写的，没有信号")


def test_two_open_pages_show_both_texts_and_overwrite_nothing(visit):
    first, second = visit(), visit()
    address = _start(first, "支部组织委员")
    _start(second, "支部组织委员")
    _box(first.page).fill("手机上写的")
    expect(first.page.locator("[data-saved]")).to_contain_text("已保存")
    _box(second.page).fill("电脑上写的")
    expect(second.page.locator("[data-saved]")).to_contain_text("刚在别处保存过")
    second.page.get_by_role("button", name="保存草稿").click()
    main = second.page.locator("main")
    expect(main).to_contain_text("两份都没有丢")
    expect(main.locator(".stored")).to_contain_text("手机上写的")
    expect(_box(second.page)).to_have_value("电脑上写的")
    first.open(address)
    expect(_box(first.page)).to_have_value("手机上写的")
    second.page.get_by_role("button", name="保存草稿").click()
    expect(main).to_contain_text("草稿已保存")
    first.open(address)
    expect(_box(first.page)).to_have_value("电脑上写的")
