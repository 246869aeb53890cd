"""The ledger in use (C44): a secretary brings twenty promises up to date, a member taps; both are counted."""

import io
import re
import sys
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.fulfilment.files_of import CAMERA, photo

pytestmark = pytest.mark.browser


class Count:
    """What the person does: taps, fields, characters, and the seconds the product takes."""

    def __init__(self):
        self.taps = self.fields = self.characters = 0
        self.began = time.monotonic()

    def tap(self, target):
        target.click()
        self.taps += 1

    def write(self, target, text):
        target.fill(text)
        self.taps, self.fields, self.characters = self.taps + 1, self.fields + 1, self.characters + len(text)

    def said(self, what):
        seconds = time.monotonic() - self.began
        typing = self.characters * 2 + self.taps * 2  # an unhurried thumb
        done = f"{self.taps} taps, {self.fields} fields, {self.characters} characters"
        return f"\n{what}: {done}, about {seconds + typing:.0f} s\n"


def _ledger(visit):
    visit.page.get_by_role("link", name="承诺台帐").first.click()
    visit.page.wait_for_url("**/ledger/of/**")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_secretary_brings_twenty_promises_up_to_date(visit, capsys, width):
    secretary = visit("支部书记", width=width)
    hand, page = Count(), secretary.page
    _ledger(secretary)
    hand.taps += 1
    picks = page.locator("input[name=pick]")
    expect(picks.first).to_be_visible()
    rows = min(20, picks.count())
    for n in range(3):  # three have something of their own to say, in their place
        row = page.locator("table.ledger tbody tr").nth(n)
        hand.tap(row.get_by_role("link", name="填写"))
        line = page.locator("tr.editing input[name=text]")
        expect(line).to_be_focused()
        hand.write(line, f"走访第{n + 1}组已办完")
        hand.tap(page.get_by_role("button", name="保存这一行"))
        expect(page.locator("table.ledger tbody tr").nth(n)).to_contain_text(f"走访第{n + 1}组已办完")
    for n in range(3, rows):  # the others went as planned
        hand.tap(picks.nth(n))
    hand.tap(page.get_by_text("对勾选的事项一并办理"))
    hand.write(page.locator("#bulk").get_by_label("一句话"), "按计划推进")
    secretary.screenshot(f"ledger-bulk-{width}")
    hand.tap(page.get_by_role("button", name="写进展"))
    expect(page.locator("#messages")).to_contain_text(f"已办理{rows - 3}项")
    expect(page.get_by_text("按计划推进").nth(rows - 4)).to_be_attached()
    assert (secretary.axe(), secretary.overflow(), secretary.problems) == ([], 0, [])
    secretary.screenshot(f"ledger-{width}")
    with capsys.disabled():
        sys.stdout.write(hand.said(f"secretary, {rows} promises, {width} px"))
    assert hand.taps <= 35
    assert hand.fields == 4


@pytest.mark.parametrize("width", [390, 1280])
def test_the_bar_for_ticked_rows_covers_nothing_while_nothing_is_ticked(visit, width):
    """With scripts it comes with the first tick and goes with the last; without, it stands below the list."""
    page = (secretary := visit("支部书记", width=width)).page
    _ledger(secretary)
    bar, picks = page.locator("#bulk"), page.locator("input[name=pick]")
    expect(picks.first).to_be_visible()
    expect(bar).to_be_hidden()
    everything = page.get_by_label("勾选本页全部")
    everything.check()
    expect(bar).to_be_in_viewport()
    assert picks.evaluate_all("boxes => boxes.every(box => box.checked)")
    everything.uncheck()
    expect(bar).to_be_hidden()
    plain = visit("支部书记", width=width, java_script_enabled=False)
    _ledger(plain)
    foot, top = plain.page.locator("table.ledger").bounding_box(), plain.page.locator("#bulk").bounding_box()
    assert foot["y"] + foot["height"] <= top["y"]


def test_a_member_taps_once_and_writes_one_line(visit, capsys):
    member = visit("已承诺的党员", width=390)
    hand, page = Count(), member.page
    hand.tap(page.get_by_role("link", name="我的践诺").first)
    page.wait_for_url("**/ledger/mine/")
    card = page.locator("article.promise").filter(has=page.get_by_role("button", name="有进展")).first
    expect(card).to_be_visible()
    hand.write(card.get_by_label(re.compile("写一句")), "这个月接送两次")
    hand.tap(card.get_by_role("button", name="有进展"))
    expect(page.locator("main")).to_contain_text("这个月接送两次")
    assert (member.axe(), member.overflow(), member.problems) == ([], 0, [])
    member.screenshot("mine-390")
    with capsys.disabled():
        sys.stdout.write(hand.said("member, one promise"))
    assert (hand.taps, hand.fields) == (3, 1)


def test_a_phones_photograph_is_shown_and_says_no_place(visit):
    member = visit("已承诺的党员", width=390)
    page, sent = member.page, photo()
    page.get_by_role("link", name="我的践诺").first.click()
    page.locator("article.promise a[href*='/ledger/items/']").first.click()
    page.get_by_text("上传佐证").click()
    page.get_by_label("选择文件").set_input_files({"name": "IMG_0617.jpg", "mimeType": "image/jpeg", "buffer": sent})
    page.get_by_role("button", name="上传", exact=True).click()
    shown = page.locator("ul.evidence img").last
    expect(shown).to_be_visible()
    shown.scroll_into_view_if_needed()
    stored = page.request.get(page.url.split("/ledger/")[0] + shown.get_attribute("src")).body()
    picture = Image.open(io.BytesIO(stored))
    assert (picture.size, dict(picture.getexif())) == ((1067, 1600), {})
    assert CAMERA.encode() in sent
    assert CAMERA.encode() not in stored
    assert (member.axe(), member.overflow(), member.problems) == ([], 0, [])
    member.screenshot("evidence-390")


def test_it_works_without_scripts(visit):
    secretary = visit(width=390, java_script_enabled=False)
    secretary.sign_in("支部书记")
    page = secretary.page
    _ledger(secretary)
    page.get_by_role("link", name="填写").first.click()
    page.get_by_label("进展情况").fill("没有脚本也能写")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/ledger/of/**")
    expect(page.locator("main")).to_contain_text("没有脚本也能写")
