"""What could not be written, in the same layout, with both values beside it: decided there and sent in again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from jiannuo.accounts.models import User
from jiannuo.fulfilment.excel.columns import DONE_ON, EDITABLE, HELD
from jiannuo.fulfilment.excel.findings import going_in, said_of
from jiannuo.fulfilment.excel.judging import AT_ONCE, rows_by_key
from jiannuo.fulfilment.excel.waiting import held_by
from jiannuo.fulfilment.excel.writing import Marked
from jiannuo.fulfilment.models import RowOutcome, SheetImport, SheetRow, SheetState
from jiannuo.fulfilment.queries import visible_to
from jiannuo.fulfilment.rows import Row


def marked_rows(batch: SheetImport, user: User) -> Iterator[Marked]:
    """The rows with a conflict or a refusal that are rows of the ledger, in the order of the file."""
    left = batch.rows.filter(outcome__in=[RowOutcome.CONFLICT, RowOutcome.REFUSED], item__isnull=False)
    rows = list(left.select_related("item").order_by("number"))
    for start in range(0, len(rows), AT_ONCE):
        handful = rows[start : start + AT_ONCE]
        items = visible_to(user).filter(pk__in=[row.item_id for row in handful])
        known = rows_by_key(user, list(items.prefetch_related("pledge__co_signers")))
        by_item = {row.item.pk: row for row in known.values()}
        seen = [(row, by_item[row.item.pk]) for row in handful if row.item and row.item.pk in by_item]
        yield from (_marked(row, now, is_done=batch.state == SheetState.DONE) for row, now in seen)


def _marked(row: SheetRow, now: Row, *, is_done: bool) -> Marked:
    """All that was typed and is not written stays in its cell; what was written shows as it stands."""
    findings = row.cells["findings"]
    written = going_in({caption: found["why"] for caption, found in findings.items()}) if is_done else set()
    left = {c: found for c, found in findings.items() if c not in written}
    told = {c: _cell(c, row.cells["words"].get(c, ""), found["told"]) for c, found in left.items() if c in EDITABLE}
    whys = {c: found for c, found in left.items() if found["why"]}
    said = "；".join(f"{caption}：{_said(caption, found)}" for caption, found in whys.items())
    return Marked(now, told, frozenset(whys), row.said or said, _base(left))


def _base(left: dict[str, dict[str, Any]]) -> dict[str, str]:
    """A cell is compared with what the person was shown; one that waits for a decision says so."""
    found = {c: cell["now"] if cell["why"] else cell["was"] for c, cell in left.items() if c in EDITABLE}
    held = {HELD[c]: held_by(left[c]["why"], left[c]["told"], is_conflict=left[c]["conflict"]) for c in found}
    return found | held


def _cell(caption: str, words: str, told: str) -> str | date:
    """As the person wrote it; a day that was understood stays a day."""
    if caption != DONE_ON:
        return words
    try:
        return date.fromisoformat(told)
    except ValueError:
        return words


def _said(caption: str, found: dict[str, Any]) -> str:
    both = f"系统现为“{said_of(caption, found['now'])}”，您填的是“{said_of(caption, found['told'])}”。"
    return f"{both}{found['why']}" if found["conflict"] else found["why"]
