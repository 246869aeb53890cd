"""点 (C27): twenty subjects one after another on a phone, counted; what is typed stays when the network goes."""

import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hand import Hand
from tests.browser.township import BRANCHES, LEADER, load

pytestmark = pytest.mark.browser
READING = 30  # seconds a leader looks at the half-year of one subject before he writes
GONE = 7  # the subject at which the network goes
WORDS = (
    (
        "路基整得扎实，比原定日子早了半个月。",
        "村道清扫6月断过一次，公示栏没有说明。",
        "10月底前把水泥路铺完，请群众代表验收。",
    ),
    (
        "5户里有3户栽上了油茶，成活得不错。",
        "还有2户没有动工，帮扶的党员不固定。",
        "入冬前逐户上门，把帮扶党员定到人头。",
    ),
    ("承诺件件有人管，进展写得清楚。", "路灯买回两个月没有装，群众有议论。", "9月底前装好，验收时请支部书记到场。"),
)


@pytest.fixture(scope="module")
def _township(site) -> None:
    load(site)


def _write(hand: Hand, words: tuple[str, str, str]) -> None:
    for label, text in zip(("肯定成绩", "存在问题", "努力方向"), words, strict=True):
        hand.write(hand.page.get_by_label(label), text)


def _unexpected(problems: list[str]) -> list[str]:
    return [one for one in problems if "ERR_INTERNET_DISCONNECTED" not in one]


def _without_network(hand: Hand) -> None:
    """What was typed is kept on the phone and sent when the network is back; an early press loses nothing."""
    line = hand.page.locator("[data-saved]")
    expect(line).to_contain_text("网络不通，已存在本机")
    hand.press("发出点评")
    expect(line).to_contain_text("连上网络后请再点一次")
    hand.page.context.set_offline(offline=False)
    expect(line).to_contain_text("已保存")
    hand.page.reload()
    expect(hand.page.get_by_label("努力方向")).to_have_value(WORDS[GONE % len(WORDS)][2])


@pytest.mark.usefixtures("_township")
def test_twenty_comments_in_a_row_on_a_phone_take_less_than_an_hour(visit, capsys):
    phone = visit(LEADER, width=PHONE)
    page, hand = phone.page, Hand(phone.page)
    hand.press("去点评")
    hand.tap(page.locator(".queue-list a").first)  # the only one that is looked for in the list
    seen = []
    for number in range(BRANCHES):
        name = page.locator(".case-head h2")
        expect(page.locator(".case-head")).to_contain_text("未点评")
        seen.append(name.inner_text())
        expect(page.locator(".back-to-list")).to_contain_text(f"还有{BRANCHES - number}个没有点评")
        expect(page.locator(".case")).to_contain_text("最近进展")
        if number == 1:
            assert (phone.axe(), phone.overflow()) == ([], 0)
            phone.screenshot("leader-comment-390")
        page.context.set_offline(number == GONE)
        _write(hand, WORDS[number % len(WORDS)])
        if number == 0:  # opened out of the list, the form saves itself as anywhere
            expect(page.locator("[data-saved]")).to_contain_text("已保存")
        if number == GONE:
            _without_network(hand)
        hand.press("发出点评")
        expect(page.locator("#messages")).to_contain_text(f"对{seen[-1]}的点评已发出")
    assert len(set(seen)) == BRANCHES
    expect(page.locator(".queue-list .badge", has_text="已点评")).to_have_count(BRANCHES)
    assert (phone.axe(), phone.overflow(), _unexpected(phone.problems)) == ([], 0, [])
    phone.screenshot("leader-comments-done-390")
    minutes = (hand.seconds + READING * BRANCHES) / 60
    with capsys.disabled():
        sys.stdout.write(f"\n{hand.report('leader, twenty comments')}, {minutes:.1f} min with reading\n")
    assert (hand.taps, hand.fields) == (3 + 4 * BRANCHES, 3 * BRANCHES)
    assert minutes <= 60
