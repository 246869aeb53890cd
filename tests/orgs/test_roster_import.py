"""A roster on its way in: preview, good rows in, bad rows back, and again without doubling anybody."""

from datetime import timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions import found
from jiannuo.orgs.models import ImportBatch, ImportState, Member, Organisation, OrgKind
from jiannuo.orgs.roster.actions import arrival, preview, writing
from jiannuo.orgs.roster.actions.sweeping import sweep
from tests.orgs.sheets import CAPTIONS, grid, number, row, xls, xlsx


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def bring(county, tmp_path):
    """Import a grid under the town as the operator does; the batch comes back."""

    def run(lines, *, under=None, make=xlsx, founds=False, **more):
        path = make(tmp_path / f"roster.{make.__name__}", lines, **more)
        return writing.import_file(organisation=under or county.town, path=path, founds_branches=founds)

    return run


def _said(batch):
    return {key: batch.counts[key] for key in ("new", "update", "unchanged", "refused")}


def _refused(batch):
    """Name → reason, from the file that people get back."""
    sheet = openpyxl.load_workbook(arrival.folder() / batch.report).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    head = next(n for n, line in enumerate(lines) if "姓名" in line)
    name, reason = lines[head].index("姓名"), lines[head].index("原因")
    return {line[name]: line[reason] for line in lines[head + 1 :]}


def test_a_namesake_with_another_birthday_is_doubted_and_not_doubled(bring, county):
    bring(grid(row("董兴华", 出生日期="1968-03")))
    batch = bring(grid(row("董兴华", 出生日期="1968-05"), row("赵明")))
    assert (_said(batch) | {"doubt": batch.counts["doubt"]}) == {
        "new": 1,
        "update": 0,
        "unchanged": 0,
        "refused": 0,
        "doubt": 1,
    }
    assert Member.objects.filter(name="董兴华").count() == 1
    assert "本支部已有同名同性别党员（出生：1968年3月）：是同一人的" in _refused(batch)["董兴华"]
    assert "（表里是1968年5月）" in _refused(batch)["董兴华"]


@pytest.mark.parametrize("other", [{"性别": "女"}, {"所在党支部": "白杨坪村党支部"}])
def test_of_another_sex_or_branch_is_no_doubt(bring, other):
    bring(grid(row("董兴华", 出生日期="1968-03")))
    batch = bring(grid(row("董兴华", 出生日期="1968-05", **other)))
    assert (batch.counts["doubt"], batch.counts["new"]) == (0, 1)


def test_good_rows_come_in_and_bad_rows_come_back(bring, county):
    batch = bring(
        grid(row("赵明"), row("钱亮", 出生日期="1970-02-30"), row("孙丽", 性别="女", 所在党支部="白杨坪村党支部"))
    )
    assert _said(batch) == {"new": 2, "update": 0, "unchanged": 0, "refused": 1}
    stored = Member.objects.get(name="赵明")
    assert (stored.branch, stored.sex, str(stored.born_on), str(stored.joined_on), stored.unit_and_post) == (
        county.branch,
        "male",
        "1970-05-01",
        "1995-07-01",
        "柳树湾村村民",
    )
    assert Member.objects.get(name="孙丽").branch == county.neighbour
    assert _refused(batch) == {"钱亮": "出生日期“1970-02-30”不是存在的日期"}


