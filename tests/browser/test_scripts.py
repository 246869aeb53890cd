"""The small scripts: nothing needs them, and each does what it says."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, Visit

pytestmark = pytest.mark.browser


def _writing(visit: Callable[..., Visit]) -> Visit:
    person = visit("乡镇党委书记", PHONE)
    person.open("/ui/")
    return person


def test_a_form_in_autosave_keeps_its_text_while_the_network_is_gone(visit: Callable[..., Visit]):
    person = _writing(visit)
    page = person.page
    page.evaluate(
        """() => { const form = document.querySelector('form[data-key=sample]');
        form.dataset.autosave = '/no-such-page/'; form.dataset.key = 'trial'; }"""
    )
    page.evaluate("() => import('/static/ui/autosave.js?trial')")
    page.context.set_offline(True)
    page.locator("#id_deed").fill("9月底前为5户缺劳力家庭收割水稻")
    expect(page.locator("[data-saved]")).to_have_text("网络不通，已存在本机。")
    kept = page.evaluate("() => Object.entries(localStorage).filter(([k]) => k.endsWith(':trial')).map(([, v]) => v)")
    assert len(kept) == 1
    assert "收割水稻" in kept[0]


def test_j_and_k_move_through_a_queue_but_not_while_typing(visit: Callable[..., Visit]):
    person = visit("支部书记", WIDE)
    page = person.page
    person.open("/pledges/review/")
    links = page.locator("[data-queue] a[href]")
    assert links.count() >= 2, "the demo has nothing to review"
    first = page.locator("[data-queue] [aria-current]").text_content()
    page.keyboard.press("j")
    expect(page.locator("[data-queue] [aria-current]")).not_to_have_text(first or "")
    page.keyboard.press("k")
    expect(page.locator("[data-queue] [aria-current]")).to_have_text(first or "")
    page.locator("#case textarea:visible").first.fill("")
    page.keyboard.type("jk")
    expect(page.locator("[data-queue] [aria-current]")).to_have_text(first or "")
    assert person.problems == []


def test_a_second_click_sends_nothing(visit: Callable[..., Visit]):
    person = _writing(visit)
    sent: list[str] = []
    person.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    person.page.route("**/accounts/large-print/", lambda route: route.fulfill(status=204))
    person.page.locator("details.account > summary").click()
    button = person.page.get_by_role("button", name="大字版")
    button.click()
    button.click()
    assert len(sent) == 1


def test_characters_are_counted_and_the_limit_named_when_near(visit: Callable[..., Visit]):
    page = _writing(visit).page
    box, said = page.locator("#id_deed"), page.locator("[data-counter-of=id_deed]")
    box.fill("修路")
    expect(said).to_have_text("2 字")
    box.fill("路" * 301)
    expect(said).to_have_text("301 字／最多 300 字")
    expect(said).to_have_class("counter js-only over")


def test_paper_shows_the_words_and_none_of_the_controls(visit: Callable[..., Visit]):
    person = visit(width=WIDE)
    person.open("/o/CN0104/")
    person.page.emulate_media(media="print")
    expect(person.page.locator("h1")).to_be_visible()
    for control in (".masthead", ".skip", ".crumbs"):
        expect(person.page.locator(control).first, control).to_be_hidden()
