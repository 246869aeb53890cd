"""The Excel ledger goes out and comes back: only what was changed is written, conflicts come back marked (C23)."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.fulfilment.actions import Statement, note, state_result
from jiannuo.fulfilment.actions.sheet import forget
from jiannuo.fulfilment.excel.columns import BASE_SHEET, CAPTIONS, CHECK, KEY, MINE, outcome_of
from jiannuo.fulfilment.models import NoteKind, ProgressNote, Result, SheetImport, SheetRow, Source
from jiannuo.fulfilment.standing import ItemState
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.journal.models import Entry
from jiannuo.operations.actions import tidy

LETTER = {caption: chr(ord("A") + place) for place, caption in enumerate((*CAPTIONS, KEY, CHECK, MINE))}
KEPT = Outcome.KEPT


def _out(county, who="secretary", organisation=None, query=""):
    answer = county.client(who).get(f"/ledger/of/{(organisation or county.branch).pk}/excel/{query}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def _bytes(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in(county, book, who="secretary", organisation=None):
    content = book if isinstance(book, bytes) else _bytes(book)
    file = SimpleUploadedFile("台帐.xlsx", content)
    address = f"/ledger/of/{(organisation or county.branch).pk}/bring-back/"
    answer = county.client(who).post(address, {"file": file}, headers={"hx-request": "1"})
    return SheetImport.objects.latest("id") if answer.status_code == 302 else answer.text


def _row(sheet, text):
    return next(r for r in range(3, sheet.max_row + 1) if text in str(sheet[f"D{r}"].value))


def _set(book, text, **cells):
    sheet = book.worksheets[0]
    row = _row(sheet, text)
    for caption, value in cells.items():
        sheet[f"{LETTER[caption]}{row}"] = value


def _apply(county, batch, who="secretary"):
    county.client(who).post(f"/ledger/sheets/{batch.pk}/apply/")
    batch.refresh_from_db()
    return batch


def test_the_columns_are_those_people_know(county, items, fence, june):
    note(fence, "材料已到位", june, by=county.users["member"])
    book = _out(county)
    sheet = book.worksheets[0]
    assert [c.value for c in sheet[2]] == [*CAPTIONS, KEY]
    row = _row(sheet, "护栏")
    shown = {caption: sheet[f"{LETTER[caption]}{row}"].value for caption in CAPTIONS}
    assert shown == {
        "序号": row - 2,
        "承诺主体": "周大有",
        "承诺类别": "实事承诺",
        "承诺事项": "6月底前修好塘边护栏20米",
        "责任人": None,
        "完成时限": "2011年6月30日",
        "预期效果": "20米",
        "进展情况": "材料已到位",
        "完成时间": None,
        "兑现情况": "即将到期",
        "佐证": None,
        "备注": None,
    }
    assert sheet["A1"].value == "柳树湾村党支部承诺台帐（2011年）"
    assert (sheet.column_dimensions["M"].hidden, book[BASE_SHEET].sheet_state) == (True, "hidden")
    assert sheet.freeze_panes == "E3"


def test_what_goes_out_untouched_comes_back_without_a_change(county, items, own_item, fence, june):
    note(fence, "＝先备料，后动工", june, by=county.users["member"])
    state_result(own_item, Statement(KEPT, june), by=county.users["secretary"])
    batch = _in(county, _out(county))
    assert batch.counts == {"changed": 0, "conflict": 0, "refused": 0, "unchanged": 4, "partly": 0}
    assert batch.rows.count() == 0


def test_only_changed_cells_are_written(county, items, own_item, fence, monthly, rules, june):
    book = _out(county)
    note(monthly, "别人刚写的", june, by=county.users["member"])
    _set(book, "护栏", 进展情况="栏杆装好15米", 备注="等水泥")
    _set(book, "硬化", 兑现情况="已兑现", 完成时间=date(2011, 6, 10))
    _set(book, "党章", 兑现情况="未兑现", 备注="缺席一次")
    book.worksheets[0].delete_rows(_row(book.worksheets[0], "洒水"))
    batch = _in(county, book)
    assert batch.counts == {"changed": 3, "conflict": 0, "refused": 0, "unchanged": 0, "partly": 0}
    assert not Result.objects.exists()
    batch = _apply(county, batch)
    assert (batch.state, batch.counts["changed"]) == ("done", 3)
    assert [(n.kind, n.text, n.source) for n in ProgressNote.objects.filter(item=fence).order_by("id")] == [
        (NoteKind.PROGRESS, "栏杆装好15米", Source.EXCEL),
        (NoteKind.REMARK, "等水泥", Source.EXCEL),
    ]
    assert {(r.item_id, r.outcome, r.done_on, r.reason) for r in Result.objects.all()} == {
        (own_item.pk, "kept", date(2011, 6, 10), ""),
        (rules.pk, "not_kept", None, "缺席一次"),
    }
    assert ProgressNote.objects.filter(item=monthly).count() == 1
    assert Entry.objects.filter(verb="import_ledger").count() == 1
    assert Entry.objects.filter(verb="state_result").count() == 2
    again = county.client("secretary").post(f"/ledger/sheets/{batch.pk}/apply/", headers={"hx-request": "1"})
    assert "已经办理过" in again.text


def test_a_cell_both_changed_is_a_conflict_and_comes_back_marked(county, items, fence, monthly, june):
    book = _out(county)
    note(fence, "系统里写的", june, by=county.users["member"])
    _set(book, "护栏", 进展情况="表里写的", 备注="顺带说明")
    _set(book, "洒水", 进展情况="没有人同时改")
    batch = _in(county, book)
    assert batch.counts == {"changed": 1, "conflict": 1, "refused": 0, "unchanged": 1, "partly": 1}
    page = county.client("secretary").get(f"/ledger/sheets/{batch.pk}/").text
    assert "将更新 2 项，现在还没有写入。其中 1 项只更新没有问题的格子" in page
    assert "导出时“空”，系统现为“系统里写的”，您填的是“表里写的”" in page
    _apply(county, batch)
    texts = set(ProgressNote.objects.values_list("text", flat=True))
    assert texts == {"系统里写的", "顺带说明", "没有人同时改"}
    sheet = _marked(county, batch).worksheets[0]
    row = _row(sheet, "护栏")
    assert sheet.max_row == row == 3
    cell = sheet[f"{LETTER['进展情况']}{row}"]
    assert (cell.value, cell.fill.start_color.rgb) == ("表里写的", "FFFBE3A6")
    assert "系统现为“系统里写的”，您填的是“表里写的”" in sheet[f"N{row}"].value


def _marked(county, batch):
    answer = county.client("secretary").get(f"/ledger/sheets/{batch.pk}/marked/")
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.fixture
def disputed(county, items, fence, june):
    """Somebody wrote the line since the file went out; the same row says another line and a day that is none."""
    book = _out(county)
    note(fence, "系统里写的", june, by=county.users["member"])
    _set(book, "护栏", 进展情况="表里写的", 兑现情况="已兑现", 完成时间="六月的某天", 备注="栏杆刷了漆")
    return _apply(county, _in(county, book))


def test_a_conflict_stays_one_when_only_the_cell_beside_it_is_mended(county, disputed, fence):
    for _ in range(2):
        book = _marked(county, disputed)
        _set(book, "护栏", 完成时间=date(2011, 6, 10))
        disputed = _apply(county, _in(county, book))
        assert (disputed.counts["conflict"], disputed.counts["changed"]) == (1, 0)
        assert list(ProgressNote.objects.filter(item=fence).values_list("text", flat=True)) == ["系统里写的"]
    assert Result.objects.get(item=fence).reason == "栏杆刷了漆"


def test_all_that_was_typed_beside_a_bad_cell_is_in_the_marked_file(county, disputed, fence):
    sheet = _marked(county, disputed).worksheets[0]
    told = [sheet[f"{LETTER[caption]}3"].value for caption in ("进展情况", "完成时间", "兑现情况", "备注")]
    assert told == ["表里写的", "六月的某天", "已兑现", "栏杆刷了漆"]
    assert (disputed.counts["refused"], disputed.counts["partly"]) == (1, 0)
    page = county.client("secretary").get(f"/ledger/sheets/{disputed.pk}/").text
    assert page.count("旁边的格子改好后再写") == 2


@pytest.mark.parametrize(
    ("decided", "stands"),
    [
        ({"按我的改": "是"}, ["系统里写的", "表里写的"]),
        ({"进展情况": "系统里写的"}, ["系统里写的"]),
        ({"进展情况": "两边合起来写"}, ["系统里写的", "两边合起来写"]),
    ],
)
def test_a_conflict_ends_with_a_decision(county, disputed, fence, decided, stands):
    book = _marked(county, disputed)
    _set(book, "护栏", 完成时间=date(2011, 6, 10), **decided)
    batch = _apply(county, _in(county, book))
    assert (batch.counts["conflict"], batch.counts["changed"]) == (0, 1)
    assert list(ProgressNote.objects.filter(item=fence).order_by("id").values_list("text", flat=True)) == stands


def test_a_decision_is_about_what_the_person_was_shown(county, disputed, fence, june):
    book = _marked(county, disputed)
    note(fence, "系统里又写了一次", june, by=county.users["member"])
    _set(book, "护栏", 完成时间=date(2011, 6, 10), 按我的改="是")
    assert _in(county, book).counts["conflict"] == 1


def test_what_a_formula_said_is_written_only_when_somebody_says_so(county, items, fence, june):
    book = _out(county)
    _set(book, "护栏", 进展情况='=CONCATENATE("已装","15米")')
    batch = _in(county, _with_value(book, "已装15米"))
    assert batch.counts["refused"] == 1
    marked = _marked(county, batch)
    assert marked.worksheets[0][f"{LETTER['进展情况']}3"].value == "已装15米"
    again = _in(county, marked)
    assert (again.counts["refused"], again.counts["changed"]) == (1, 0)
    assert "这一格原来是公式" in county.client("secretary").get(f"/ledger/sheets/{again.pk}/").text
    _set(marked, "护栏", 按我的改="是")
    _apply(county, _in(county, marked))
    assert ProgressNote.objects.get().text == "已装15米"


def _with_value(book, value):
    """As a spreadsheet programme saves a formula: with what it came to."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_bytes(book))) as told, zipfile.ZipFile(out, "w") as kept:
        for name in told.namelist():
            text = told.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = re.search(rb'<c r="(\w+)"( s="\d+")?[^>]*><f>.*?</c>', text)
                formula = re.search(rb"<f>.*?</f>", cell[0])[0]
                new = b'<c r="%s"%s t="str">%s<v>%s</v></c>' % (cell[1], cell[2] or b"", formula, value.encode())
                text = text.replace(cell[0], new)
            kept.writestr(name, text)
    return out.getvalue()


