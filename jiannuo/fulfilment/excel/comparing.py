"""A ledger that came back, against what it was when it went out and what it is now. Reads, never writes.

A cell that the person left alone does nothing. One that only the person changed is written. One that both changed is a
conflict, unless they say the same; in a marked file it stays one until the cell changes or the row says 「按我的改」.
Rows may be sorted, filtered, deleted; nothing follows from a row that is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.base.excel.cells import Unreadable, day_of, text_of
from jiannuo.base.excel.reading import Cell, Sheet
from jiannuo.fulfilment.actions.progress import Line, why_not_line
from jiannuo.fulfilment.actions.results import Statement, why_not_say
from jiannuo.fulfilment.excel.columns import (
    BASE_SHEET,
    COMPARED,
    DONE_ON,
    EDITABLE,
    FROZEN,
    HELD,
    KEY,
    MINE,
    OUTCOME,
    PROGRESS,
    REMARK,
    RESULT,
    YES,
    compared,
    outcome_of,
)
from jiannuo.fulfilment.models import NoteKind
from jiannuo.fulfilment.rows import Row
from jiannuo.fulfilment.workflow import Outcome

_TOP = 12  # rows among which the captions are looked for
_IS_FORMULA = "这一格是公式，没有采用。请复制后“选择性粘贴—数值”，再上传。"
_STILL_FORMULA = f"这一格原来是公式。核对过数值的，请在这一行“{MINE}”一列填“是”。"
_CHANGED_SINCE = "导出以后系统里已经改动，请核对后再决定。"
_STILL_CONFLICT = f"这一格还没有决定。用您填的，请在这一行“{MINE}”一列填“是”；用系统的，请改成系统现在的内容。"
_CONFLICT, _FORMULA = "冲突：", "公式："
_TEXT_IS_FILED = "承诺内容已经备案，不能在台帐里改；需要改的，请办理充实完善。"
_NO_BASE = "这个文件里没有导出时的对照表，分不清哪些是您改的。请从“承诺台帐”导出 Excel，在导出的文件里修改后再传。"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the file: what it says in words, as compared, and what could not be understood."""

    number: int  # as Excel counts
    key: str
    cells: dict[str, str]
    unread: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # as the person wrote it
    is_mine: bool = False  # 「按我的改」


@dataclass(frozen=True, slots=True)
class Finding:
    """One changed cell. `why`: "" when it can be written; `is_conflict`: the system says something else by now."""

    was: str
    told: str
    now: str
    why: str = ""
    is_conflict: bool = False


@dataclass(slots=True)
class Compared:
    """What becomes of one row."""

    findings: dict[str, Finding] = field(default_factory=dict)
    line: Line | None = None
    remark: Line | None = None
    said: Statement | None = None

    @property
    def is_partly(self) -> bool:
        """Something is written, something is left."""
        return 0 < len(going_in({caption: f.why for caption, f in self.findings.items()})) < len(self.findings)


def rows_of_file(sheets: list[Sheet]) -> tuple[list[Told], dict[str, dict[str, str]]]:
    """(the rows, {key: the cells when the file went out}). Refused when it is not a ledger of ours."""
    base = next((sheet for sheet in sheets if sheet.name == BASE_SHEET), None)
    for sheet in sheets:
        head = _head_of(sheet)
        if sheet is not base and head is not None:
            if base is None:
                raise Refusal(_NO_BASE)
            return list(_told(sheet, *head)), _base_of(base)
    raise Refusal("没有找到台帐的表头（承诺事项、进展情况等）。请上传从“承诺台帐”导出的 Excel。")


def _head_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(sheet.rows[:_TOP]):
        captions = {text_of(cell): column for column, cell in reversed(list(enumerate(row))) if text_of(cell)}
        if PROGRESS in captions and OUTCOME in captions:
            return number, captions
    return None


