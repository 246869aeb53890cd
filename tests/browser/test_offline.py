"""Where the network goes while a member types: what was typed is there when the page opens again (C44)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Visit

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