def test_what_changed_between_the_look_and_the_yes_is_not_overwritten(county, items, fence, june):
    book = _out(county)
    _set(book, "护栏", 兑现情况="已兑现", 完成时间=date(2011, 6, 1))
    batch = _in(county, book)
    state_result(fence, Statement(Outcome.NOT_KEPT, reason="垮塌"), by=county.users["member"])
    batch = _apply(county, batch)
    assert (batch.counts["conflict"], Result.objects.get().outcome) == (1, "not_kept")


@pytest.mark.parametrize("stated_before", [[], [date(2011, 6, 8)]])
def test_the_cells_of_a_result_that_are_left_alone_keep_what_others_stated_since(
    county, items, own_item, june, stated_before
):
    for day in stated_before:
        state_result(own_item, Statement(KEPT, day), by=county.users["secretary"])
    book = _out(county)
    state_result(own_item, Statement(KEPT, date(2011, 6, 10)), by=county.users["secretary"])
    _set(book, "硬化", 备注="已经验收")
    batch = _apply(county, _in(county, book))
    assert batch.counts == {"changed": 1, "conflict": 0, "refused": 0, "unchanged": 3, "partly": 0}
    stated = Result.objects.get(item=own_item)
    assert (stated.outcome, stated.done_on, stated.reason) == ("kept", date(2011, 6, 10), "已经验收")


