"""What is counted beside the rows of a ledger: ticks, steps, files. One query for all of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import Count, IntegerField, Q, QuerySet, Sum, Value

from jiannuo.base.dates import local_day
from jiannuo.fulfilment.models import Evidence, Measure, Tick
from jiannuo.fulfilment.recurring import Span, kept_rhythm, span_at, spans_of
from jiannuo.pledges.models import StandingItem

_TICKS, _STEPS, _FILES = "ticks", "steps", "files"
_NOTHING = Value(0, output_field=IntegerField())


class Days(Protocol):
    """A span of days: a period of the round, of a promise."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one promise."""

    ticked: int = 0  # in the period of today
    total: int = 0  # in the whole round
    periods: int = 0  # in which something was ticked
    steps_done: int = 0
    steps: int = 0
    files: int = 0  # none is ever required

    @property
    def is_begun(self) -> bool:
        """Whether something was ticked or done."""
        return bool(self.total or self.steps_done)


def counts_of(ids: list[int], spans: dict[int, Span]) -> dict[int, Counts]:
    """{promise: its counts}; `spans`: the period of today of those that recur."""
    ticked = Tick.objects.filter(item__in=ids, times__gt=0)
    ticks = _counted(ticked, _TICKS, Sum("times"), _ticked_now(spans), Count("pk"))
    done = Count("pk", filter=Q(done_on__isnull=False))
    steps = _counted(Measure.objects.filter(item__in=ids), _STEPS, Count("pk"), done)
    files = _counted(Evidence.objects.filter(item__in=ids, removed_at__isnull=True), _FILES, Count("pk"), _NOTHING)
    found: dict[int, Counts] = {}
    for pk, what, every, part, periods in ticks.union(steps, files, all=True):
        found[pk] = replace(found.get(pk, Counts()), **_named(what, every, part or 0, periods))
    return found


_Counted = QuerySet[Any, tuple[int, str, int, int | None, int]]


def _counted(rows: QuerySet[Any], what: str, every: Any, part: Any, periods: Any = _NOTHING) -> _Counted:
    grouped = rows.order_by().values("item_id").annotate(every=every, part=part, what=Value(what), periods=periods)
    found: _Counted = grouped.values_list("item_id", "what", "every", "part", "periods")
    return found


def _ticked_now(spans: dict[int, Span]) -> Sum | Value:
    alike: dict[date, list[int]] = {}
    for pk, span in spans.items():
        alike.setdefault(span.starts_on, []).append(pk)
    now = [Q(period_start=start, item__in=pks) for start, pks in alike.items()]
    return Sum("times", filter=reduce(or_, now)) if now else _NOTHING


def _named(what: str, every: int, part: int, periods: int) -> dict[str, int]:
    if what == _TICKS:
        return {"total": every, "ticked": part, "periods": periods}
    return {"steps": every, "steps_done": part} if what == _STEPS else {"files": every}


def ticked_in(ids: list[int], days: Days, day: date) -> dict[int, str]:
    """{promise: 本期已做4次（3期中记了2期）} of those ticked in periods that begin in the days; two queries."""
    rows = Tick.objects.filter(item__in=ids, times__gt=0, period_start__range=(days.starts_on, days.ends_on))
    ticks: dict[int, dict[date, int]] = defaultdict(dict)
    for pk, start, times in rows.values_list("item_id", "period_start", "times"):
        ticks[pk][start] = times
    items = StandingItem.objects.filter(pk__in=list(ticks)).select_related("round", "pledge")
    return {item.pk: _ticked_said(item, ticks[item.pk], days, day) for item in items.defer(*_LONG)}


def missed_in(items: Iterable[StandingItem], days: Days, day: date) -> set[int]:
    """Recurring promises of which a period ended in the days, was over on the day, and has no tick; one query."""
    ended: dict[int, list[date]] = {}
    last = min(day - timedelta(days=1), days.ends_on)
    for item in items:
        first = max(days.starts_on, local_day(item.pledge.created_at))
        ended[item.pk] = [span.starts_on for span in spans_of(item, item.round) if first <= span.ends_on <= last]
    rows = Tick.objects.filter(item__in=[pk for pk, starts in ended.items() if starts], times__gt=0)
    ticked = set(rows.values_list("item_id", "period_start"))
    return {pk for pk, starts in ended.items() if any((pk, start) not in ticked for start in starts)}


_LONG = ("round__terms", "pledge__boxes", "pledge__amendment_reason")


def _ticked_said(item: StandingItem, ticks: dict[date, int], days: Days, day: date) -> str:
    """The periods are named where one is missing; the one that runs counts once it is ticked."""
    running = span_at(item, day)
    is_ticked_now = running is not None and days.starts_on <= day <= days.ends_on and running.starts_on in ticks
    over_by = min(day, days.ends_on + timedelta(days=1))
    rhythm = kept_rhythm(item, over_by, ticked=len(ticks), is_ticked_now=is_ticked_now, since=days.starts_on)
    said = f"本期已做{sum(ticks.values())}次"
    return said if rhythm is None or rhythm.is_full else f"{said}（{rhythm}）"
