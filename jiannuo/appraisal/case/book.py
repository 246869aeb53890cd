"""The whole case file: every noun's events in time order. A new noun adds its function here."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from jiannuo.accounts.models import User
from jiannuo.appraisal.case import appraising, keeping, polled, texts, yearly
from jiannuo.appraisal.case.event import Event
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.standing import ItemState
from jiannuo.pledges.models import Pledge

SOURCES: tuple[Callable[[User, Pledge], Iterator[Event]], ...] = (
    texts.events_of,
    keeping.events_of,
    appraising.events_of,
    polled.events_of,
    yearly.events_of,
)


@dataclass(frozen=True, slots=True)
class Book:
    """`counts`: how many promises stand how; `months`: events by month, the oldest first."""

    counts: list[tuple[ItemState, int]]
    months: list[tuple[str, list[Event]]]


def book_of(user: User, pledge: Pledge) -> Book:
    events = sorted((event for source in SOURCES for event in source(user, pledge)), key=_when)
    months: dict[str, list[Event]] = {}
    for event in events:
        months.setdefault(f"{event.on.year}年{event.on.month}月", []).append(event)
    states = fulfilment.state_of(fulfilment.items_of(pledge))
    return Book(list(Counter(states.values()).items()), list(months.items()))


def _when(event: Event) -> tuple[object, datetime]:
    """By day; of one day what has a minute by its minute, after what has none."""
    return event.on, event.at or datetime.combine(event.on, time.min, UTC)
