"""What could not be written, in the same layout, with both values beside it: decided there and sent in again."""

from collections.abc import Iterator
from datetime import date

from jiannuo.accounts.models import User
from jiannuo.fulfilment.actions.sheet import rows_by_key
from jiannuo.fulfilment.excel.columns import DONE_ON, EDITABLE
from jiannuo.fulfilment.excel.comparing import said_of
from jiannuo.fulfilment.excel.writing import Marked
from jiannuo.fulfilment.models import RowOutcome, SheetImport, SheetRow
from jiannuo.fulfilment.queries import visible_to
from jiannuo.fulfilment.rows import Row

_AT_ONCE = 500


def marked_rows(batch: SheetImport, user: User) -> Iterator[Marked]:
    """The rows with a conflict or a refusal that are rows of the ledger, in the order of the file."""
    left = batch.rows.filter(outcome__in=[RowOutcome.CONFLICT, RowOutcome.REFUSED], item__isnull=False)
    rows = list(left.order_by("number"))
    for start in range(0, len(rows), _AT_ONCE):
        handful = rows[start : start + _AT_ONCE]
        items = visible_to(user).filter(pk__in=[row.item_id for row in handful])
        known = rows_by_key(user, list(items.prefetch_related("pledge__co_signers")))
        by_item = {row.item.pk: row for row in known.values()}
        yield from (_marked(row, by_item[row.item_id]) for row in handful if row.item_id in by_item)


def _marked(row: SheetRow, now: Row) -> Marked:
    findings = {caption: found for caption, found in row.cells["findings"].items() if found["why"]}
    told = {caption: _cell(caption, row.cells["words"].get(caption, ""), found["told"])
            for caption, found in findings.items() if caption in EDITABLE}  # fmt: skip
    said = "；".join(f"{caption}：{_said(caption, found)}" for caption, found in findings.items())
    return Marked(now, told, frozenset(findings), said)


def _cell(caption: str, words: str, told: str) -> str | date:
    """As the person wrote it; a day that was understood stays a day."""
    if caption != DONE_ON:
        return words
    try:
        return date.fromisoformat(told)
    except ValueError:
        return words


def _said(caption: str, found: dict[str, str]) -> str:
    both = f"系统现为“{said_of(caption, found['now'])}”，您填的是“{said_of(caption, found['told'])}”。"
    return f"{both}{found['why']}" if found["conflict"] else found["why"]
