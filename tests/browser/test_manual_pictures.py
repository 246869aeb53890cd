"""Each role does in a real browser what its page of the manual says, on the way taking the manual's pictures.

With JIANNUO_PICTURES=1 the files in docs/manual/pictures and docs/pictures are renewed; otherwise nothing is written.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, ROOT, Site, Visit, started
from tests.browser.year import MEMBER, SECRETARY, load

pytestmark = pytest.mark.browser
_MANUAL, _README = ROOT / "docs" / "manual" / "pictures", ROOT / "docs" / "pictures"
_BRANCH, _TOWN = "杨柳湾村支部", "望河镇党委"
_SHOWN = {"width": PHONE, "height": 720}
_MOST_BYTES = 80_000


class Album:
    """The pictures taken so far. Each shows one screen of a phone, as people will see it."""

    def __init__(self) -> None:
        self.taken: set[Path] = set()
        self.renews = os.environ.get("JIANNUO_PICTURES") == "1"

    def take(self, visit: Visit, name: str, title: str, at: Locator | None = None, folder: Path = _MANUAL) -> None:
        """`title` stands in the page's heading; `at` is at the top of the picture, without it the top of the page."""
        expect(visit.page.locator("h1").first).to_contain_text(title)
        visit.page.wait_for_load_state("networkidle" if self.renews else "load")
        assert visit.problems == []
        assert visit.overflow() <= 0
        path = folder / f"{name}.png"
        self.taken.add(path)
        if not self.renews:
            return
        visit.page.set_viewport_size(_SHOWN)
        visit.page.evaluate("window.scrollTo(0, 0)")
        top = at.first.bounding_box() if at else None
        visit.page.evaluate("y => window.scrollTo(0, y)", top["y"] - 72 if top else 0)
        folder.mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=path, caret="initial")  # hiding the caret would add a style that the policy refuses


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A county of its own: this walk goes to the end of the road."""
    with started(tmp_path_factory.mktemp("manual")) as found:
        yield found


@pytest.fixture
def album() -> Album:
    return Album()


def _tap(visit: Visit, name: str, within: Locator | None = None) -> None:
    inside = within or visit.page.locator("body")
    either = inside.get_by_role("button", name=name, exact=True).or_(inside.get_by_role("link", name=name, exact=True))
    either.first.click()


def _menu(visit: Visit, name: str) -> None:
    """A line of the menu behind the person's own name."""
    visit.page.locator(".account > summary").click()
    _tap(visit, name, visit.page.locator(".account-menu"))


def _heading(visit: Visit, words: str) -> None:
    expect(visit.page.get_by_role("heading", name=re.compile(words)).first).to_be_visible()


def _unfold(visit: Visit, words: str) -> None:
    visit.page.locator("summary", has_text=words).first.click()


def test_everybody_can_do_what_the_manual_says(visit: Callable[..., Visit], site: Site, album: Album, tmp_path: Path):
    for walk in (_member, _secretary_reads, _secretary_meets, _secretary_keeps):
        walk(visit, album, tmp_path)
    for walk in (_township, _approval, _secretary_shows, _county, _leader, _guide, _citizen, _administrator):
        walk(visit, album, tmp_path)
    load(site)
    for walk in (_member_keeps, _secretary_sits, _secretary_asks):
        walk(visit, album, tmp_path)
    stored = {p for folder in (_MANUAL, _README) for p in folder.glob("*.png")}
    assert stored == album.taken
    assert [p.name for p in stored if p.stat().st_size > _MOST_BYTES] == []


