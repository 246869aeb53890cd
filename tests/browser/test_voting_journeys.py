"""Whole votes in the browser: 党员互评 in a branch, 群众评议 in a village hall (C20, C26, C28, C48)."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE, WIDE
from tests.browser.hall import (
    EIGHT,
    LARGE_SECRETARY,
    ORGANISER,
    SECRETARY,
    TWENTY,
    choose,
    fill,
    load,
    opened,
    scan,
    send,
    vote_without_scripts,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("_halls")]


@pytest.fixture(scope="module")
def _halls(site) -> None:
    load(site)


def _sound(*visits):
    for one in visits:
        assert (one.axe(), one.overflow(), one.problems) == ([], 0, [])


def _sit(secretary):
    """The branch's meeting of the open quarter, everybody present, and on to its 互评."""
    page = secretary.page
    page.get_by_role("link", name="本组织").first.click()
    page.get_by_role("link", name="述职讲评").click()
    page.get_by_label("地点").fill("村委会会议室")
    page.get_by_role("button", name="登记会议，开始点名").click()
    page.get_by_role("button", name="保存到会情况").click()
    page.get_by_role("link", name="开始互评").click()


def _count(one, keys):
    """The scrutineers' sheets, one after the other."""
    for at, key in enumerate(keys):
        one.page.locator(f"#key_key{at}").fill(key)
    one.page.get_by_label("提前封箱").check()
    one.page.get_by_role("button", name="封箱并计票").click()
    expect(one.page.locator("#messages")).to_contain_text("已封箱计票")


def _paper_of(one, address):
    """A PDF as a person reads it."""
    answer = one.page.request.get(one.site.url + address)
    assert answer.headers["content-type"] == "application/pdf"
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)


def test_twenty_members_are_assessed_with_a_tap_each(visit, tell):
    """Before: 202 taps, for five comparisons of each stood chosen and every answer wanted 「下一题」 after it."""
    secretary = visit(LARGE_SECRETARY, width=PHONE)
    _sit(secretary)
    expect(secretary.page.get_by_label("五比综合评：每人一题，共20题")).to_be_checked()
    _sound(secretary)
    secretary.screenshot("mutual-start-390")
    _, slips = opened(secretary.page)
    secretary.page.get_by_role("link", name="回到会议页面").click()
    secretary.page.get_by_role("link", name="看投票、封箱计票").click()
    _sound(secretary)

    phone = scan(visit, secretary.page, slips[0])
    phone.screenshot("mutual-ballot-start-390")
    taps = fill(phone, ["较好"] * 20)
    phone.screenshot("mutual-ballot-look-390")
    _sound(phone)
    send(phone)
    tell(f"互评 of 20: {taps + 1} taps")
    assert taps + 1 == 22

    _change_ones_mind(scan(visit, secretary.page, slips[1]))
    _by_keyboard(scan(visit, secretary.page, slips[2]))
    vote_without_scripts(visit, secretary.page, slips[3], ["好"] * 20)


# A tap, and another at the very moment when the next person appears: it was meant for the one before.
_TWO_TAPS = """async () => {
  const tap = () => document.querySelector(".ballot-step:not([hidden]) label")
    .dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
  const was = document.querySelector(".ballot-step:not([hidden])");
  tap();
  while (!was.hidden) await new Promise((done) => setTimeout(done, 5));
  tap();
}"""


def _change_ones_mind(phone):
    """Back, skip oneself, a double tap, and from the last look to one person and straight back."""
    page = phone.page
    asked = page.locator(".ballot-step:visible .ballot-asked")
    page.get_by_role("button", name="开始投票").tap()
    choose(page, "好")
    expect(asked).to_have_text(f"{TWENTY[1]}：五比综合")
    expect(page.locator(".ballot-count:visible")).to_have_text("第 2 人，共 20 人")
    _sound(phone)
    phone.screenshot("mutual-ballot-person-390")
    page.get_by_role("button", name="上一人").tap()
    expect(asked).to_have_text(f"{TWENTY[0]}：五比综合")
    expect(page.locator(".ballot-step:visible").get_by_label("好", exact=True)).to_be_checked()
    choose(page, "一般")
    page.get_by_role("button", name="下一人").tap()  # oneself
    page.wait_for_timeout(260)
    page.evaluate(_TWO_TAPS)
    expect(asked).to_have_text(f"{TWENTY[3]}：五比综合")
    page.wait_for_timeout(600)
    expect(asked).to_have_text(f"{TWENTY[3]}：五比综合")
    expect(page.locator(".ballot-step:visible input:checked")).to_have_count(0)
    for _ in range(17):
        choose(page, "较好")
    expect(page.locator("#left-out")).to_have_text("有 1 人没有选。")
    rows = page.locator(".ballot-look li")
    assert [row.split("\n")[-1] for row in rows.all_inner_texts()][:5] == ["一般", "没有选", "好", "较好", "较好"]
    rows.nth(1).locator("button").tap()
    expect(page.get_by_role("button", name="回到核对页")).to_be_visible()
    choose(page, "不了解")
    expect(page.get_by_role("heading", name="最后看一遍")).to_be_visible()
    expect(page.locator("#left-out")).to_be_hidden()
    send(phone)


