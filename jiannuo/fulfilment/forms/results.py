"""The page of many results: a row for each promise, read from what was sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from jiannuo.base.numbers import number
from jiannuo.base.text import one_line
from jiannuo.fulfilment.actions.results import Day, Statement
from jiannuo.fulfilment.workflow import Outcome

_CHOICES = {Outcome.KEPT.value, Outcome.NOT_KEPT.value, Day.IN_TIME.value}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of many results says: those that were chosen, those whose day cannot be read."""

    said: dict[int, Statement]  # by the number of the promise, as the other two
    versions: dict[int, int]  # of the result that the page showed
    unread: dict[int, str]  # why not


def statements_in(data: QueryDict) -> Told:
    """`outcome-12`, `done_on-12`, `reason-12`, `version-12`; what has no outcome is left alone."""
    told = Told({}, {}, {})
    for pk, outcome in _chosen(data):
        told.versions[pk] = number(data.get(f"version-{pk}", "")) or 0
        written = data.get(f"done_on-{pk}", "").strip()
        day = _day_in(written)
        if outcome == Outcome.KEPT and written and day is None:
            told.unread[pk] = f"“{written[:20]}”不是日期，请写成“2011-12-31”。"
        else:
            told.said[pk] = _statement(outcome, day, one_line(data.get(f"reason-{pk}", "")))
    return told


def _chosen(data: QueryDict) -> Iterator[tuple[int, str]]:
    """(number of the promise, what was chosen for it)."""
    for name, outcome in data.items():
        pk = number(name.removeprefix("outcome-")) if name.startswith("outcome-") else None
        if pk is not None and outcome in _CHOICES:
            yield pk, str(outcome)


def _statement(outcome: str, day: date | None, reason: str) -> Statement:
    """Only what was kept has a day: the written one, or, 按期完成, the last one of the promise."""
    if outcome == Day.IN_TIME.value:
        return Statement(Outcome.KEPT, None, reason, day=Day.IN_TIME)
    return Statement(Outcome(outcome), day if outcome == Outcome.KEPT else None, reason)


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
