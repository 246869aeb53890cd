"""Hostile and hopeless files: refused within two seconds, with a sentence, before anything is written."""

import io
import resource
import time
import zipfile

import openpyxl
import pytest
import xlwt

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.reading import read
from jiannuo.orgs.roster.sheets import tables_of
from tests.orgs.sheets import CAPTIONS, grid, row, xlsx

_LIMIT = 2.0


def _seconds():
    """Processor time of this process and of the reading one: what a busy machine does not stretch."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _good(tmp_path):
    return xlsx(tmp_path / "good.xlsx", grid(row("赵明"))).read_bytes()


def _with(data, parts, *, drop=()):
    """The workbook with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in drop:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()


def _sheet_xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml")


SHEET = "xl/worksheets/sheet1.xml"


def _xls(formula=None, *, column=1):
    book = xlwt.Workbook()
    sheet = book.add_sheet("党员名册")
    for r, line in enumerate(grid(row("赵明"))):
        for c, cell in enumerate(line):
            if cell is not None and not (formula and (r, c) == (2, column)):
                sheet.write(r, c, cell)
    if formula:
        sheet.write(2, column, xlwt.Formula(formula))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(*cells, make=None):
    """A workbook with cells set by coordinate."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in grid(row("赵明")):
        sheet.append(line)
    for coordinate, value in cells:
        sheet[coordinate] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dtd(data):
    bomb = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
    return _with(data, {SHEET: bomb + _sheet_xml(data).split(b"?>", 1)[-1]})


def _encrypted_member(data):
    raw = bytearray(data)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(raw)


def _wide(columns):
    return _cells(*[(f"{openpyxl.utils.get_column_letter(n)}2", f"列{n}") for n in range(10, columns + 1)])


HOSTILE = {
    "zip bomb": (
        lambda d: _with(d, {SHEET: b"<worksheet>" + b" " * (150 * 1024 * 1024) + b"</worksheet>"}),
        "展开后过大",
    ),
    "zip bomb beside": (lambda d: _with(d, {"xl/media/a.bin": b"\0" * (120 * 1024 * 1024)}), "展开后过大"),
    "500 parts": (lambda d: _with(d, {f"xl/media/{n}.bin": b"x" for n in range(600)}), "内部结构不正常"),
    "zip slip": (lambda d: _with(d, {"xl/../../etc/passwd": b"x"}), "内部结构不正常"),
    "absolute path": (lambda d: _with(d, {"/etc/passwd": b"x"}), "内部结构不正常"),
    "doctype": (_dtd, "不安全的定义"),
    "doctype in utf-16": (lambda d: _with(d, {SHEET: "<!DOCTYPE a><worksheet/>".encode("utf-16")}), "不安全的定义"),
    "macro": (lambda d: _with(d, {"xl/vbaProject.bin": b"x"}), "宏"),
    "link outside": (lambda d: _with(d, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "其他文件的链接"),
    "password": (_encrypted_member, "密码"),
    "word": (lambda d: _with(d, {"word/document.xml": b"<a/>"}), "Word"),
    "no workbook": (lambda d: _with(d, {}, drop=["xl/workbook.xml"]), "不是 .xlsx"),
    "cut off": (lambda d: d[: len(d) // 2], "已损坏"),
    "broken xml": (lambda d: _with(d, {SHEET: b"<worksheet><sheetData><row"}), "已损坏|没有可以导入"),
    "broken workbook": (lambda d: _with(d, {"xl/workbook.xml": b"<workbook"}), "已损坏"),
    "no file at all": (lambda _: b"", "不是 Excel"),
    "text": (lambda _: "姓名,性别\n赵明,男\n".encode(), "不是 Excel"),
    "web page": (lambda _: b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
    "pdf": (lambda _: b"%PDF-1.7 ...", "不是 Excel"),
    "ole of nothing": (lambda _: bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 4096, "已损坏|不是 Excel"),
    "too large": (lambda d: d + b"\0" * (10 * 1024 * 1024), "超过10MB"),
    "300 columns": (lambda _: _wide(300), "300列"),
    "far corner": (lambda _: _cells(("XFD1048576", "x")), "列，不像党员名册|无法读取"),
    "long way down": (lambda _: _cells(("A1000000", "x")), "1000000行|无法读取"),
    "formula in a name": (lambda _: _cells(("B3", '=CONCATENATE("赵","明")')), "第3行的“姓名”是公式"),
    "formula in a day": (lambda _: _cells(("E3", "=TODAY()")), "第3行的“出生日期”是公式"),
    "formula that calls out": (lambda _: _cells(("A3", '=WEBSERVICE("http://127.0.0.1/")')), "指向外部的公式"),
    "dde": (lambda _: _cells(("K9", "=cmd|' /C calc'!A0")), "指向外部的公式"),
    "formula without place": (
        lambda d: _with(
            d, {SHEET: _sheet_xml(d).replace(b"</sheetData>", b"<row><c><f>1+1</f></c></row></sheetData>")}
        ),
        "公式",
    ),
    "formula in an old file": (lambda _: _xls('"赵"&"明"'), "第3行的“姓名”是公式"),
    "wrong sheet": (lambda _: _cells(("B2", "承诺事项")), "没有找到名册表头"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_two_seconds_with_a_sentence(tmp_path, name):
    spoil, said = HOSTILE[name]
    path = tmp_path / "roster.xlsx"
    path.write_bytes(spoil(_good(tmp_path)))
    began = _seconds()
    with pytest.raises(Refusal, match=said) as refusal:
        tables_of(read(path))
    assert _seconds() - began < _LIMIT
    assert refusal.value.sentence.endswith("。")


def test_a_formula_in_the_serial_number_or_above_the_header_does_no_harm(tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(_cells(("A3", "=ROW()-2"), ("E1", "=YEAR(TODAY())")))
    tables, _ = tables_of(read(path))
    assert [line.cells["name"] for line in tables[0].lines] == ["赵明"]


def test_a_formula_in_the_serial_number_of_an_old_file_does_no_harm(tmp_path):
    path = tmp_path / "roster.xls"
    path.write_bytes(_xls("ROW()-2", column=0))
    tables, _ = tables_of(read(path))
    assert [line.cells["name"] for line in tables[0].lines] == ["赵明"]


def test_hidden_sheets_are_not_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(CAPTIONS)
    book.active.append([1, "赵明", "男", None, "1970-05-01", "1995-07-01", "柳树湾村党支部"])
    book.create_sheet("下拉").sheet_state = "hidden"
    book["下拉"]["A1"] = "柳树湾村党支部"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert [sheet.name for sheet in read(path)] == ["Sheet"]
