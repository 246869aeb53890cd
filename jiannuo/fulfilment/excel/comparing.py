"""A ledger that came back, against what it was when it went out and what it is now. Reads, never writes (C23).

A cell that the person left alone does nothing. One that only the person changed is written. One that both changed is a
conflict, unless they say the same; in a marked file it stays one until the cell changes or the row says 「按我的改」.
Rows may be sorted, filtered, deleted; nothing follows from a row that is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from jiannuo.base.excel.cells import text_of
from jiannuo.fulfilment.actions.progress import Line, why_not_line
from jiannuo.fulfilment.actions.results import Statement, why_not_say
from jiannuo.fulfilment.excel.columns import COMPARED, DONE_ON, OUTCOME, PROGRESS, REMARK, RESULT, compared
from jiannuo.fulfilment.excel.findings import Finding, going_in, judged
from jiannuo.fulfilment.excel.told import Told
from jiannuo.fulfilment.excel.waiting import still_waiting
from jiannuo.fulfilment.models import NoteKind
from jiannuo.fulfilment.rows import Row
from jiannuo.fulfilment.workflow import Outcome

_NO_EMPTY_PROGRESS = "进展不能清空，写新的一句即可。"
_NO_EMPTY_REMARK = "说明不能清空，写新的一句即可。"
_NO_TAKING_BACK = "要撤回已填的结果，请在网页上打开这一项办理。"
_DAY_WITHOUT_OUTCOME = "填了完成时间，请同时把兑现情况改为“已兑现”。"


@dataclass(slots=True)
class Compared:
    """What becomes of one row: its changed cells by caption, and what they ask to be written."""

    findings: dict[str, Finding] = field(default_factory=dict)
    line: Line | None = None
    remark: Line | None = None
    said: Statement | None = None

    @property
    def is_partly(self) -> bool:
        """Something is written, something is left."""
        return 0 < len(going_in({caption: f.why for caption, f in self.findings.items()})) < len(self.findings)

    def refuse(self, captions: Iterable[str], why_not: str) -> None:
        """Give the reason, if there is one, to those of the cells that were changed."""
        if why_not:
            for caption in self.findings.keys() & set(captions):
                self.findings[caption] = replace(self.findings[caption], why=why_not)


def compare(told: Told, base: Mapping[str, str], row: Row, why_not: str, day: date) -> Compared:
    """Every changed cell of a row, and what it asks to be written.

    `base`: {caption: value} of the day the file went out; `why_not`: what bars the whole row; `day`: today.
    """
    now = {caption: text_of(value) for caption, value in compared(row).items()}
    found = Compared(dict(_findings(told, base, now, why_not)))
    _ask_progress(found, row, day)
    changed = {caption: finding.told for caption, finding in found.findings.items()}
    _ask_result(found, now | changed, row, day)
    return found


def _findings(
    told: Told, base: Mapping[str, str], now: Mapping[str, str], why_not: str
) -> Iterator[tuple[str, Finding]]:
    for caption in COMPARED:
        was = text_of(base.get(caption, ""))
        if caption in told.unread:
            yield caption, Finding(was, told.words[caption], now[caption], told.unread[caption])
        elif caption in told.cells and told.cells[caption] not in {was, now[caption]}:
            found = judged(caption, was=was, told=told.cells[caption], now=now[caption], why_not=why_not)
            yield caption, found if found.why else still_waiting(found, caption, told, base)


def _ask_progress(found: Compared, row: Row, day: date) -> None:
    cell = found.findings.get(PROGRESS)
    if cell and not cell.why:
        found.line = Line(cell.told, day)
        found.refuse([PROGRESS], why_not_line(found.line, row.item) if cell.told else _NO_EMPTY_PROGRESS)


def _ask_result(found: Compared, said: Mapping[str, str], row: Row, day: date) -> None:
    """The result, or a remark where none is stated. `said`: {caption: what stands, changed as the row asks}."""
    changed = [caption for caption in RESULT if caption in found.findings]
    if not changed or any(found.findings[caption].why for caption in changed):
        return
    if said[OUTCOME]:
        found.said = _statement(said, row)
        found.refuse(changed, why_not_say(found.said, row.item, in_cells=True))
    elif row.result:
        found.refuse(changed, _NO_TAKING_BACK)
    elif DONE_ON in changed:
        found.refuse(changed, _DAY_WITHOUT_OUTCOME)
    else:
        found.remark = Line(said[REMARK], day, NoteKind.REMARK)
        found.refuse(changed, why_not_line(found.remark, row.item) if said[REMARK] else _NO_EMPTY_REMARK)


def _statement(said: Mapping[str, str], row: Row) -> Statement:
    done_on = date.fromisoformat(said[DONE_ON]) if said[DONE_ON] else None
    figures = row.result.figures if row.result else []
    return Statement(Outcome(said[OUTCOME]), done_on, said[REMARK], figures)
