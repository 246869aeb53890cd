"""Periods of a recurring promise: 每月理发一次 is ticked month by month and never 'finishes'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from jiannuo.base.dates import end_of_month, local_day
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_NUMBERS = "一二三四"
_MOST = 54  # weeks of a round; a promise for every day is ticked week by week


@dataclass(frozen=True, slots=True)
class Span:
    """One period of a promise: its days, what it is called, how often was promised in it."""

    starts_on: date
    ends_on: date
    label: str
    promised: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many periods are over, and in how many of them something was ticked. What is not ticked is no failure."""

    periods: int
    ticked: int

    @property
    def is_full(self) -> bool:
        return 0 < self.periods == self.ticked

    def __str__(self) -> str:
        return f"{self.periods}期中记了{self.ticked}期"


def rhythm_of(item: StandingItem) -> tuple[str, int] | None:
    """(every, times) of the first recurring deadline; None for promises that do not recur."""
    for deadline in item.deadlines:
        if deadline["type"] == "recurring":
            every, times = deadline.get("every") or "month", deadline.get("times") or 1
            return ("week", times * 7) if every == "day" else (every, times)
    return None


def start_of(every: str, day: date) -> date:
    """First day of the period that holds the day."""
    if every not in _MONTHS:
        return day - timedelta(days=day.weekday())
    length = _MONTHS[every]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _end_of(every: str, start: date) -> date:
    if every not in _MONTHS:
        return start + timedelta(days=6)
    return end_of_month(start.year, start.month + _MONTHS[every] - 1)


def _label(every: str, start: date) -> str:
    if every == "month":
        return f"{start.month}月"
    if every == "quarter":
        return f"第{_NUMBERS[(start.month - 1) // 3]}季度"
    if every == "half_year":
        return "上半年" if start.month == 1 else "下半年"
    return "全年" if every == "year" else f"{start.month}月{start.day}日起一周"


def span_at(item: StandingItem, day: date) -> Span | None:
    """The period in which the day lies; None for promises that do not recur."""
    rhythm = rhythm_of(item)
    if rhythm is None:
        return None
    every, times = rhythm
    start = start_of(every, day)
    return Span(start, _end_of(every, start), _label(every, start), times)


def _periods(every: str, first: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, last day) of every period of a round, in order."""
    day = first
    for _ in range(_MOST):
        if day > last:
            return
        start = start_of(every, day)
        end = _end_of(every, start)
        yield start, end
        day = end + timedelta(days=1)


def spans_of(item: StandingItem, round_: Round) -> list[Span]:
    """Every period of the round, in order."""
    rhythm = rhythm_of(item)
    if rhythm is None:
        return []
    every, times = rhythm
    days = _periods(every, round_.opens_on, round_.closes_on)
    return [Span(start, end, _label(every, start), times) for start, end in days]


def kept_rhythm(
    item: StandingItem, day: date, *, ticked: int, is_ticked_now: bool, since: date | None = None
) -> Rhythm | None:
    """The periods over by the day, from the one on in which the pledge was made; the one that runs once it is ticked.

    `ticked`: in how many of them; `since`: only those that begin then or later. None where nothing is over yet.
    """
    rhythm = rhythm_of(item)
    if rhythm is None:
        return None
    year = (item.round.opens_on, item.round.closes_on)
    over = _over(rhythm[0], year, max(year[0], local_day(item.pledge.created_at)), since or date.min, day)
    periods = max(over + is_ticked_now, ticked)
    return Rhythm(periods, ticked) if periods else None


@lru_cache(maxsize=2000)
def _over(every: str, year: tuple[date, date], first: date, since: date, day: date) -> int:
    """Promises of one ledger repeat each other: counted once."""
    return sum(since <= start and first <= end < day for start, end in _periods(every, *year))
