"""The refused rows in the layout in which they came, with the reason beside each: mend them and send the file again."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from jiannuo.base.excel.cells import text_of
from jiannuo.base.excel.reading import Cell
from jiannuo.orgs.roster.checked import Checked, Outcome, Review
from jiannuo.orgs.roster.headers import BRANCH, IDENTITY, REASON, Header
from jiannuo.orgs.roster.sheets import Table

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (6, 28)


def write_refused(path: Path, review: Review) -> None:
    """One sheet per sheet with refused or doubtful rows: title lines, header, rows, and the column 原因 at the end."""
    refused: dict[str, list[Checked]] = {}
    for row in review.rows:
        if row.outcome in {Outcome.REFUSED, Outcome.DOUBT}:
            refused.setdefault(row.line.sheet, []).append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), _SAFE) as book:
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "text": book.add_format({"num_format": "@"}),
            "head": book.add_format(
                {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
            ),
            "title": book.add_format({"bold": True, "align": "center"}),
            "reason": book.add_format({"font_color": "#a8201a", "text_wrap": True}),
        }
        for table in review.tables:
            rows = refused.get(table.sheet.name, [])
            if rows or (not refused and table is review.tables[0]):
                _write_sheet(book, table, rows, formats)


def _write_sheet(book: Any, table: Table, rows: list[Checked], formats: dict[str, Any]) -> None:
    sheet, header = book.add_worksheet(table.sheet.name), table.header
    width = header.columns.get(REASON, header.width)
    for at in range(header.last + 1):
        kind = "head" if at >= header.first else "title"
        _write_row(sheet, at, table.sheet.rows[at], formats, cell_format=formats[kind])
    _merge_top(sheet, table, formats)
    sheet.write_string(header.last, width, "原因", formats["head"])
    for at, row in enumerate(rows, start=header.last + 1):
        _write_row(sheet, at, _cells(table, row), formats)
        sheet.write_string(at, width, row.said(), formats["reason"])
    _set_widths(sheet, header, rows, width, formats["text"])
    sheet.freeze_panes(header.last + 1, 0)


def _cells(table: Table, row: Checked) -> list[Cell]:
    """The row as it came; the branch, where a merged cell above held it, is written out."""
    cells = list(table.sheet.rows[row.line.number - 1])
    branch = table.header.columns.get(BRANCH)
    if branch is not None and branch < len(cells) and not text_of(cells[branch]):
        cells[branch] = row.line.branch
    return cells


def _write_row(sheet: Any, at: int, cells: Iterable[Cell], formats: dict[str, Any], *, cell_format: Any = None) -> None:
    """Never a formula: what begins with "=" stays text."""
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(at, column, cell, formats["day"])
        elif isinstance(cell, bool) or (isinstance(cell, int | float) and abs(cell) >= 10**15):
            sheet.write_string(at, column, text_of(cell), cell_format or formats["text"])
        elif isinstance(cell, int | float):
            sheet.write_number(at, column, cell, cell_format)
        elif cell:
            sheet.write_string(at, column, cell, cell_format)


def _merge_top(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """Titles and two-line captions keep their merged cells."""
    for top, left, bottom, right in table.sheet.merged:
        if bottom <= table.header.last and left < len(table.sheet.rows[top]):
            kind = "head" if top >= table.header.first else "title"
            sheet.merge_range(top, left, bottom, right, text_of(table.sheet.rows[top][left]), formats[kind])


def _set_widths(sheet: Any, header: Header, rows: list[Checked], reason_at: int, text: Any) -> None:
    """The column of identity numbers holds text, so that what is mended there keeps its last digits."""
    least, most = _WIDTHS
    cells = [list(map(text_of, row.line.cells.values())) for row in rows[:50]]
    for at, (name, column) in enumerate(header.columns.items()):
        widest = max((2 * len(texts[at]) for texts in cells), default=least)
        sheet.set_column(column, column, min(max(widest, least) + 2, most), text if name == IDENTITY else None)
    sheet.set_column(reason_at, reason_at, 60)
