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


_COPIES = """() => Object.keys(localStorage)
  .filter((one) => one.startsWith('draft:')).map((one) => one.split(':').pop()).sort()"""
_PUT = """([name, isSent, days]) => {
  const at = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
  localStorage.setItem(`draft:${document.body.dataset.user}:${name}`, JSON.stringify({ at, isSent, values: {} }));
}"""


def test_what_has_arrived_leaves_no_copy_on_this_computer(visit: Callable[..., Visit]):
    """The answer led on to another page: the next one at the computer finds nothing of the pledge."""
    person = visit("支部组织委员", WIDE)
    person.open("/pledges/mine/")
    start = person.page.get_by_role("button", name="开始写承诺")
    if start.count():
        start.click()
    person.page.wait_for_url("**/write/")
    form = person.page.locator("form[data-autosave]")
    form.locator("textarea").first.fill("每月入户走访2户困难党员")
    form.get_by_role("button", name="下一步：核对").click()
    person.page.wait_for_url("**/check/")
    assert person.page.evaluate(_COPIES) == []


def test_at_signing_out_what_was_sent_goes_and_what_was_never_sent_stays(visit: Callable[..., Visit]):
    person = visit("乡镇党委书记", WIDE)
    for copy in (["sent", True, 0], ["unsent", False, 0], ["forgotten", False, 31]):
        person.page.evaluate(_PUT, copy)
    person.open("/desk/")
    assert person.page.evaluate(_COPIES) == ["sent", "unsent"]
    person.page.locator("details.account summary").click()
    person.page.get_by_role("button", name="退出登录").click()
    person.page.wait_for_url(lambda address: "/desk/" not in address)
    assert person.page.evaluate(_COPIES) == ["unsent"]
