"""What the rows of a ledger that came back say: in the person's words, and as they are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jiannuo.base.dates import today
from jiannuo.base.excel.cells import Unreadable, day_of, text_of
from jiannuo.base.excel.reading import Cell, Sheet
from jiannuo.fulfilment.excel.columns import COMPARED, DONE_ON, EDITABLE, KEY, MINE, OUTCOME, YES, outcome_of

Cells = dict[str, str]  # {caption: value}
Bases = dict[str, Cells]  # {key of a row: what its cells said when the file went out}

IS_FORMULA = "这一格是公式，没有采用。请复制后“选择性粘贴—数值”，再上传。"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the file: what it says in words, as compared, and what could not be understood."""

    number: int  # as Excel counts
    key: str
    cells: Cells  # as `columns.compared` gives them: a day as ISO, an outcome as its code
    unread: dict[str, str] = field(default_factory=dict)  # {caption: why}
    words: Cells = field(default_factory=dict)  # as the person wrote it
    is_mine: bool = False  # 「按我的改」


def told_rows(sheet: Sheet, head: int, columns: Mapping[str, int]) -> Iterator[Told]:
    """Every row below the captions in which something stands.

    `head`: the row of the captions, `columns`: {caption: its column}, both counted from 0.
    """
    formulas = {(row, column) for row, column, _ in sheet.formulas}
    for at, row in enumerate(sheet.rows[head + 1 :], start=head + 1):
        cells = {caption: _cell(row, columns, caption) for caption in COMPARED if caption in columns}
        if any(text_of(cell) for cell in cells.values()):
            key, is_mine = text_of(_cell(row, columns, KEY)), text_of(_cell(row, columns, MINE)) in YES
            calculated = [caption for caption in EDITABLE if (at, columns.get(caption)) in formulas]
            yield _told(at + 1, key.lower(), cells, calculated, is_mine=is_mine)


def _cell(row: list[Cell], columns: Mapping[str, int], caption: str) -> Cell:
    """The cell below a caption; None where the sheet lacks the column or the row ends before it."""
    column = columns.get(caption, len(row))
    return row[column] if column < len(row) else None


def _told(number: int, key: str, cells: Mapping[str, Cell], calculated: list[str], *, is_mine: bool) -> Told:
    words = {caption: text_of(cell) for caption, cell in cells.items()}
    told = Told(number, key, dict(words), words=words, is_mine=is_mine)
    for caption, understood in ((DONE_ON, _day), (OUTCOME, _outcome)):
        if caption in cells:
            told.cells[caption], why_not = understood(cells[caption])
            told.unread.update({caption: why_not} if why_not else {})
    told.unread.update(dict.fromkeys(calculated, IS_FORMULA))
    return told


def _day(cell: Cell) -> tuple[str, str]:
    """(the day as ISO or "", why it could not be read or ""); what could not be read stays in its words."""
    try:
        day = day_of(cell)
    except Unreadable as error:
        hint = f"请写年月日，例如“{today():%Y-%m-%d}”"
        return text_of(cell), f"{error.what}，{hint}。" if error.hint else f"{error.reason}。"
    return day.isoformat() if day else "", ""


def _outcome(cell: Cell) -> tuple[str, str]:
    """(the outcome's code, "" while the promise goes on; why the word is not understood or "")."""
    word = text_of(cell)
    outcome = outcome_of(word)
    return outcome or "", f"“{word[:20]}”看不懂，请从下拉列表中选择。" if outcome is None else ""