def _member(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit()
    me.open("/accounts/login/")
    album.take(me, "sign-in", "登录")
    me.sign_in("普通党员")
    album.take(me, "member-desk", "应办")
    _tap(me, "去提诺")
    _tap(me, "开始写承诺")
    me.page.get_by_label(re.compile("共性承诺")).fill("按时参加支部学习，不参与赌博，带头清扫房前屋后。")
    me.page.get_by_label(re.compile("岗位承诺")).fill("当好政策宣传员，每月走访本组10户，把意见记下来交支部。")
    me.page.get_by_label(re.compile("实事承诺")).fill("年底前修好塘边护栏20米；每周给2户独居老人挑水一次。")
    expect(me.page.locator("[data-saved]")).to_contain_text("已保存")
    album.take(me, "member-write", "党员公开承诺书", me.page.locator("form.draft"))
    _tap(me, "下一步：核对")
    album.take(me, "member-check", "核对后提交审诺", me.page.locator(".check .card").nth(1))
    _tap(me, "以下都读对了，全部确认")
    _tap(me, "提交审诺")
    expect(me.page.locator("main")).to_contain_text("已提交审诺")
    album.take(me, "member-pledge", "党员公开承诺书")


def _secretary_reads(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("支部书记")
    album.take(me, "secretary-desk", "应办")
    album.take(me, "desk", "应办", folder=_README)
    _tap(me, "看名单", me.page.get_by_role("listitem").filter(has_text="不便用手机的可以代录"))
    _heading(me, "还没有提诺")
    _tap(me, "代录", me.page.locator("main"))
    me.page.get_by_label(re.compile("实事承诺")).fill("每月逢场天义务理发一次；年底前帮邻居修好漏雨的屋顶。")
    album.take(me, "secretary-oral", "代录口头承诺", me.page.locator("form.oral"))
    _tap(me, "存草稿，记下一位")
    _tap(me, "审诺", me.page.locator(".rail"))
    me.page.locator(".queue-list a").last.click()
    expect(me.page.get_by_role("button", name="同意，报上级审定")).to_be_visible()
    album.take(me, "secretary-review", "审诺", me.page.locator(".case-head"))
    _tap(me, "同意，报上级审定")


def _hold(me: Visit, kind: str, others: str) -> None:
    me.open(me.page.url)
    _tap(me, "本组织", me.page.locator(".rail"))
    _tap(me, "会议", me.page.locator("main"))
    _tap(me, "登记会议")
    me.page.get_by_label(kind).check()
    me.page.get_by_label("时间").fill(f"{me.site.now - timedelta(days=1):%Y-%m-%dT09:00}")
    me.page.get_by_label("地点").fill("村委会会议室")
    me.page.get_by_label("主持人").fill("罗卫东")
    _tap(me, "登记会议", me.page.locator("main"))
    me.page.get_by_label(re.compile("^姓名")).fill(others)
    _tap(me, "登记到会")
    minutes = me.page.get_by_role("textbox", name=re.compile("会议记录"))
    minutes.fill("逐项讨论了承诺内容，认为明确、具体、实在，同意按此公开承诺。")
    _tap(me, "保存会议记录")
    expect(minutes).to_have_value(re.compile("逐项讨论"))


def _secretary_meets(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("支部书记")
    _hold(me, "领导班子成员会议", "罗卫东、段春香、周文书")
    _hold(me, "党员群众代表会议", "罗卫东、段春香、周文书")
    me.page.get_by_label("类别").select_option(label="群众代表")
    me.page.get_by_label(re.compile("^姓名")).fill("柳二婶、余老三")
    _tap(me, "登记到会")
    album.take(me, "secretary-meeting", "党员群众代表会议", me.page.get_by_role("heading", name="一、到会"))
    _tap(me, "应办", me.page.locator(".rail"))
    _tap(me, "去定诺")
    for unanimous in me.page.get_by_label("人全部赞成").all():
        unanimous.check()
    album.take(me, "secretary-confirm", "会议定诺", me.page.locator(".columns"))
    _tap(me, "为勾选的承诺书定诺")
    _heading(me, "定诺的结果")
    _tap(me, "去备案")
    album.take(me, "secretary-filing", "备案")
    _tap(me, "为勾选的承诺书备案")
    _tap(me, "应办", me.page.locator(".rail"))
    _tap(me, "去提出")
    _heading(me, "提出公示")
    _tap(me, "逐份核对")
    album.take(me, "secretary-publish", "核对公示文本")
    for box in me.page.get_by_label("已逐条核对，仍有提示的地方可以公开").all():
        box.check()
    me.page.get_by_role("button", name="提出公示", exact=True).click()
    expect(me.page.locator(".message.success")).to_contain_text("已提出公示")


def _roster(folder: Path) -> Path:
    """Three people as a town would send them: one new, one who is there already, one whose date cannot be."""
    path = folder / "杨柳湾村党员名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        sheet.write(0, 0, "杨柳湾村党员名册")
        for row, values in enumerate(
            (
                ("姓名", "性别", "出生日期", "入党时间", "所在党支部", "单位及职务"),
                ("柳长河", "男", "1988.03", "2012年7月", "中共望河镇杨柳湾村支部委员会", "杨柳湾村村民"),
                ("江秋月", "女", "1990-01-02", "2015-07-01", "中共望河镇杨柳湾村支部委员会", "杨柳湾村妇女组长"),
                ("余正清", "男", "1990年13月", "2015-07-01", "中共望河镇杨柳湾村支部委员会", "杨柳湾村村民"),
            ),
            start=1,
        ):
            sheet.write_row(row, 0, values)
    return path


def _secretary_keeps(visit: Callable[..., Visit], album: Album, folder: Path) -> None:
    me = visit("支部书记")
    _tap(me, "本组织", me.page.locator(".rail"))
    album.take(me, "secretary-organisation", "杨柳湾村", me.page.get_by_role("navigation", name="本组织的工作"))
    _tap(me, "导入名册")
    me.page.locator("input[type=file]").set_input_files(_roster(folder))
    _tap(me, "上传并核对")
    confirm = me.page.get_by_role("button", name="确认导入")
    for _ in range(240):  # the worker reads the file when its turn comes
        if confirm.count():
            break
        me.page.wait_for_timeout(500)
        me.page.reload()
    album.take(me, "secretary-roster", "杨柳湾村党员名册")
    confirm.click()
    me.page.wait_for_load_state("networkidle")
    _tap(me, "本组织", me.page.locator(".rail"))
    _tap(me, "党员名册")
    _unfold(me, "发放登录账号")
    _tap(me, "发放并显示密码条")
    album.take(me, "secretary-slips", "密码条", me.page.locator(".slips"))
    _tap(me, "本组织", me.page.locator(".rail"))
    _tap(me, "打印承诺书")
    album.take(me, "secretary-print", "打印承诺书")


def _township(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("乡镇组织办")
    album.take(me, "township-desk", "应办")
    _tap(me, "去审诺")
    album.take(me, "township-queue", "审诺")
    me.page.locator(".queue-list a").first.click()
    me.page.get_by_role("textbox", name="审定意见", exact=True).fill("建议写明数量和完成时限后重报。")
    album.take(me, "township-return", "审诺", me.page.locator(".verdict"))
    me.open("/pledges/review/")
    _tap(me, "批量通过没有提示的")
    album.take(me, "township-batch", "批量通过")
    _menu(me, "公示审核")
    album.take(me, "township-publicity", "公示审核")
    _pass_all(me, "所勾选的审核通过")


def _pass_all(me: Visit, step: str) -> None:
    _heading(me, "公示审核")
    for box in me.page.locator(".picks input[type=checkbox]").all():
        box.check()
    _tap(me, step)
    expect(me.page.locator(".message.success")).to_contain_text(re.compile(r"\d+ 份"))


def _approval(visit: Callable[..., Visit], __: Album, _: Path) -> None:
    me = visit("乡镇党委书记")
    _tap(me, "去审批")
    _pass_all(me, "所勾选的审批同意")


def _secretary_shows(visit: Callable[..., Visit], __: Album, _: Path) -> None:
    me = visit("支部书记")
    _tap(me, "去公示")
    _pass_all(me, "所勾选的实施公示")


def _county(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("县委组织部")
    _tap(me, "看未备案的")
    album.take(me, "county-overview", "总览")
    _tap(me, "述、讲、点、评的本期情况")
    album.take(me, "county-period", "本期情况")
    _menu(me, "年度日程")
    _tap(me, "看日程")
    album.take(me, "county-round", "公开承诺")
    _menu(me, "分类指导意见")
    album.take(me, "county-guidance", "分类指导意见")


def _leader(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("领导")
    album.take(me, "leader-desk", "应办")
    me.open("/appraisal/comments/")
    me.page.locator(".queue-list a", has_text="望河镇").click()
    album.take(me, "leader-comment", "领导点评", me.page.locator(".case-head"))


def _guide(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("指导小组")
    album.take(me, "guide-desk", "应办")
    _menu(me, "分类指导意见")
    _tap(me, "编写")
    album.take(me, "guide-guidance", "编写指导意见")


def _citizen(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit()
    me.open("/")
    album.take(me, "board-front", "公示栏")
    me.page.get_by_label("党组织名称").fill("东门社区")
    _tap(me, "查找")
    me.page.get_by_role("link", name=re.compile("东门社区")).first.click()
    album.take(me, "board-organisation", "东门社区", me.page.get_by_role("heading", name="亮承诺"))
    _tap(me, "看承诺书全文和来历")
    album.take(me, "board-pledge", "公开承诺书")
    album.take(me, "board", "公开承诺书", folder=_README)
    code = me.page.locator(".copyable code").inner_text()
    me.open("/v/")
    me.page.get_by_label("核验码").fill(code)
    _tap(me, "核对")
    album.take(me, "board-verify", "核对纸上的核验码")


def _administrator(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit("系统管理员")
    album.take(me, "administrator-desk", "应办")
    me.open("/orgs/")
    me.page.get_by_role("link", name="中共楚宁县委员会").first.click()
    _tap(me, "看任免或任命")
    album.take(me, "administrator-appoint", "任免", me.page.get_by_role("heading", name="任命", exact=True))


def _member_keeps(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit(MEMBER)
    _tap(me, "我的践诺", me.page.locator(".rail"))
    album.take(me, "member-keeping", "我的践诺")
    first = me.page.locator("article.promise").first
    first.get_by_label(re.compile("写一句")).fill("沙石已拉到路边，后天动工")
    _tap(me, "有进展", first)
    expect(me.page.locator("article.promise").first).to_contain_text("后天动工")
    me.open("/appraisal/mine/")
    album.take(me, "member-report", "述职")
    _tap(me, "情况属实，提交述职")
    expect(me.page.locator("main")).to_contain_text("本人提交")


def _secretary_sits(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit(SECRETARY)
    _tap(me, "承诺台帐", me.page.locator(".rail"))
    album.take(me, "secretary-ledger", "承诺台帐", me.page.locator("table.ledger"))
    _tap(me, "本组织", me.page.locator(".rail"))
    _tap(me, "述职讲评")
    me.page.get_by_label("地点").fill("党群服务中心二楼")
    _tap(me, "登记会议，开始点名")
    _tap(me, "保存到会情况")
    _tap(me, "其余到会党员已口头述职，按台帐记下")
    expect(me.page.locator("#messages")).to_contain_text("口头述职")
    album.take(me, "secretary-sitting", "专题组织生活会", me.page.get_by_role("heading", name="三、支部讲评"))


def _secretary_asks(visit: Callable[..., Visit], album: Album, _: Path) -> None:
    me = visit(SECRETARY)
    _tap(me, "本组织", me.page.locator(".rail"))
    _tap(me, "群众评议")
    me.page.get_by_label("地点").fill("村文化广场")
    me.page.get_by_label("主持人").fill("严正山")
    _tap(me, "登记会议", me.page.locator("form"))
    me.page.locator("#roll_number-member").fill("8")
    me.page.locator("#roll_number-citizen").fill("12")
    _tap(me, "保存到会")
    with me.page.context.expect_page():
        _tap(me, "开箱并印票", me.page.locator("#vote"))
    _tap(me, "看投票情况")
    expect(me.page.locator("#vote")).to_contain_text("正在投票")
    album.take(me, "secretary-survey", "群众评议会议", me.page.get_by_role("heading", name="二、投票"))
    code = re.search(r"票箱号\s*([A-Z0-9]{8})", me.page.locator("#vote").inner_text())
    assert code
    voter = visit()
    voter.open("/ballots/vote/")
    voter.page.get_by_label("票箱号").fill(code[1])
    _tap(voter, "打开票箱")
    expect(voter.page.get_by_role("button", name="投出这张票")).to_be_visible()
    voter.open(f"/ballots/vote/{code[1]}/")
    expect(voter.page.get_by_role("button", name="开始投票")).to_be_visible()
    _unfold(voter, "哪些能保证，哪些不能保证")
    album.take(voter, "public-vote", "满意度测评")