def test_time_passing_is_no_conflict(county, items, fence, june):
    book = _out(county)
    _set(book, "护栏", 兑现情况="已兑现", 完成时间=date(2011, 6, 20))
    with time_machine.travel("2011-07-05T01:00:00Z", tick=False):
        batch = _apply(county, _in(county, book))
        assert (batch.counts["changed"], Result.objects.get().outcome) == (1, "kept")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"承诺事项": "修护栏200米"}, "承诺内容已经备案"),
        ({"完成时限": "年底"}, "承诺内容已经备案"),
        ({"完成时间": "三月的某天"}, "“三月的某天”不是日期，请写年月日，例如“2011-06-15”。"),
        ({"完成时间": date(2011, 6, 1)}, "同时把兑现情况改为"),
        ({"兑现情况": "差不多了"}, "看不懂"),
        ({"兑现情况": "已兑现"}, "请填写完成时间"),
        ({"兑现情况": "已兑现", "完成时间": date(2011, 6, 16)}, "不能晚于今天"),
        ({"兑现情况": "未兑现"}, "须写明原因"),
        ({"进展情况": "长" * 201}, "最多200字"),
        ({"进展情况": '=HYPERLINK("http://x")'}, "公式"),
    ],
)
def test_a_bad_cell_says_why_and_good_ones_go_in(county, items, cells, why):
    book = _out(county)
    _set(book, "护栏", **cells)
    _set(book, "洒水", 进展情况="已洒水2次")
    batch = _in(county, book)
    assert (batch.counts["refused"], batch.counts["changed"]) == (1, 1)
    assert why in county.client("secretary").get(f"/ledger/sheets/{batch.pk}/?show=refused").text
    _apply(county, batch)
    assert (Result.objects.count(), ProgressNote.objects.get().text) == (0, "已洒水2次")


