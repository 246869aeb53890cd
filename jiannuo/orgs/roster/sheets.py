"""From the sheets of a file to the tables of a roster: which sheet is one, and what a file may not hold."""

import re
from dataclasses import dataclass, field

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.cells import text_of
from jiannuo.base.excel.reading import Sheet
from jiannuo.orgs.roster import headers
from jiannuo.orgs.roster.headers import Header, caption, find_header
from jiannuo.orgs.roster.lines import Line, lines_of

_NEEDED = (headers.NAME, headers.JOINED)
_DANGEROUS = re.compile(
    r"[|\[]|HYPERLINK|WEBSERVICE|FILTERXML|CALL\(|REGISTER|EXEC\(|DDE|RTD\(|IMPORT|cmd", re.IGNORECASE
)


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
        table, note = _table_of(sheet, needs_branch=needs_branch)
        tables += [table] if table else []
        notes += [note] if note else []
    if not any(table.lines for table in tables):
        raise Refusal(_nothing(notes))
    return tables, notes


def _table_of(sheet: Sheet, *, needs_branch: bool) -> tuple[Table | None, str]:
    """(the table, ""); or None with the sentence to say of a sheet that is none, "" of an empty one."""
    header = find_header(sheet.rows)
    if header is None:
        is_empty = not any(text_of(cell) for row in sheet.rows for cell in row)
        return None, "" if is_empty else f"工作表“{sheet.name}”没有找到名册表头，未读取。"
    if missing := _missing(header):
        return None, f"工作表“{sheet.name}”的表头缺少{missing}，未读取。"
    table = Table(sheet, header, list(lines_of(sheet, header)))
    _refuse_formulas(table)
    if needs_branch and table.lines and not any(line.branch for line in table.lines):
        return None, _without_branch(table)
    return table, ""


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
    sheet, header = table.sheet, table.header
    harmless = headers.computed_columns(sheet.rows, header)
    numbers = {line.number - 1 for line in table.lines}
    for row, column, _ in sheet.formulas:
        if row in numbers and column not in harmless and column < header.width:
            is_known = column in header.columns.values()
            named = f"“{caption(sheet.rows[header.first][column])}”" if is_known else f"第{column + 1}列"
            raise Refusal(
                f"工作表“{sheet.name}”第{row + 1}行的{named}是公式，没有导入。"
                "请选中这一列，复制后“选择性粘贴—数值”，再上传。"
            )