def test_the_refused_rows_keep_titles_header_order_and_text(bring):
    lines = grid(
        row("赵明"),
        row("钱亮", 入党日期=None, 单位及职务="=1+1是一个口号"),
        titles=("清河镇党员名册", "填报单位：清河镇党委"),
    )
    lines[-1][7] = "'=口号"
    batch = bring(lines)
    sheet = openpyxl.load_workbook(arrival.folder() / batch.report)["党员名册"]
    assert [[c for c in line if c is not None] for line in sheet.iter_rows(values_only=True)] == [
        ["清河镇党员名册"],
        ["填报单位：清河镇党委"],
        [*CAPTIONS, "原因"],
        [1, "钱亮", "男", "1970-05-01", "柳树湾村党支部", "'=口号", "正式党员", "缺少入党日期"],
    ]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_the_mended_file_of_refused_rows_is_imported_as_it_is(bring, tmp_path, county):
    first = bring(grid(row("钱亮", 入党日期=None)))
    path = arrival.folder() / first.report
    book = openpyxl.load_workbook(path)
    book["党员名册"]["F3"] = "2001.07"
    book.save(path)
    again = writing.import_file(organisation=county.town, path=path)
    assert _said(again) == {"new": 1, "update": 0, "unchanged": 0, "refused": 0}


@pytest.mark.parametrize("make", [xlsx, xls])
@pytest.mark.parametrize("kept", [420325195503010019, float(420325195503010019)])
def test_an_identity_number_kept_as_a_number_comes_back_as_far_as_it_was_kept(bring, county, make, kept):
    first = bring(grid(row("钱亮", 公民身份号码=kept, 出生日期=None, 入党日期=None)), make=make)
    path = arrival.folder() / first.report
    book = openpyxl.load_workbook(path)
    cell = book["党员名册"]["D3"]
    assert (cell.value, cell.number_format) == ("420325195503010***", "@")
    book["党员名册"]["F3"] = "2001.07"
    book.save(path)
    assert _said(writing.import_file(organisation=county.town, path=path))["new"] == 1
    stored = Member.objects.get(name="钱亮")
    assert (str(stored.born_on), stored.identity_hash) == ("1955-03-01", None)


def test_the_column_of_identity_numbers_keeps_as_text_what_is_mended_there(bring):
    batch = bring(grid(row("钱亮", 入党日期=None)))
    column = openpyxl.load_workbook(arrival.folder() / batch.report)["党员名册"].column_dimensions["D"]
    assert column.number_format == "@"


def test_a_second_import_updates_instead_of_doubling(bring):
    roster = [row("赵明", 公民身份号码=number(seq=1)), row("孙丽", 性别="女")]
    bring(grid(*roster))
    assert _said(bring(grid(*roster))) == {"new": 0, "update": 0, "unchanged": 2, "refused": 0}
    roster[0]["单位及职务"] = "清河镇农技员"
    roster[1]["姓名"] = "孙丽"
    roster[1]["人员类别"] = "预备党员"
    assert _said(bring(grid(*roster))) == {"new": 0, "update": 2, "unchanged": 0, "refused": 0}
    assert Member.objects.get(name="赵明").unit_and_post == "清河镇农技员"
    assert Member.objects.get(name="孙丽").is_probationary
    assert Member.objects.filter(name__in=["赵明", "孙丽"]).count() == 2


def test_a_corrected_name_is_recognised_by_the_number(bring):
    bring(grid(row("赵名", 公民身份号码=number())))
    bring(grid(row("赵明", 公民身份号码=number())))
    assert [m.name for m in Member.objects.exclude(identity_hash=None)] == ["赵明"]


def test_a_number_learnt_later_is_added_to_the_member_of_that_name_and_month(bring):
    bring(grid(row("赵明")))
    bring(grid(row("赵明", 公民身份号码=number("19700509"), 出生日期="1970年5月")))
    stored = Member.objects.get(name="赵明")
    assert stored.identity_hash
    assert str(stored.born_on) == "1970-05-09"


def test_a_month_does_not_blur_a_day_that_is_known(bring):
    bring(grid(row("赵明", 出生日期="1970-05-09")))
    assert _said(bring(grid(row("赵明", 出生日期="1970.05"))))["unchanged"] == 1


def test_an_empty_cell_wipes_nothing(bring):
    bring(grid(row("赵明", 单位及职务="村委会主任")))
    bring(grid(row("赵明", 单位及职务=None)))
    assert Member.objects.get(name="赵明").unit_and_post == "村委会主任"


