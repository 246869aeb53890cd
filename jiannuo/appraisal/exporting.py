"""The reckoning as .xlsx, so that anybody can recompute it by hand: sums written out as text, every row behind them."""

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter

from jiannuo.appraisal.frozen import source_rows
from jiannuo.appraisal.grading import LABELS, Grade, amount, percent
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.reckoning import scale_of
from jiannuo.appraisal.workflow import YearlyState

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SUBJECTS = (
    "评议对象",
    "状态",
    "个人自评",
    "建议等次",
    "拟评等次",
    "评定等次",
    "评定意见",
    "到会",
    "赞成",
    "反对",
    "弃权",
)
_SUMS = ("评议对象", "怎样计算")
_PARTS = ("评议对象", "来源", "事项", "数", "每个按几计", "来源合计", "来源结果%", "权重", "每个折几票")
_ROWS = ("评议对象", "来源", "归入", "按几计", "编号", "内容")
_Captions = dict[str, int]  # with their widths
_Table = Iterable[Sequence[str | int]]
_Told = tuple[YearlyAppraisal, dict[str, Any]]  # with the reckoning as the reader may read it


def workbook(told: list[_Told], title: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        frame = {"border": 1, "text_wrap": True, "valign": "top"}
        cell, head = book.add_format(frame), book.add_format({**frame, "bold": True, "bg_color": "#f4f1ea"})
        big = book.add_format({"bold": True, "font_size": 14})
        sheets: list[tuple[str, _Captions, _Table]] = [
            (
                "评议表",
                dict(zip(_SUBJECTS, (22, 10, 10, 10, 10, 10, 40, 6, 6, 6, 6), strict=True)),
                (_subject(row) for row, _ in told),
            ),
            ("计算过程", dict(zip(_SUMS, (22, 110), strict=True)), (line for one in told for line in _sums(*one))),
            (
                "计算用数",
                dict(zip(_PARTS, (22, 12, 30, 8, 10, 10, 12, 8, 10), strict=True)),
                (part for one in told for part in _parts(*one)),
            ),
            (
                "来源明细",
                dict(zip(_ROWS, (22, 12, 16, 8, 20, 70), strict=True)),
                (line for one in told for line in _behind(*one)),
            ),
        ]
        for name, captions, lines in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, title, big)
            _sheet(sheet, captions, lines, head, cell)
    return out.getvalue()


def _sheet(sheet: Any, captions: _Captions, lines: _Table, head: Any, cell: Any) -> None:
    for at, (caption, width) in enumerate(captions.items()):
        sheet.write_string(1, at, caption, head)
        sheet.set_column(at, at, width)
    for number, line in enumerate(lines, start=2):
        for at, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(number, at, value, cell)
            else:
                sheet.write_string(number, at, value, cell)
    sheet.freeze_panes(2, 1)


def _grade(value: str) -> str:
    return Grade(value).label if value else ""


def _subject(row: YearlyAppraisal) -> tuple[str | int, ...]:
    graded = "预备党员，不评定等次" if row.is_probationary else _grade(row.grade)
    grades = (_grade(row.self_grade), _grade(row.suggested), _grade(row.proposed), graded)
    votes = (row.present, row.ayes, row.noes, row.abstentions)
    return (row.subject_name, YearlyState(row.state).label, *grades, row.opinion, *votes)


def _sums(row: YearlyAppraisal, reckoning: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for line in reckoning.get("lines", []):
        yield row.subject_name, line
    if reason := reckoning.get("reason"):
        yield row.subject_name, reason


def _parts(row: YearlyAppraisal, reckoning: dict[str, Any]) -> Iterable[tuple[str | int, ...]]:
    weights = {LABELS[source]: weight for source, weight in _weights(row).items()}
    for figure in reckoning.get("figures", []):
        if figure.get("is_held_back"):
            yield row.subject_name, figure["label"], figure["said"], "", "", "", "", weights.get(figure["label"], 0)
        total, result = _result(figure["parts"])
        for part in figure["parts"]:
            tail = (total, result, weights.get(figure["label"], 0), _size(part))
            yield row.subject_name, figure["label"], part["label"], part["count"], part["credit"], *tail
        for part in figure["aside"]:
            yield row.subject_name, figure["label"], part["label"], part["count"], "不计入", "", "", ""


def _size(part: dict[str, Any]) -> str:
    """As it was kept; reckonings of old kept none."""
    return str(part.get("size", "1"))


def _result(parts: list[dict[str, Any]]) -> tuple[str | int, str]:
    """How many votes, and their share in per cent."""
    votes = [(part["count"] * Fraction(_size(part)), Fraction(part["credit"])) for part in parts]
    total = sum((n for n, _ in votes), Fraction())
    share = sum((n * credit for n, credit in votes), Fraction())
    whole = total.numerator if total.denominator == 1 else amount(total)
    return whole, percent(share / total) if total else ""


def _weights(row: YearlyAppraisal) -> dict[Any, int]:
    kept: dict[Any, int] = row.figures.get("weights") or dict(scale_of(row.round, row.subject_kind).weights)
    return kept


def _behind(row: YearlyAppraisal, reckoning: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for one in source_rows(reckoning):
        yield row.subject_name, one.source, one.part, one.credit or "不计入", one.ref, one.label