def test_a_cleared_day_is_asked_for_in_words_that_a_cell_can_follow(county, items, fence, june):
    """In a cell there is no 按期完成 to choose: the day itself is written."""
    with time_machine.travel(datetime(2012, 1, 10, 1, 0, tzinfo=UTC), tick=False):
        state_result(fence, Statement(KEPT, date(2011, 6, 20)), by=county.users["secretary"])
        book = _out(county)
        _set(book, "护栏", 完成时间=None)
        row = _in(county, book).rows.get()
    assert "期限已过，请填写完成时间；按期做完的，填期限那天（2011-06-30）。" in str(row.cells)
    assert "按期完成" not in str(row.cells)


def test_rows_that_are_none_say_so(county, items, fence, june):
    book = _out(county)
    sheet = book.worksheets[0]
    row = _row(sheet, "护栏")
    sheet.append([9, "周大有", "实事承诺", "新添的一项", None, None, None, "已办"])
    sheet.append([10, "别人", "实事承诺", "别处的一项", *[None] * 8, "00000000-0000-4000-8000-000000000000"])
    sheet.append([c.value for c in sheet[row]])
    sheet.append([None, "合计", *[None] * 10, "不是识别码"])
    batch = _in(county, book)
    assert (batch.counts["refused"], batch.counts["unchanged"]) == (4, 3)
    said = set(batch.rows.values_list("said", flat=True))
    assert {s[:6] for s in said} == {"这一行没有识", "在您能看到的", "这一项在表里"}
    _apply(county, batch)
    assert batch.rows.count() == 4


def test_other_files_are_refused_with_what_to_do(county, items):
    plain = openpyxl.Workbook()
    assert "没有找到台帐的表头" in _in(county, plain)
    assert "不是 Excel 文件" in _in(county, b"nonsense")
    without = _out(county)
    del without[BASE_SHEET]
    assert "没有导出时的对照表" in _in(county, without)
    keyless = _out(county)
    keyless.worksheets[0].delete_cols(13)
    assert "没有导出时的对照表" in _in(county, keyless)
    assert not SheetImport.objects.exists()