def test_two_of_the_same_name_and_month_need_their_numbers(bring, county):
    for born in ("1970-05-01", "1970-05-20"):
        Member.objects.create(branch=county.branch, name="赵明", sex="male", born_on=born, joined_on="1995-07-01")
    assert "补填身份证号" in _refused(bring(grid(row("赵明"))))["赵明"]


def test_the_same_person_twice_in_a_file_counts_once(bring):
    batch = bring(grid(row("赵明", 公民身份号码=number()), row("赵明", 公民身份号码=number())))
    assert _said(batch)["new"] == 1
    assert _refused(batch)["赵明"] == "与工作表“党员名册”第3行的身份证号相同，请删去重复的一行"


def test_two_people_of_one_name_and_month_with_numbers_both_come_in(bring):
    batch = bring(grid(row("赵明", 公民身份号码=number(seq=1)), row("赵明", 公民身份号码=number(seq=3))))
    assert _said(batch) == {"new": 2, "update": 0, "unchanged": 0, "refused": 0}


def test_the_number_itself_is_nowhere_kept(bring, county, django_capture_on_commit_callbacks):
    secret = number("19700501", 77)
    with django_capture_on_commit_callbacks(execute=True):
        batch = bring(grid(row("赵明", 公民身份号码=secret)))
    stored = Member.objects.get(name="赵明")
    assert len(stored.identity_hash or "") == 64
    assert not (arrival.folder() / batch.file).exists()
    kept = [*Entry.objects.values_list("detail", flat=True), *ImportBatch.objects.values(), stored.__dict__]
    assert secret not in str(kept)


def test_a_member_of_another_town_is_not_pulled_over(bring, county):
    bring(grid(row("赵明", 公民身份号码=number(), 所在党支部="石桥社区党支部")), under=county.other_town)
    batch = bring(grid(row("赵明", 公民身份号码=number())))
    assert _refused(batch)["赵明"] == "此人已在其他党组织的名册中，请先办理组织关系转接"
    assert Member.objects.get(name="赵明").branch == county.far_branch


def test_within_the_scope_a_member_follows_the_roster_to_another_branch(bring, county):
    bring(grid(row("赵明", 公民身份号码=number())))
    bring(grid(row("赵明", 公民身份号码=number(), 所在党支部="白杨坪村")))
    assert Member.objects.get(name="赵明").branch == county.neighbour


@pytest.mark.parametrize(
    "written",
    [
        "柳树湾村党支部",
        "中共柳树湾村支部委员会",
        "柳树湾村支部",
        "柳树湾村",
        "清河镇柳树湾村党支部",
        " 柳树湾村 党支部 ",
        "B1",
    ],
)
def test_a_branch_is_known_by_its_usual_names(bring, county, written):
    bring(grid(row("赵明", 所在党支部=written)))
    assert Member.objects.get(name="赵明").branch == county.branch


@pytest.mark.parametrize(
    "written",
    ["青草坪村", "青草坪村党支部", "中共青草坪村支部委员会", "清河镇青草坪村", "中共清河镇青草坪村支部委员会"],
)
def test_a_branch_that_bears_its_town_is_known_without_it(bring, county, written):
    """As the ones are named that a roster has founded."""
    full = found(by=None, parent=county.town, code="B8", name="中共清河镇青草坪村支部委员会", kind="branch")
    bring(grid(row("赵明", 所在党支部=written)), founds=True)
    assert Member.objects.get(name="赵明").branch == full


def test_an_unknown_branch_is_refused_with_what_is_near(bring):
    reason = _refused(bring(grid(row("赵明", 所在党支部="杨柳湾村党支部"))))["赵明"]
    assert reason == "“中共清河镇委员会”下没有“杨柳湾村党支部”，相近的有：清河镇 柳树湾村党支部，请核对名称"


