"""Rosters as people send them, made for the tests: .xlsx by openpyxl, .xls by xlwt."""

from datetime import date
from pathlib import Path

import openpyxl
import xlwt

from jiannuo.orgs.roster.values import check_digit

CAPTIONS = ["序号", "姓名", "性别", "公民身份号码", "出生日期", "入党日期", "所在党支部", "单位及职务", "人员类别"]


def number(born="19700501", seq=1, region="420322"):
    first = f"{region}{born}{seq:03d}"
    return first + check_digit(first)


def row(name="赵明", **told):
    """A good row of柳树湾村党支部 as a dict by caption."""
    return {
        "序号": 1,
        "姓名": name,
        "性别": "男",
        "公民身份号码": None,
        "出生日期": "1970-05-01",
        "入党日期": "1995年7月",
        "所在党支部": "柳树湾村党支部",
        "单位及职务": "柳树湾村村民",
        "人员类别": "正式党员",
    } | told


def grid(*rows, captions=None, titles=("清河镇党员名册",), foot=()):
    captions = captions or CAPTIONS
    return [*[[t] for t in titles], captions, *[[r.get(c) for c in captions] for r in rows], *[list(f) for f in foot]]


def xlsx(path: Path, sheets, merged=()):
    """`sheets`: a grid, or {name: grid}; `merged`: areas like "G3:G5" of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in (sheets if isinstance(sheets, dict) else {"党员名册": sheets}).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def xls(path: Path, lines, merged=()):
    """`merged`: (first row, last row, column) from 0."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("党员名册")
    inside = {(r, c) for top, bottom, c in merged for r in range(top, bottom + 1)}
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, line in enumerate(lines):
        for c, cell in enumerate(line):
            if cell is not None and (r, c) not in inside:
                sheet.write(r, c, cell, day) if isinstance(cell, date) else sheet.write(r, c, cell)
    for top, bottom, c in merged:
        sheet.write_merge(top, bottom, c, c, lines[top][c])
    book.save(str(path))
    return path