def test_what_one_does_not_keep_is_not_written(county, items, june):
    book = _out(county, "town_secretary", county.town)
    _set(book, "护栏", 进展情况="镇里替他写的")
    batch = _in(county, book, "town_secretary", county.town)
    assert batch.counts["refused"] == 1
    _apply(county, batch, "town_secretary")
    assert not ProgressNote.objects.exists()


def test_a_file_is_confirmed_by_whoever_brought_it(county, items):
    book = _out(county)
    _set(book, "护栏", 进展情况="好")
    batch = _in(county, book)
    for who in ("organiser", "member", "town_secretary"):
        assert county.client(who).get(f"/ledger/sheets/{batch.pk}/").status_code == 404
    county.client("secretary").post(f"/ledger/sheets/{batch.pk}/discard/")
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count(), ProgressNote.objects.count()) == ("discarded", 0, 0)


def test_a_member_takes_the_own_sheet_home(county, items, own_item):
    book = _out(county, "member")
    assert book.worksheets[0].max_row == 5
    _set(book, "护栏", 进展情况="自己填的")
    _apply(county, _in(county, book, "member"), "member")
    assert ProgressNote.objects.get().by == county.users["member"]


def test_nothing_that_people_write_becomes_a_formula(county, fence, june):
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1"):
        note(fence, text, june, by=county.users["member"])
        sheet = _out(county).worksheets[0]
        cell = sheet[f"{LETTER['进展情况']}{_row(sheet, '护栏')}"]
        assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("state", ItemState)
def test_every_state_that_goes_out_is_understood_when_it_comes_back(state):
    ended = {
        "kept": "kept",
        "kept_late": "kept",
        "not_kept": "not_kept",
        "changed": "changed",
        "withdrawn": "withdrawn",
    }
    assert outcome_of(state.label) == ended.get(state.value, "")


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_edited_and_saved_by_libreoffice_it_comes_back(county, items, own_item, fence, tmp_path, june):
    """Sorted and saved by LibreOffice itself: hidden column, hidden sheet and days survive."""
    state_result(own_item, Statement(KEPT, june), by=county.users["secretary"])
    book = _out(county)
    _set(book, "护栏", 进展情况="LibreOffice 里写的", 兑现情况="已兑现", 完成时间=date(2011, 6, 12))
    book.save(tmp_path / "ledger.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind, source in (("ods", "ledger.xlsx"), ("xlsx", "ledger.ods")):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / source]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    batch = _in(county, (tmp_path / "ledger.xlsx").read_bytes())
    assert batch.counts == {"changed": 1, "conflict": 0, "refused": 0, "unchanged": 3, "partly": 0}
    _apply(county, batch)
    assert Result.objects.get(item=fence).done_on == date(2011, 6, 12)
    assert ProgressNote.objects.get().text == "LibreOffice 里写的"


def test_after_ninety_days_only_the_name_of_a_file_stays(county, items, june):
    book = _out(county)
    _set(book, "护栏", 进展情况="材料已到位")
    done = _apply(county, _in(county, book))
    _set(book, "洒水", 进展情况="已洒水2次")
    waiting = _in(county, book)
    with time_machine.travel("2011-09-12T01:00:00Z", tick=False):
        assert forget(by=None) == 0
    with time_machine.travel("2011-09-14T01:00:00Z", tick=False):
        assert SheetRow.objects.count() == 2
        tidy()
        assert SheetRow.objects.count() == 0
        waiting.refresh_from_db()
        done.refresh_from_db()
        assert (waiting.state, done.state, done.counts["changed"]) == ("discarded", "done", 1)
        client = county.client("secretary")
        assert client.get(f"/ledger/sheets/{waiting.pk}/").status_code == 200
        assert "台帐.xlsx" in client.get(f"/ledger/of/{county.branch.pk}/bring-back/").text
        assert ProgressNote.objects.get().text == "材料已到位"
