"""Where each public promise stands: the state, the day and the reason that was checked, no other words (C9, C17)."""

from dataclasses import replace
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
    of_text = [line.uid for _, lines in sections for line in lines]
    beside = [line.uid for row in rows for line in row.lines]
    states = public_states([*of_text, *beside])
    reasons = public_reasons([uid for uid, (state, _) in states.items() if state in _WITH_REASON])

    def place(line: Line) -> Line:
        uid = UUID(line.uid)
        if uid not in states:
            return line
        state, day = states[uid]
        return replace(line, state=state, state_on=day, reason=reasons.get(uid))

    text = [(label, [place(line) for line in lines]) for label, lines in sections]
    return text, [replace(row, lines=[place(line) for line in row.lines]) for row in rows]