def _by_keyboard(phone):
    """Arrow keys only choose; the page goes on when asked to, and the focus goes with it."""
    page = phone.page
    page.get_by_role("button", name="开始投票").focus()
    page.keyboard.press("Enter")
    asked = page.locator(".ballot-step:visible .ballot-asked")
    for at, person in enumerate(TWENTY):
        expect(asked).to_be_focused()
        expect(asked).to_have_text(f"{person}：五比综合")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        if at == 0:
            page.wait_for_timeout(600)
            expect(asked).to_have_text(f"{person}：五比综合")
            expect(page.locator(".ballot-step:visible").get_by_label("较好", exact=True)).to_be_checked()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="最后看一遍")).to_be_focused()
    expect(page.locator("#left-out")).to_be_hidden()
    page.get_by_role("button", name="投出这张票").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#receipt:not(:empty)", timeout=60_000)


def test_a_branch_of_eight_assesses_itself_and_the_count_is_closed_and_confirmed(visit):
    secretary = visit(SECRETARY, width=PHONE)
    _sit(secretary)
    page = secretary.page
    keys, slips = opened(page)
    assert (len(keys), len(slips)) == (3, 8)
    page.get_by_role("link", name="回到会议页面").click()
    page.get_by_role("link", name="看投票、封箱计票").click()
    doubtful = ["好"] * 4 + ["一般"] * 4
    answers = [["好"] * 8, ["好"] * 7 + [""], ["较好"] * 8, doubtful, doubtful]
    phones = [scan(visit, page, slips.pop()) for _ in answers]
    for phone, chosen in zip(phones, answers, strict=True):
        fill(phone, chosen)
        receipt = send(phone)
    for _ in range(3):
        vote_without_scripts(visit, page, slips.pop(), ["好"] * 8)
    page.reload()
    expect(page.locator(".box-facts").first).to_contain_text("5 张以上")
    _count(secretary, [keys[2], keys[0]])
    expect(page.locator("main")).to_contain_text("残留也已擦净")  # at once, by the request that counted
    expect(page.locator("#messages")).to_contain_text("撕毁钥匙单")
    expect(page.get_by_role("button", name="确认结果")).to_be_disabled()  # not by who has counted
    _sound(secretary)
    secretary.screenshot("mutual-counted-390")

    organiser = visit(ORGANISER, width=WIDE)
    organiser.open(page.url.removeprefix(secretary.site.url))
    organiser.page.get_by_role("button", name="确认结果").click()
    main = organiser.page.locator("main")
    expect(main).to_contain_text("结果已确认")
    expect(main).to_contain_text("只分两档公布")  # of the last four
    expect(main).to_contain_text("只公布下限")  # of whom all but one think well
    assert all(person in main.inner_text() for person in EIGHT)
    _sound(organiser)
    organiser.screenshot("mutual-result-1280")

    page.reload()
    _sound(secretary)
    secretary.open("/appraisal/mutual/mine/")
    expect(page.locator("main")).to_contain_text("五比综合")
    assert all(person not in page.locator("main").inner_text() for person in EIGHT[1:])
    _sound(secretary)
    secretary.screenshot("mutual-mine-390")
    phones[-1].open(
        phones[-1].page.url.removeprefix(secretary.site.url) + f"receipts/?code={receipt.replace(' ', '+')}"
    )
    expect(phones[-1].page.locator("main")).to_contain_text("这张票已计入")
    assert all(person not in phones[-1].page.locator("main").inner_text() for person in EIGHT)

    secretary.open("/desk/")
    page.get_by_role("link", name="本组织").first.click()
    page.get_by_role("link", name="述职讲评").click()
    expect(page.get_by_role("link", name="看互评结果")).to_be_visible()
    page.locator("summary", has_text="固定会议，发出讲评").click()
    page.get_by_role("button", name="确认固定").click()
    expect(page.locator("main")).to_contain_text("会议已固定")
    _sound(secretary)