def _base_of(sheet: Sheet) -> dict[str, dict[str, str]]:
    captions = [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if captions[:1] != [KEY]:
        raise Refusal(_NO_BASE)
    rows = [dict(zip(captions, [text_of(cell) for cell in row], strict=False)) for row in sheet.rows[1:]]
    return {row[KEY]: row for row in rows if row.get(KEY)}


def _told(sheet: Sheet, head: int, captions: dict[str, int]) -> Iterator[Told]:
    if KEY not in captions:
        raise Refusal(_NO_BASE)
    formulas = {(row, column) for row, column, _ in sheet.formulas}
    for at, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        cells = {c: row[captions[c]] if captions[c] < len(row) else None for c in COMPARED if c in captions}
        if any(text_of(cell) for cell in cells.values()):
            key = text_of(row[captions[KEY]]) if captions[KEY] < len(row) else ""
            told = _read(at, key, cells)
            told.unread.update({c: _IS_FORMULA for c in EDITABLE if (at - 1, captions.get(c)) in formulas})
            mine = captions.get(MINE, len(row))
            yield replace(told, is_mine=mine < len(row) and text_of(row[mine]) in YES)


def _read(number: int, key: str, cells: Mapping[str, Cell]) -> Told:
    told = Told(number, key.lower(), {})
    for caption, cell in cells.items():
        told.words[caption] = text_of(cell)
        told.cells[caption] = told.words[caption]
    if DONE_ON in cells:
        try:
            day = day_of(cells[DONE_ON])
            told.cells[DONE_ON] = day.isoformat() if day else ""
        except Unreadable as error:
            hint = f"请写年月日，例如“{today():%Y-%m-%d}”"
            told.unread[DONE_ON] = f"{error.what}，{hint}。" if error.hint else f"{error.reason}。"
    if OUTCOME in cells:
        outcome = outcome_of(told.words[OUTCOME])
        if outcome is None:
            told.unread[OUTCOME] = f"“{told.words[OUTCOME][:20]}”看不懂，请从下拉列表中选择。"
        told.cells[OUTCOME] = outcome or ""
    return told


def compare(told: Told, base: Mapping[str, str], row: Row, why_not: str, day: date) -> Compared:
    """Every changed cell of a row, and what it asks to be written."""
    found, now = Compared(), _squeezed(compared(row))
    was = {caption: text_of(base.get(caption, "")) for caption in COMPARED}
    for caption in COMPARED:
        if caption in told.unread:
            words = told.words[caption]
            found.findings[caption] = Finding(was[caption], words, now[caption], told.unread[caption])
        elif caption in told.cells and told.cells[caption] not in {was[caption], now[caption]}:
            finding = _finding(caption, was[caption], told.cells[caption], now[caption], why_not)
            found.findings[caption] = finding if finding.why else _held(finding, caption, told, base)
    _ask(found, told, row, now, day)
    return found


def _squeezed(cells: dict[str, str]) -> dict[str, str]:
    return {caption: text_of(cell) for caption, cell in cells.items()}


def _finding(caption: str, was: str, told: str, now: str, why_not: str) -> Finding:
    if caption in FROZEN:
        return Finding(was, told, now, _TEXT_IS_FILED)
    if why_not:
        return Finding(was, told, now, why_not)
    if now != was:
        return Finding(was, told, now, _CHANGED_SINCE, is_conflict=True)
    return Finding(was, told, now)


def _held(found: Finding, caption: str, told: Told, base: Mapping[str, str]) -> Finding:
    """What was marked is no decision yet: as long as it says the same, it is marked again."""
    held = base.get(HELD.get(caption, ""), "")
    for kind, why in ((_CONFLICT, _STILL_CONFLICT), (_FORMULA, _STILL_FORMULA)):
        same = held.startswith(kind) and held.removeprefix(kind) in {told.cells[caption], told.words[caption]}
        if same and not told.is_mine:
            return replace(found, why=why, is_conflict=kind == _CONFLICT)
    return found


def held_by(why: str, told: str, *, is_conflict: bool) -> str:
    """How the hidden sheet says that a cell waits for a decision; "" when it is only to be mended."""
    if is_conflict:
        return f"{_CONFLICT}{told}"
    return f"{_FORMULA}{told}" if why in {_IS_FORMULA, _STILL_FORMULA} else ""


def going_in(whys: Mapping[str, str]) -> set[str]:
    """The changed cells that are written: each line by itself, the three of the result together or not at all."""
    is_whole = not any(whys.get(caption) for caption in RESULT)
    return {caption for caption, why in whys.items() if not why and (caption not in RESULT or is_whole)}


def _ask(found: Compared, told: Told, row: Row, now: dict[str, str], day: date) -> None:
    progress = found.findings.get(PROGRESS)
    if progress is not None and not progress.why:
        line = Line(progress.told, day)
        _settle(found, PROGRESS, why_not_line(line, row.item) if progress.told else "进展不能清空，写新的一句即可。")
        found.line = line
    changed = [caption for caption in RESULT if caption in found.findings]
    if not changed or any(found.findings[caption].why for caption in changed):
        return
    outcome = told.cells.get(OUTCOME, now[OUTCOME])
    if outcome:
        _ask_result(found, told, row, now, outcome=outcome, changed=changed)
    elif now[OUTCOME]:
        _settle(found, OUTCOME, "要撤回已填的结果，请在网页上打开这一项办理。", *changed)
    elif DONE_ON in changed:
        _settle(found, DONE_ON, "填了完成时间，请同时把兑现情况改为“已兑现”。", *changed)
    elif REMARK in changed:
        remark = Line(found.findings[REMARK].told, day, NoteKind.REMARK)
        _settle(found, REMARK, why_not_line(remark, row.item) if remark.text else "说明不能清空，写新的一句即可。")
        found.remark = remark


def _ask_result(
    found: Compared, told: Told, row: Row, now: dict[str, str], *, outcome: str, changed: list[str]
) -> None:
    done_on = told.cells.get(DONE_ON, now[DONE_ON])
    reason = told.cells.get(REMARK, now[REMARK])
    figures = row.result.figures if row.result else []
    said = Statement(Outcome(outcome), date.fromisoformat(done_on) if done_on else None, reason, figures)
    _settle(found, changed[0], why_not_say(said, row.item, in_cells=True), *changed)
    found.said = said


def _settle(found: Compared, caption: str, why_not: str, *others: str) -> None:
    """Give the reason to the cell and to those that stand and fall with it."""
    if not why_not:
        return
    for name in {caption, *others} & set(found.findings):
        cell = found.findings[name]
        found.findings[name] = Finding(cell.was, cell.told, cell.now, why_not)


def said_of(caption: str, value: str) -> str:
    """A compared value in words: the outcome's label, a day, 「空」."""
    if caption == OUTCOME:
        return Outcome(value).label if value in Outcome.values else (value or "还没有结果")
    return value or "空"