def test_one_name_in_two_towns_needs_the_committee(bring, county):
    for town in (county.town, county.other_town):
        found(by=None, parent=town, code=f"{town.code}-O", name="机关党支部", kind="branch")
    lines = grid(
        row("赵明", 所在党支部="机关党支部"),
        row("孙丽", 性别="女", 所在党支部="机关党支部", 所在党委="石桥镇党委"),
        captions=[*CAPTIONS, "所在党委"],
    )
    batch = bring(lines, under=county.county)
    assert "有2个党支部叫“机关党支部”" in _refused(batch)["赵明"]
    assert Member.objects.get(name="孙丽").branch.parent == county.other_town


def test_missing_branches_are_founded_only_when_asked_for(bring, county):
    lines = grid(row("赵明", 所在党支部="枫香村党支部"), row("孙丽", 性别="女", 所在党支部="枫香村支部"))
    assert _said(bring(lines))["refused"] == 2
    batch = bring(lines, founds=True)
    assert _said(batch)["new"] == 2
    branch = Organisation.objects.get(name="枫香村党支部")
    assert batch.counts["branches"] == 1
    assert (branch.parent, branch.kind, branch.org_class, branch.members.count()) == (county.town, "branch", "rural", 2)


def test_a_refused_row_founds_no_branch(bring):
    batch = bring(grid(row("赵明", 所在党支部="枫香村党支部", 性别=None)), founds=True)
    assert (batch.counts["branches"], batch.counts["refused"]) == (0, 1)
    assert not Organisation.objects.filter(name="枫香村党支部").exists()


@pytest.mark.parametrize("other", ["清河镇枫香村党支部", "枫香支部", "枫香村委党支部"])
def test_new_branches_that_look_the_same_are_pointed_at(bring, other):
    same = other != "枫香村委党支部"
    batch = bring(grid(row("赵明", 所在党支部="枫香村支部"), row("孙丽", 性别="女", 所在党支部=other)), founds=True)
    assert batch.counts["branches"] == 2
    assert len(batch.notes) == same
    assert all("枫香村支部”" in n and f"“{other}”" in n and "像是同一个党支部" in n for n in batch.notes)


def test_a_new_branch_that_looks_like_one_that_is_there_is_pointed_at(bring):
    batch = bring(grid(row("赵明", 所在党支部="老柳树湾村党支部")), founds=True)
    assert batch.notes[0].startswith("“老柳树湾村党支部”和已有的“柳树湾村党支部”的名称像是同一个党支部，仍会另建一个")


def test_a_header_without_the_branch_is_said_once_with_what_it_names(bring):
    captions = ["本人在哪里" if c == "所在党支部" else c for c in CAPTIONS]
    with pytest.raises(Refusal) as refused:
        bring(grid(row("赵明", 本人在哪里="柳树湾村"), row("孙丽", 本人在哪里="柳树湾村"), captions=captions))
    said = refused.value.sentence
    assert said.count("没有认出写党支部的一列") == 1
    assert "表头里有：序号、姓名、性别、公民身份号码、出生日期、入党日期、本人在哪里、单位及职务、人员类别。" in said


def test_the_branch_stands_under_the_name_of_the_organisation_too(bring, county):
    captions = ["党组织名称" if c == "所在党支部" else c for c in CAPTIONS]
    bring(grid(row("赵明", 党组织名称="柳树湾村党支部"), captions=captions))
    assert Member.objects.get(name="赵明").branch == county.branch


def test_branch_names_merged_downwards_reach_every_row(bring, county):
    lines = grid(row("赵明"), row("孙丽", 性别="女", 所在党支部=None), row("钱亮", 所在党支部="白杨坪村党支部"))
    bring(lines, merged=["G3:G4"])
    assert {m.name: m.branch for m in Member.objects.filter(name__in=["孙丽", "钱亮"])} == {
        "孙丽": county.branch,
        "钱亮": county.neighbour,
    }


