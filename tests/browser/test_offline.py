"""Where the network goes while somebody types: what was typed is there when the page opens again (C44)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, WIDE, Site, Visit

pytestmark = pytest.mark.browser

MEMBER, WORDS = "已承诺的党员", "接送老人两次"


def _form(box: Locator) -> Locator:
    return box.locator("xpath=ancestor::form")


def _typed_offline(member: Visit, box: Locator, words: str = WORDS) -> None:
    """Typed without a network, not handed in, the page left and opened again."""
    member.page.context.set_offline(True)
    box.fill(words)
    form = _form(box)
    expect(form.locator("[data-saved]")).to_have_text("还没有提交，已存在本机。")
    form.locator("button[type=submit]").first.click()
    expect(form.locator("[data-saved]")).to_contain_text("网络不通，还没有提交")
    member.page.context.set_offline(False)
    member.page.reload()


def _said_again(box: Locator) -> None:
    expect(box).to_have_value(WORDS)
    expect(_form(box).locator("[data-saved]")).to_have_text("已恢复您上次在本机未提交的内容。")


def test_a_report_typed_without_a_network_is_there_again(visit: Callable[..., Visit]) -> None:
    member = visit(MEMBER, PHONE)
    member.open("/appraisal/mine/")
    boxes = member.page.locator(".report-form textarea")
    ready = [box.input_value() for box in boxes.all()[1:]]
    _typed_offline(member, boxes.first)
    _said_again(boxes.first)
    assert [box.input_value() for box in boxes.all()[1:]] == ready
    member.screenshot("report-kept-390")
    assert (member.axe(), member.overflow(), member.problems) == ([], 0, [])
    member.page.get_by_role("button", name="情况属实，提交述职").click()
    expect(member.page.locator(".report-sheet")).to_contain_text(WORDS)
    member.page.reload()
    member.page.get_by_text("更正述职").click()
    expect(member.page.locator(".report-form [data-saved]")).to_have_text("")


def test_a_line_typed_on_a_card_without_a_network_is_there_again_until_it_has_arrived(
    visit: Callable[..., Visit],
) -> None:
    member = visit(MEMBER, PHONE)
    member.open("/ledger/mine/")
    card = member.page.locator("article.promise:has(form)").first
    box = card.get_by_label("写一句")
    _typed_offline(member, box)
    _said_again(box)
    member.screenshot("mine-kept-390")
    assert (member.axe(), member.overflow(), member.problems) == ([], 0, [])
    card.get_by_role("button", name="有进展").click()
    expect(card).to_contain_text(WORDS)
    expect(box).to_have_value("")
    expect(card.locator("[data-saved]")).to_have_text("")


def test_what_was_handed_in_and_never_arrived_is_there_again(visit: Callable[..., Visit]) -> None:
    """The telephone thinks that it has a network, and has none."""
    member = visit(MEMBER, PHONE)
    member.open("/ledger/mine/")
    box = member.page.locator("article.promise:has(form)").first.get_by_label("写一句")
    member.page.route(
        "**/ledger/mine/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    box.fill(WORDS)
    _form(box).get_by_role("button", name="有进展").click()
    member.page.wait_for_url("chrome-error://**")
    member.open("/ledger/mine/")
    _said_again(box)


def _make_one_due(site: Site) -> None:
    """Of the branch's own promises one ends in a few days."""
    site.tell(
        "from datetime import timedelta; from jiannuo.base.dates import today; from jiannuo.pledges.models import *;"
        "item = StandingItem.objects.filter(pledge__organisation__code='CN0104', pledge__member=None, result=None)[0];"
        "item.due_on = item.ends_on = today() + timedelta(days=3); item.save()"
    )


def test_results_chosen_without_a_network_are_there_again(visit: Callable[..., Visit], site: Site) -> None:
    _make_one_due(site)
    secretary = visit("支部书记", PHONE)
    secretary.page.get_by_role("link", name="承诺台帐").first.click()
    secretary.page.wait_for_url("**/ledger/of/**")
    secretary.open(f"{secretary.page.url}results/")
    card = secretary.page.locator("fieldset.promise:has(input[type=radio])").first
    card.get_by_label("未兑现", exact=True).check()
    box = card.get_by_label("说明（未兑现的须写原因）")
    _typed_offline(secretary, box)
    _said_again(box)
    expect(card.get_by_label("未兑现", exact=True)).to_be_checked()
    secretary.screenshot("results-kept-390")
    assert (secretary.axe(), secretary.overflow(), secretary.problems) == ([], 0, [])


def test_a_row_filled_in_its_place_without_a_network_is_there_when_it_is_opened_again(
    visit: Callable[..., Visit],
) -> None:
    secretary = visit("支部书记", WIDE)
    secretary.page.get_by_role("link", name="承诺台帐").first.click()
    opener = secretary.page.locator("table.ledger").get_by_role("link", name="填写").first
    opener.click()
    box = secretary.page.locator("tr.editing input[name=text]")
    expect(box).to_be_focused()  # the row has arrived before the network goes
    secretary.page.context.set_offline(True)
    box.fill(WORDS)
    secretary.page.context.set_offline(False)
    secretary.page.reload()
    opener.click()
    _said_again(box)
    secretary.screenshot("row-kept-1280")


def test_what_the_server_puts_back_after_an_expired_sign_in_is_saved_at_once(visit: Callable[..., Visit]) -> None:
    """It stood in the box and nowhere else: whoever left the page lost it."""
    member = visit("支部组织委员", PHONE)  # who in no journey hands his pledge in; another may have begun it
    member.open("/pledges/mine/")
    if (start := member.page.get_by_role("button", name="开始写承诺")).count():
        start.click()
    member.page.wait_for_url("**/write/")
    address = member.page.url
    box = member.page.get_by_label("实事承诺")
    member.page.context.clear_cookies(name="sessionid")
    box.fill("每周接送老人两次。")
    expect(member.page.locator("[data-saved]")).to_contain_text("登录已过期")
    member.page.get_by_role("button", name="保存草稿").click()
    member.page.wait_for_url("**/login/**")
    expect(member.page.get_by_text("没有保存，也没有提交")).to_have_count(1)
    member.screenshot("expired-390")
    member.sign_in("支部组织委员")
    member.open(address)
    expect(member.page.get_by_label("实事承诺")).to_have_value("每周接送老人两次。")
    expect(member.page.locator("[data-saved]")).to_contain_text("已保存")
    member.screenshot("put-back-390")
    member.page.evaluate("localStorage.clear()")
    member.open(address)
    expect(member.page.get_by_label("实事承诺")).to_have_value("每周接送老人两次。")
