"""The lines of a sheet: which row is a person, which a heading, total or footnote, and what branch it names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jiannuo.base.excel.cells import months_have_two_digits, text_of
from jiannuo.base.excel.reading import Cell, Sheet
from jiannuo.orgs.roster import headers
from jiannuo.orgs.roster.headers import Header, field_of

_FOOTNOTE = re.compile(
    r"^[(\[【]?(注|备注|说明|附注|填表说明|填报说明|合计|总计|小计|共计|填表人|制表人|审核人|填报人|填报单位|制表|填表|审核"
    r"|负责人|单位负责人|联系人|联系电话|党组织书记|书记签字|填表日期|填表时间|填报时间|填报日期|制表日期|单位盖章|[(]盖章[)])"
    r"([::\d.、)\]】(]|$)"
)
_SECTION = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、])?(.{2,60}?支部(?:委员会)?)(?:[(].*[)])?[::]?$")
_NARROW = str.maketrans("（）：", "():")


@dataclass(frozen=True, slots=True)
class Line:
    """One person's row: where it stands and its cells by field."""

    sheet: str
    number: int  # as Excel counts, from 1
    cells: dict[str, Cell]
    branch: str
    is_branch_guessed: bool  # filled from the row above without a merged cell
    two_digit_months: frozenset[str]


def lines_of(sheet: Sheet, header: Header) -> Iterator[Line]:
    """Everybody below the header. A heading names the branch of the rows below it, until the next one."""
    merged, dated = _merged_downwards(sheet, header), _with_two_digit_months(sheet, header)
    above = section = ""  # the branch of the row before, and of the heading
    for number, row in enumerate(sheet.rows[header.last + 1 :], start=header.last + 1):
        cells = {name: _cell(row, merged, number, column) for name, column in header.columns.items()}
        heading = _section_of(row)
        if heading:
            section, above = heading, ""
        elif _is_person(row, cells):
            own = text_of(cells.get(headers.BRANCH))
            branch = own or above or section or _branch_in(sheet.name)
            yield Line(sheet.name, number + 1, cells, branch, bool(not own and above), dated)
            above = own or above


def _with_two_digit_months(sheet: Sheet, header: Header) -> frozenset[str]:
    """The columns of days that write January as 1990.01: there the number 1990.1 is October."""
    columns = {name: header.columns[name] for name in (headers.BORN, headers.JOINED) if name in header.columns}
    body = sheet.rows[header.last + 1 :]
    return frozenset(
        name
        for name, column in columns.items()
        if months_have_two_digits([row[column] for row in body if column < len(row)])
    )


def _merged_downwards(sheet: Sheet, header: Header) -> dict[tuple[int, int], Cell]:
    """What the empty cells of an area merged downwards show: the value of its first cell."""
    filled = {}
    for top, left, bottom, _ in sheet.merged:
        if top <= header.last or bottom == top:
            continue
        for row in range(top + 1, min(bottom, len(sheet.rows) - 1) + 1):
            filled[row, left] = sheet.rows[top][left] if left < len(sheet.rows[top]) else None
    return filled


def _cell(row: list[Cell], merged: dict[tuple[int, int], Cell], number: int, column: int) -> Cell:
    own = row[column] if column < len(row) else None
    return merged.get((number, column), own) if own in {None, ""} else own


def _section_of(row: list[Cell]) -> str:
    """「柳树湾村党支部（12人）」 alone on a line: the rows below are of this branch."""
    filled = [cell for cell in row if cell not in {None, ""}]
    alone = text_of(filled[0]) if len(filled) == 1 else ""
    match = _SECTION.match(alone.translate(_NARROW))
    return match.group(1) if match else ""


def _branch_in(sheet_name: str) -> str:
    """A sheet may carry the name of its branch; Sheet1 and 党员名册 say nothing."""
    return sheet_name if "支部" in sheet_name else ""


def _is_person(row: list[Cell], cells: dict[str, Cell]) -> bool:
    """Not an empty line, a repeated header, a total or a footnote, nor a line with a number and nothing else."""
    aside = {headers.COMPUTED, headers.REASON, headers.BRANCH, headers.PARENT}
    told = any(text_of(cell) for name, cell in cells.items() if name not in aside)
    if not told or field_of(cells.get(headers.NAME)) == headers.NAME:
        return False
    first = next((text for text in map(_squeezed, row) if text and not text.isdigit()), "")
    return not (_FOOTNOTE.match(first) or _FOOTNOTE.match(_squeezed(cells.get(headers.NAME))))


def _squeezed(cell: Cell) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(cell)))