def test_an_old_xls_comes_in_the_same_way(bring, county):
    lines = grid(row("赵明"), row("孙丽", 性别="女", 所在党支部=None), foot=[["合计", 2], ["注：一式两份"]])
    batch = bring(lines, make=xls, merged=[(2, 3, 6)])
    assert _said(batch) == {"new": 2, "update": 0, "unchanged": 0, "refused": 0}
    assert Member.objects.get(name="孙丽").branch == county.branch


def test_a_roster_of_one_branch_needs_no_column_for_it(bring, county):
    captions = [c for c in CAPTIONS if c != "所在党支部"]
    bring(grid(row("赵明"), captions=captions), under=county.branch)
    assert Member.objects.get(name="赵明").branch == county.branch


def test_sheets_named_after_their_branch_and_sheets_that_are_none(bring, county):
    captions = [c for c in CAPTIONS if c != "所在党支部"]
    batch = bring(
        {
            "填表说明": [["本表由各支部填写"]],
            "柳树湾村党支部": grid(row("赵明"), captions=captions),
            "白杨坪村党支部": grid(row("孙丽", 性别="女"), captions=captions),
        }
    )
    assert batch.notes == ["工作表“填表说明”没有找到名册表头，未读取。"]
    assert Member.objects.get(name="孙丽").branch == county.neighbour


def test_a_process_that_dies_half_way_is_finished_without_doubling(bring, county, tmp_path, monkeypatch):
    path = xlsx(tmp_path / "a.xlsx", grid(row("赵明"), row("孙丽", 性别="女"), row("钱亮")))
    monkeypatch.setattr(writing, "CHUNK", 1)
    batch = arrival.receive(by=None, organisation=county.town, file_name="a.xlsx", content=path.read_bytes())
    taken = writing.accept(batch, by=None)
    judged = preview.look(taken)
    writing.prepare(taken, judged, by=None)
    writing.write(taken, judged.rows[:1], by=None)  # and here the power fails
    assert arrival.take(batch.pk, ImportState.CONFIRMED) is None, "somebody may still be at work"
    ImportBatch.objects.update(lease_until=None)
    sweep()
    batch.refresh_from_db()
    assert (batch.state, batch.counts["new"]) == (ImportState.DONE, 3)
    assert Member.objects.filter(name__in=["赵明", "孙丽", "钱亮"]).count() == 3


def _received(county, tmp_path, *names):
    path = xlsx(tmp_path / f"{names[0]}.xlsx", grid(*[row(name) for name in names]))
    return arrival.receive(by=None, organisation=county.town, file_name=path.name, content=path.read_bytes())


def test_a_roster_given_up_while_it_is_read_stays_given_up(county, tmp_path):
    """Whoever has read it may not put what he judged over what the person said meanwhile."""
    taken = arrival.take(_received(county, tmp_path, "赵明").pk, ImportState.RECEIVED)
    judged = preview.look(taken)
    arrival.discard(taken, by=county.users["town_organiser"])
    preview.keep_preview(taken, judged)
    arrival.give_up(taken, "文件已损坏。")
    taken.refresh_from_db()
    assert (taken.state, taken.refusal) == (ImportState.REFUSED, "已放弃，没有导入任何内容。")
    assert not taken.rows.exists()


def test_whoever_lost_the_lease_writes_no_more(county, tmp_path):
    """The slow one judged the people before the quick one had written them: they would stand there twice."""
    batch = _received(county, tmp_path, "赵明", "钱亮")
    slow = writing.accept(batch, by=None)
    judged = preview.look(slow)
    ImportBatch.objects.update(lease_until=None)
    quick = arrival.take(batch.pk, ImportState.CONFIRMED)
    writing.prepare(quick, judged, by=None)
    writing.write(quick, judged.rows[:1], by=None)
    assert writing.prepare(slow, judged, by=None) is False
    assert writing.write(slow, judged.rows, by=None) is False
    writing.finish(slow, judged, by=None)
    quick.refresh_from_db()
    assert (quick.state, quick.done) == (ImportState.CONFIRMED, 1)
    assert [name for name in Member.objects.values_list("name", flat=True) if name in {"赵明", "钱亮"}] == ["赵明"]


