"""Where each public promise stands: the state and the day, none of the words that people wrote about it (C9, C17)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from jiannuo.fulfilment.queries import public_states
from jiannuo.fulfilment.standing import ItemState
from jiannuo.publicity.board import Row
from jiannuo.publicity.wording import Line

Sections = list[tuple[str, list[Line]]]


def placed(sections: Sections, rows: list[Row]) -> tuple[Sections, list[Row]]:
    """A text under the labels of its kinds and the rows beside it, each line with where it stands today; one query."""
    groups = [*(lines for _, lines in sections), *(row.lines for row in rows)]
    states = public_states([line.uid for lines in groups for line in lines])
    found = [[_placed(line, states.get(UUID(line.uid))) for line in lines] for lines in groups]
    own, others = found[: len(sections)], found[len(sections) :]
    return (
        [(label, lines) for (label, _), lines in zip(sections, own, strict=True)],
        [replace(row, lines=lines) for row, lines in zip(rows, others, strict=True)],
    )


def _placed(line: Line, found: tuple[ItemState, date | None] | None) -> Line:
    return replace(line, state=found[0], state_on=found[1]) if found else line
