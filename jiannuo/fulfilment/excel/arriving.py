"""The file that was sent, as rows: read in a process of its own, before any transaction is open."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.cells import text_of
from jiannuo.base.excel.reading import Sheet, read
from jiannuo.fulfilment.excel.columns import BASE_SHEET, KEY, OUTCOME, PROGRESS
from jiannuo.fulfilment.excel.told import Bases, Told, told_rows

MOST_ROWS = 20_000
_TOP = 12  # rows among which the captions are looked for
_NO_BASE = "这个文件里没有导出时的对照表，分不清哪些是您改的。请从“承诺台帐”导出 Excel，在导出的文件里修改后再传。"
_NO_LEDGER = "没有找到台帐的表头（承诺事项、进展情况等）。请上传从“承诺台帐”导出的 Excel。"


def told_in(content: bytes) -> tuple[list[Told], Bases]:
    """(the rows, what they said when the file went out). The file itself is not kept.

    Refused when it is not a ledger of ours, or too long.
    """
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        told, base = _told_and_base(read(Path(file.name), with_hidden=True))
    if len(told) > MOST_ROWS:
        raise Refusal(f"文件有{len(told)}行，最多{MOST_ROWS}行。请按乡镇分成几个文件导出、修改。")
    return told, base


def _told_and_base(sheets: list[Sheet]) -> tuple[list[Told], Bases]:
    """From the first sheet with the captions of a ledger, and from the hidden one."""
    base = next((sheet for sheet in sheets if sheet.name == BASE_SHEET), None)
    heads = ((sheet, _head_of(sheet)) for sheet in sheets if sheet is not base)
    sheet, head = next(((sheet, head) for sheet, head in heads if head), (None, None))
    if sheet is None or head is None:
        raise Refusal(_NO_LEDGER)
    number, columns = head
    if base is None or KEY not in columns:
        raise Refusal(_NO_BASE)
    return list(told_rows(sheet, number, columns)), _base_of(base)


def _head_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """(the row of the captions, {caption: its first column}), both counted from 0."""
    for number, row in enumerate(sheet.rows[:_TOP]):
        backwards = reversed(list(enumerate(row)))  # of two columns with one caption the first counts
        columns = {text_of(cell): column for column, cell in backwards if text_of(cell)}
        if PROGRESS in columns and OUTCOME in columns:
            return number, columns
    return None


def _base_of(sheet: Sheet) -> Bases:
    captions = [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if captions[:1] != [KEY]:
        raise Refusal(_NO_BASE)
    rows = [dict(zip(captions, [text_of(cell) for cell in row], strict=False)) for row in sheet.rows[1:]]
    return {row[KEY]: row for row in rows if row.get(KEY)}