@pytest.mark.parametrize("ended", [False, True], ids=["at work", "written"])
def test_a_roster_written_meanwhile_is_judged_anew(county, tmp_path, ended):
    """Two files with the same people: the first one's lease ran out, the second was taken up or is already in."""
    slow = writing.accept(_received(county, tmp_path, "赵明"), by=None)
    judged = preview.look(slow)
    ImportBatch.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    other = writing.accept(_received(county, tmp_path, "赵明", "钱亮"), by=None)
    if ended:
        writing.finish(other, preview.look(other), by=None)
    assert writing.write(slow, judged.rows, by=None) is False


def test_a_batch_that_fails_again_and_again_is_given_up_with_a_sentence(county, tmp_path):
    path = xlsx(tmp_path / "a.xlsx", grid(row("赵明")))
    batch = arrival.receive(by=None, organisation=county.town, file_name="a.xlsx", content=path.read_bytes())
    ImportBatch.objects.update(attempts=5)
    sweep()
    batch.refresh_from_db()
    assert (batch.state, batch.refusal[:8]) == (ImportState.REFUSED, "处理多次没有成功")


def test_while_one_roster_is_written_another_waits(bring, county):
    first = arrival.receive(by=None, organisation=county.town, file_name="a.xlsx", content=b"PK")
    writing.accept(first, by=None)
    with pytest.raises(Refusal, match="另一份名册正在写入"):
        bring(grid(row("赵明")))


def test_the_command_says_how_many_and_writes_the_report(county, tmp_path, capsys):
    path = xlsx(tmp_path / "a.xlsx", grid(row("赵明"), row("钱亮", 性别="甲")))
    call_command("import_roster", str(path), under="T1", report=tmp_path / "out.xlsx")
    assert capsys.readouterr().out.strip() == "added 新增 1, updated 更新 0, unchanged 无变化 0, refused 未通过 1"
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["党员名册"]["J3"].value == "性别“甲”看不懂，请填“男”或“女”"


def _in_doubt(tmp_path, name="b.xlsx"):
    """赵明 and 钱亮 are on the roster with other birthdays; 孙丽 is new."""
    first = xlsx(tmp_path / "a.xlsx", grid(row("赵明", 出生日期="1968-03"), row("钱亮", 出生日期="1970-01")))
    call_command("import_roster", str(first), under="T1")
    born = {"出生日期": "1968-05"}
    return str(xlsx(tmp_path / name, grid(row("赵明", **born), row("钱亮", **born), row("孙丽"))))


def test_the_command_says_which_rows_are_in_doubt_and_how_to_let_them_in(county, tmp_path, capsys):
    call_command("import_roster", _in_doubt(tmp_path), under="T1")
    said = capsys.readouterr().out
    assert "in doubt 存疑 2" in said
    assert "加上 --accept-doubtful 和行号（全部用 all）" in said
    assert "党员名册!3、党员名册!4" in said
    assert Member.objects.filter(name="赵明").count() == 1


@pytest.mark.parametrize(
    ("rows", "doubled", "left"),
    [("all", ["赵明", "钱亮"], 0), ("4", ["钱亮"], 1), ("党员名册!3，4", ["赵明", "钱亮"], 0)],
)
def test_doubtful_rows_that_are_named_come_in(county, tmp_path, capsys, rows, doubled, left):
    path = _in_doubt(tmp_path)
    capsys.readouterr()
    call_command("import_roster", path, under="T1", accept_doubtful=rows)
    assert f"存疑 2 行，其中 {len(doubled)} 行按 --accept-doubtful 编入，{left} 行没有导入" in capsys.readouterr().out
    twice = [name for name in ("赵明", "钱亮") if Member.objects.filter(name=name).count() == 2]
    assert twice == doubled


