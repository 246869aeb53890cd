"""Where each public promise stands: the state, the day and the reason that was checked, no other words (C9, C17)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from jiannuo.fulfilment.queries import public_states
from jiannuo.fulfilment.standing import ItemState
from jiannuo.publicity.board import Row
from jiannuo.publicity.reasons import public_reasons
from jiannuo.publicity.wording import Line

_WITH_REASON = (ItemState.NOT_KEPT, ItemState.CHANGED, ItemState.WITHDRAWN)
Sections = list[tuple[str, list[Line]]]


def placed(sections: Sections, rows: list[Row]) -> tuple[Sections, list[Row]]:
    """A text under the labels of its kinds and the rows beside it, lines with where they stand; at most two queries."""
    groups = [*(lines for _, lines in sections), *(row.lines for row in rows)]
    states = public_states([line.uid for lines in groups for line in lines])
    reasons = public_reasons([uid for uid, (state, _) in states.items() if state in _WITH_REASON])
    found = [[_placed(line, states.get(UUID(line.uid)), reasons) for line in lines] for lines in groups]
    own, others = found[: len(sections)], found[len(sections) :]
    return (
        [(label, lines) for (label, _), lines in zip(sections, own, strict=True)],
        [replace(row, lines=lines) for row, lines in zip(rows, others, strict=True)],
    )


def _placed(line: Line, found: tuple[ItemState, date | None] | None, reasons: dict[UUID, str]) -> Line:
    return replace(line, state=found[0], state_on=found[1], reason=reasons.get(UUID(line.uid))) if found else line
