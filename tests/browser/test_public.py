"""The public board in a real browser: without scripts, on a phone, on paper, in large print."""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, Visit

pytestmark = pytest.mark.browser


def _to_a_board(visit: Visit) -> None:
    """From the front page down the tree to a board that shows a pledge, by links only."""
    visit.open("/?q=东门社区")
    visit.page.get_by_role("link", name=re.compile("东门社区")).first.click()


def _to_a_pledge(visit: Visit) -> None:
    _to_a_board(visit)
    visit.page.get_by_role("link", name="看承诺书全文和来历").click()


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_visitor_reads_a_promise_and_checks_its_code_without_scripts(visit: Callable[..., Visit], width: int):
    visitor = visit(width=width, java_script_enabled=False)
    _to_a_board(visitor)
    for words in ("亮身份", "亮职责", "亮承诺", "亮点评", "亮评议"):
        expect(visitor.page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    visitor.page.get_by_role("link", name="看承诺书全文和来历").click()
    expect(visitor.page.get_by_text("完成时限").first).to_be_visible()
    code = visitor.page.locator(".copyable code").inner_text()
    visitor.open("/v/")
    visitor.page.get_by_label("核验码").fill(f"{code[:4].lower()} {code[4:8]}-{code[8:]}")
    visitor.page.get_by_role("button", name="核对").click()
    expect(visitor.page.get_by_text("这就是正在公示的版本")).to_be_visible()
    assert visitor.problems == []


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("go", [_to_a_board, _to_a_pledge, lambda v: v.open("/"), lambda v: v.open("/v/")])
def test_public_pages_are_sound_and_fit(visit: Callable[..., Visit], width: int, go: Callable[[Visit], object]):
    visitor = visit(width=width)
    go(visitor)
    assert visitor.axe() == []
    assert visitor.overflow() <= 0
    assert visitor.problems == []


def test_the_board_prints_on_a4_with_its_code_and_without_navigation(visit: Callable[..., Visit]):
    visitor = visit(width=WIDE)
    _to_a_board(visitor)
    visitor.page.emulate_media(media="print")
    visitor.screenshot("board_print")
    expect(visitor.page.locator(".qr img")).to_be_visible()
    expect(visitor.page.locator(".masthead")).to_be_hidden()
    assert visitor.page.pdf(format="A4").startswith(b"%PDF")


def _sheets(visit: Visit) -> int:
    with pikepdf.open(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))) as printed:
        return len(printed.pages)


@pytest.mark.parametrize("address", ["/o/CN01/", "/o/CN0104/"])
def test_no_sheet_carries_only_the_foot(visit: Callable[..., Visit], address: str):
    visitor = visit(width=WIDE)
    visitor.open(address)
    expect(visitor.page.locator(".foot")).to_be_visible()
    sheets = _sheets(visitor)
    visitor.page.evaluate("document.querySelector('.foot').remove()")
    assert _sheets(visitor) == sheets


def test_a_finished_station_is_seen_on_paper_where_fills_are_not_printed(visit: Callable[..., Visit]):
    visitor = visit(width=WIDE)
    _to_a_pledge(visitor)
    visitor.page.emulate_media(media="print")
    mark = visitor.page.locator(".station.done .mark").first
    expect(mark).to_have_css("color", "rgb(0, 0, 0)")
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_the_board_says_why_a_promise_was_not_kept(visit: Callable[..., Visit]):
    office = visit("乡镇组织办", width=PHONE)
    page = office.page
    page.get_by_role("link", name="去核对").click()
    case = page.locator("section.card").first
    assert (office.axe(), office.overflow()) == ([], 0)
    office.screenshot("reasons-390")
    case.get_by_label("公示的文字").fill("因故没有办完，下半年接着办。")
    case.get_by_label("已核对全文，可以公示").check()
    case.get_by_role("button", name="公示这条原因").click()
    expect(page.locator("#messages")).to_contain_text("原因已公示")
    office.resize(WIDE)
    assert (office.axe(), office.overflow(), office.problems) == ([], 0, [])
    office.screenshot("reasons-1280")
    citizen = visit(width=PHONE, java_script_enabled=False)
    citizen.open("/?q=杨柳湾")
    citizen.page.get_by_role("link", name=re.compile("杨柳湾")).first.click()
    expect(citizen.page.locator("main")).to_contain_text("原因：因故没有办完，下半年接着办。")
    expect(citizen.page.locator("main")).not_to_contain_text("住院")
    assert citizen.overflow() == 0
    citizen.screenshot("board-reason-390")