_NAMED = ("王大娘", "孙师傅", "群众代表")


def _type_paper(one, address, counts):
    """One person's count of the paper ballots, of each question alike."""
    one.open(address)
    page = one.page
    page.get_by_label("收回纸票").fill(str(sum(counts)))
    for fieldset in page.locator("main form fieldset").all():
        for box, number in zip(fieldset.locator("input").all(), counts, strict=False):
            box.fill(str(number))
    _sound(one)
    page.get_by_role("button", name="登记我清点的票数").click()


def test_a_village_hall_from_convening_to_the_board(visit):  # noqa: PLR0915  one long morning
    secretary = visit(SECRETARY, width=PHONE)
    page = secretary.page
    page.get_by_role("link", name="本组织").first.click()
    page.get_by_role("link", name="群众评议").first.click()
    page.get_by_label("地点").fill("村小学操场")
    page.get_by_role("button", name="登记会议").click()
    page.locator("#roll_number-member").fill("4")
    page.locator("#roll_names-citizen").fill("王大娘、孙师傅")
    page.locator("#roll_number-citizen").fill("11")
    _sound(secretary)
    page.get_by_role("button", name="保存到会").click()
    _sound(secretary)
    secretary.screenshot("survey-before-390")
    page.get_by_label("其中用扫码票").fill("10")
    keys, slips = opened(page)
    assert (len(keys), len(slips)) == (3, 10)
    page.get_by_role("link", name="看投票情况").click()
    home = page.url.removeprefix(secretary.site.url)
    _sound(secretary)
    secretary.screenshot("survey-voting-390")

    phones = [scan(visit, page, slips.pop()) for _ in range(3)]
    for phone, answer in zip(phones, ("满意", "满意", "不满意"), strict=True):
        fill(phone, [answer, answer])
        _sound(phone)
        receipt = send(phone)
    for answer in ("满意", "满意", "满意", "基本满意", "基本满意", "基本满意", "不满意"):
        vote_without_scripts(visit, page, slips.pop(), [answer, answer])

    page.reload()
    page.get_by_role("link", name="登记我清点的纸票").click()
    page.wait_for_url("**/paper/")
    paper = page.url.removeprefix(secretary.site.url)
    organiser = visit(ORGANISER, width=PHONE)
    _type_paper(secretary, paper, [2, 1, 1])
    _type_paper(organiser, paper, [3, 0, 1])
    expect(organiser.page.locator("main")).to_contain_text("两人登记的不一致")
    organiser.screenshot("survey-paper-differs-390")
    _type_paper(organiser, paper, [2, 1, 1])
    expect(organiser.page.locator("main")).to_contain_text("两人登记一致")

    secretary.open(home)
    _count(secretary, [keys[0], keys[2]])
    _sound(secretary)
    organiser.open(home)
    organiser.page.get_by_role("button", name="确认结果").click()
    result = organiser.page.locator("#vote")
    expect(result).to_contain_text("结果")
    for told in ("50%", "29%", "21%", "7 票", "残留也已擦净"):
        expect(result).to_contain_text(told)
    _sound(organiser)
    organiser.screenshot("survey-result-390")
    tally = _paper_of(organiser, organiser.page.get_by_role("link", name="打印计票单").get_attribute("href"))
    assert all(told in tally for told in ("计票单", "50%", "21%", receipt))
    box = paper.removesuffix("paper/")
    organiser.open(box)
    shown = [tally, organiser.page.locator("main").inner_text()]
    phones[0].open(phones[0].page.url.removeprefix(secretary.site.url) + "receipts/")
    shown.append(phones[0].page.locator("main").inner_text())
    assert receipt in shown[-1]

    secretary.open(home)
    page.locator("summary", has_text="固定会议").click()
    page.get_by_role("button", name="确认固定").click()
    expect(page.locator("main")).to_contain_text("会议已固定")
    _sound(secretary)
    secretary.screenshot("survey-fixed-390")
    visitor = visit(width=PHONE)
    visitor.open("/o/CN0198/")
    expect(visitor.page.locator("main")).to_contain_text("满意 50%")
    _sound(visitor)
    visitor.screenshot("survey-board-390")
    shown.append(visitor.page.locator("main").inner_text())
    assert [name for text in shown for name in _NAMED if name in text] == []