def test_a_row_that_is_not_in_doubt_stops_the_whole_file(county, tmp_path):
    path, before = _in_doubt(tmp_path), Member.objects.count()
    with pytest.raises(CommandError, match="“5”不是存疑的行，没有导入任何内容"):
        call_command("import_roster", path, under="T1", accept_doubtful="3,5")
    assert Member.objects.count() == before


def test_the_command_fails_where_not_one_row_was_taken(county, tmp_path):
    """And says how the branches of a new tree come to be."""
    path = xlsx(tmp_path / "a.xlsx", grid(row("赵明", 所在党支部="枫香村党支部")))
    with pytest.raises(CommandError, match="--found-branches"):
        call_command("import_roster", str(path), under="T1")
    call_command("import_roster", str(path), under="T1", found_branches=True)
    call_command("import_roster", str(path), under="T1")  # nothing new is no failure


@pytest.mark.parametrize(("name", "under"), [("none.xlsx", "T1"), ("a.xlsx", "NOWHERE")])
def test_the_command_says_what_it_does_not_find(county, tmp_path, name, under):
    xlsx(tmp_path / "a.xlsx", grid(row("赵明")))
    with pytest.raises(CommandError, match=r"读不到|没有代码"):
        call_command("import_roster", str(tmp_path / name), under=under)


def test_nobody_imports_into_a_neighbours_roster(county):
    with pytest.raises(Refusal, match="须由本组织或上级党组织"):
        arrival.receive(
            by=county.users["neighbour_secretary"], organisation=county.branch, file_name="a.xlsx", content=b"PK"
        )


GROUPED = [*CAPTIONS, "所在党小组"]


@pytest.mark.parametrize("written", ["第二党小组", "2组", "二组", "第2小组", "柳树湾村第二党小组"])
def test_a_member_comes_into_the_group_that_the_roster_names(bring, county, written):
    for number_, name in enumerate(("第一党小组", "柳树湾村第二党小组", "第十二党小组")):
        found(by=None, parent=county.branch, code=f"G{number_}", name=name, kind=OrgKind.GROUP)
    found(by=None, parent=county.neighbour, code="G9", name="第二党小组", kind=OrgKind.GROUP)
    batch = bring(grid(row("赵明", 所在党小组=written), captions=GROUPED))
    assert (_said(batch)["new"], batch.counts["remarks"]) == (1, 0)
    assert Member.objects.get(name="赵明").group.code == "G1"


def test_a_group_that_the_tree_lacks_is_asked_for_and_the_member_comes_in(bring, county):
    lines = grid(row("赵明", 所在党小组="第三党小组"), captions=GROUPED)
    batch = bring(lines)
    assert (_said(batch)["new"], batch.counts["remarks"]) == (1, 1)
    assert Member.objects.get(name="赵明").group is None
    group = found(by=None, parent=county.branch, code="G3", name="第三党小组", kind=OrgKind.GROUP)
    assert _said(bring(lines))["update"] == 1
    assert Member.objects.get(name="赵明").group == group
    assert _said(bring(lines))["unchanged"] == 1
    assert _said(bring(grid(row("赵明"))))["unchanged"] == 1, "a roster without the column wipes nothing"
    assert Member.objects.get(name="赵明").group == group


def test_who_moves_to_another_branch_leaves_the_group_of_the_old_one(bring, county):
    found(by=None, parent=county.branch, code="G3", name="三组", kind=OrgKind.GROUP)
    bring(grid(row("赵明", 公民身份号码=number(), 所在党小组="第三小组"), captions=GROUPED))
    bring(grid(row("赵明", 公民身份号码=number(), 所在党支部="白杨坪村")))
    assert Member.objects.get(name="赵明").group is None
