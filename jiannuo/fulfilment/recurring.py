"""Periods of a recurring promise: 每月理发一次 is ticked month by month and never 'finishes'."""

from dataclasses import dataclass
from datetime import date, timedelta

from jiannuo.base.dates import end_of_month
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


def spans_of(item: StandingItem, round_: Round) -> list[Span]:
    """Every period of the round, in order."""
    found: list[Span] = []
    day = round_.opens_on
    while day <= round_.closes_on and len(found) < _MOST:
        span = span_at(item, day)
        if span is None:
            break
        found.append(span)
        day = span.ends_on + timedelta(days=1)
    return found
