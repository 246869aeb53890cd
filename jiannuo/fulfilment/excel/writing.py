"""The ledger written as .xlsx. Never a formula: what begins with "=" stays text."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter

from jiannuo.fulfilment.excel.columns import (
    BASE_SHEET,
    CAPTIONS,
    CHECK,
    CHOICES,
    COMPARED,
    DONE_ON,
    EDITABLE,
    HELD,
    KEY,
    MINE,
    OUTCOME,
    YES,
    compared,
    shown,
)
from jiannuo.fulfilment.rows import Row

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = (6, 18, 12, 44, 12, 20, 26, 36, 13, 12, 8, 28)
_HEAD = 1  # row of the captions, counted from 0; above it the title
_KEY_AT = len(CAPTIONS)


@dataclass(frozen=True, slots=True)
class Marked:
    """A row that comes back marked: what the person wrote in which cells, and what is to be looked at."""

    row: Row
    told: Mapping[str, str | date | None] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    said: str = ""
    base: Mapping[str, str] = field(default_factory=dict)  # where the hidden sheet is to say other than what stands


def write(title: str, rows: Iterable[Marked], *, is_marked: bool = False) -> bytes:
    """The visible sheet with its hidden column of keys, and the hidden sheet that says how things stood."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        formats = _formats(book)
        sheet, base = book.add_worksheet("承诺台帐"), book.add_worksheet(BASE_SHEET)
        _head(sheet, title, formats, is_marked=is_marked)
        _write_row(base, 0, (KEY, *COMPARED, *HELD.values()))
        at = _HEAD
        for at, marked in enumerate(rows, start=_HEAD + 1):
            _body(sheet, at, marked, formats)
            was = {**compared(marked.row), **marked.base}
            cells = (was.get(caption, "") for caption in (*COMPARED, *HELD.values()))
            _write_row(base, at - _HEAD, (str(marked.row.item.uid), *cells))
        _finish(sheet, at, is_marked=is_marked)
        base.hide()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    frame = {"border": 1, "border_color": "#857d71", "text_wrap": True, "valign": "top"}
    day = {"num_format": "yyyy-mm-dd", "align": "left"}
    mark = {"bg_color": "#fbe3a6"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        "head": book.add_format({**frame, "bold": True, "align": "center", "bg_color": "#f4f1ea"}),
        "open": book.add_format({**frame, "bold": True, "align": "center", "bg_color": "#e9f0f9"}),
        "text": book.add_format(frame),
        "day": book.add_format({**frame, **day}),
        "text_marked": book.add_format({**frame, **mark}),
        "day_marked": book.add_format({**frame, **day, **mark}),
        "said": book.add_format({**frame, "font_color": "#a8201a"}),
    }


def _head(sheet: Any, title: str, formats: dict[str, Any], *, is_marked: bool) -> None:
    sheet.merge_range(0, 0, 0, len(CAPTIONS) - 1, title, formats["title"])
    for at, (caption, width) in enumerate(zip(CAPTIONS, _WIDTHS, strict=True)):
        sheet.write_string(_HEAD, at, caption, formats["open" if caption in EDITABLE else "head"])
        sheet.set_column(at, at, width)
    sheet.write_string(_HEAD, _KEY_AT, KEY, formats["head"])
    sheet.set_column(_KEY_AT, _KEY_AT, 38, None, {"hidden": True})
    if is_marked:
        sheet.write_string(_HEAD, _KEY_AT + 1, CHECK, formats["head"])
        sheet.set_column(_KEY_AT + 1, _KEY_AT + 1, 50)
        sheet.write_string(_HEAD, _KEY_AT + 2, MINE, formats["open"])
        sheet.set_column(_KEY_AT + 2, _KEY_AT + 2, 12)


def _body(sheet: Any, at: int, marked: Marked, formats: dict[str, Any]) -> None:
    cells: dict[str, Any] = {**shown(marked.row, at - _HEAD), **marked.told}
    for column, caption in enumerate(CAPTIONS):
        value, tail = cells[caption], "_marked" if caption in marked.marks else ""
        if isinstance(value, date):
            sheet.write_datetime(at, column, value, formats[f"day{tail}"])
        elif isinstance(value, int):
            sheet.write_number(at, column, value, formats["text"])
        else:
            kind = "day" if caption == DONE_ON else "text"
            _write_text(sheet, at, column, value or "", formats[f"{kind}{tail}"])
    sheet.write_string(at, _KEY_AT, str(marked.row.item.uid))
    if marked.said:
        sheet.write_string(at, _KEY_AT + 1, marked.said, formats["said"])


def _write_text(sheet: Any, at: int, column: int, text: str, form: Any) -> None:
    if text:
        sheet.write_string(at, column, text, form)
    else:
        sheet.write_blank(at, column, None, form)


def _write_row(sheet: Any, at: int, texts: Iterable[str]) -> None:
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(at, column, text)


def _finish(sheet: Any, last: int, *, is_marked: bool) -> None:
    sheet.freeze_panes(_HEAD + 1, 4)
    sheet.autofilter(_HEAD, 0, max(last, _HEAD + 1), _KEY_AT + (2 if is_marked else -1))
    place = CAPTIONS.index(OUTCOME)
    told = "请选择一项；“逾期”由系统按日期得出，不用填。"
    sheet.data_validation(
        *(_HEAD + 1, place, max(last, _HEAD + 1), place),
        {"validate": "list", "source": list(CHOICES), "error_type": "information", "error_message": told},
    )
    if is_marked:
        mine = (_HEAD + 1, _KEY_AT + 2, max(last, _HEAD + 1), _KEY_AT + 2)
        sheet.data_validation(*mine, {"validate": "list", "source": [YES[0]], "error_type": "information"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
