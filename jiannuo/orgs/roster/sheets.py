"""From sheets to lines: which row is a person, which a title, heading, total or footnote, and what branch it names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.cells import months_have_two_digits, text_of
from jiannuo.base.excel.reading import Cell, Sheet
from jiannuo.orgs.roster import headers
from jiannuo.orgs.roster.headers import Header, caption, field_of, find_header

_FOOTNOTE = re.compile(
    r"^[(\[【]?(注|备注|说明|附注|填表说明|填报说明|合计|总计|小计|共计|填表人|制表人|审核人|填报人|填报单位|制表|填表|审核"
    r"|负责人|单位负责人|联系人|联系电话|党组织书记|书记签字|填表日期|填表时间|填报时间|填报日期|制表日期|单位盖章|[(]盖章[)])"
    r"([::\d.、)\]】(]|$)"
)
_SECTION = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、])?(.{2,60}?支部(?:委员会)?)(?:[(].*[)])?[::]?$")
_NEEDED = (headers.NAME, headers.JOINED)
_DANGEROUS = re.compile(
    r"[|\[]|HYPERLINK|WEBSERVICE|FILTERXML|CALL\(|REGISTER|EXEC\(|DDE|RTD\(|IMPORT|cmd", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person's row: where it stands and its cells by field."""

    sheet: str
    number: int  # as Excel counts, from 1
    cells: dict[str, Cell]
    branch: str
    is_branch_guessed: bool  # filled from the row above without a merged cell
    two_digit_months: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a header: what the report repeats and the lines it holds."""

    sheet: Sheet
    header: Header
    lines: list[Line] = field(default_factory=list)


def tables_of(sheets: list[Sheet], *, needs_branch: bool = False) -> tuple[list[Table], list[str]]:
    """The tables of the file, and a sentence for each sheet that is none. Refused when there is no table at all.

    `needs_branch`: the file is for more than one branch, so that somewhere it has to say which.
    """
    tables, notes = [], []
    for sheet in sheets:
        _refuse_dangerous(sheet)
        header = find_header(sheet.rows)
        if header is None:
            if any(text_of(cell) for row in sheet.rows for cell in row):
                notes.append(f"工作表“{sheet.name}”没有找到名册表头，未读取。")
            continue
        missing = _missing(header)
        if missing:
            notes.append(f"工作表“{sheet.name}”的表头缺少{missing}，未读取。")
            continue
        table = Table(sheet, header)
        table.lines.extend(_lines(sheet, header))
        _refuse_formulas(table)
        if needs_branch and table.lines and not any(line.branch for line in table.lines):
            notes.append(_without_branch(table))
            continue
        tables.append(table)
    if not any(table.lines for table in tables):
        raise Refusal(_nothing(notes))
    return tables, notes


def _without_branch(table: Table) -> str:
    """Said once, not beside every row."""
    if headers.BRANCH in table.header.columns:
        return f"工作表“{table.sheet.name}”的党支部一列是空的，未读取。请填写每名党员所在的党支部。"
    found = "、".join(headers.captions_of(table.sheet.rows, table.header))
    return (
        f"工作表“{table.sheet.name}”里没有认出写党支部的一列，未读取。表头里有：{found}。"
        "请把写党支部的那一列的表头改为“党支部”，再上传。"
    )


def _nothing(notes: list[str]) -> str:
    what = "".join(notes) or "文件里没有党员的行。"
    return f"没有可以导入的内容。{what}名册需要有表头：姓名、性别、出生日期、入党日期、党支部、单位及职务。"


def _missing(header: Header) -> str:
    has = header.columns
    missing = [headers.CAPTIONS[name] for name in _NEEDED if name not in has]
    missing += [
        headers.CAPTIONS[name]
        for name in (headers.SEX, headers.BORN)
        if name not in has and headers.IDENTITY not in has
    ]
    return "、".join(f"“{name}”" for name in missing)


def _refuse_dangerous(sheet: Sheet) -> None:
    for row, _, text in sheet.formulas:
        if _DANGEROUS.search(text):
            raise Refusal(
                f"工作表“{sheet.name}”第{row + 1}行含有指向外部的公式，没有导入。请复制后“选择性粘贴—数值”，再上传。"
            )


def _refuse_formulas(table: Table) -> None:
    """A formula shows what was last calculated on another machine. In 序号, 年龄, 党龄 it does no harm."""
    harmless = headers.computed_columns(table.sheet.rows, table.header)
    numbers = {line.number - 1 for line in table.lines}
    for row, column, _ in table.sheet.formulas:
        if row in numbers and column not in harmless and column < table.header.width:
            title = next((c for n, c in table.header.columns.items() if c == column), None)
            named = (
                f"“{caption(table.sheet.rows[table.header.first][column])}”"
                if title is not None
                else f"第{column + 1}列"
            )
            raise Refusal(
                f"工作表“{table.sheet.name}”第{row + 1}行的{named}是公式，没有导入。"
                "请选中这一列，复制后“选择性粘贴—数值”，再上传。"
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


def _lines(sheet: Sheet, header: Header) -> Iterator[Line]:
    merged = _merged_downwards(sheet, header)
    at, body = header.columns, sheet.rows[header.last + 1 :]
    dated = frozenset(
        name
        for name in (headers.BORN, headers.JOINED)
        if name in at and months_have_two_digits([row[at[name]] for row in body if at[name] < len(row)])
    )
    above = section = ""
    for number, row in enumerate(body, start=header.last + 1):
        cells = {name: _cell(row, merged, number, column) for name, column in at.items()}
        heading = _section_of(row)
        if heading:
            section, above = heading, ""
            continue
        if not _is_person(row, cells):
            continue
        own = text_of(cells.get(headers.BRANCH))
        branch = own or above or section or _branch_in(sheet.name)
        yield Line(sheet.name, number + 1, cells, branch, bool(not own and above), dated)
        above = own or above


def _cell(row: list[Cell], merged: dict[tuple[int, int], Cell], number: int, column: int) -> Cell:
    own = row[column] if column < len(row) else None
    return merged.get((number, column), own) if own in {None, ""} else own


def _section_of(row: list[Cell]) -> str:
    """「柳树湾村党支部（12人）」 alone on a line: the rows below are of this branch."""
    if sum(cell not in {None, ""} for cell in row) > 1:
        return ""
    texts = [text for text in map(text_of, row) if text]
    match = (
        _SECTION.match(texts[0].replace("（", "(").replace("）", ")").replace("：", ":")) if len(texts) == 1 else None
    )
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
