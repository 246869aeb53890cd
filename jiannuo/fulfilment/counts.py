"""What is counted beside the rows of a ledger: ticks, steps, files. One query for all of it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Sum, Value

from jiannuo.fulfilment.models import Evidence, Measure, Tick
from jiannuo.fulfilment.recurring import Span

_TICKS, _STEPS, _FILES = "ticks", "steps", "files"
_NOTHING = Value(0, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one promise."""

    ticked: int = 0  # in the period of today
    total: int = 0  # in the whole round
    steps_done: int = 0
    steps: int = 0
    files: int = 0  # none is ever required

    @property
    def is_begun(self) -> bool:
        """Whether something was ticked or done."""
        return bool(self.total or self.steps_done)


def counts_of(ids: list[int], spans: dict[int, Span]) -> dict[int, Counts]:
    """{promise: its counts}; `spans`: the period of today of those that recur."""
    ticks = _counted(Tick.objects.filter(item__in=ids, times__gt=0), _TICKS, Sum("times"), _ticked_now(spans))
    done = Count("pk", filter=Q(done_on__isnull=False))
    steps = _counted(Measure.objects.filter(item__in=ids), _STEPS, Count("pk"), done)
    files = _counted(Evidence.objects.filter(item__in=ids, removed_at__isnull=True), _FILES, Count("pk"), _NOTHING)
    found: dict[int, Counts] = {}
    for pk, what, every, part in ticks.union(steps, files, all=True):
        found[pk] = replace(found.get(pk, Counts()), **_named(what, every, part or 0))
    return found


def _counted(rows: QuerySet[Any], what: str, every: Any, part: Any) -> QuerySet[Any, tuple[int, str, int, int | None]]:
    grouped = rows.order_by().values("item_id").annotate(every=every, part=part, what=Value(what))
    found: QuerySet[Any, tuple[int, str, int, int | None]] = grouped.values_list("item_id", "what", "every", "part")
    return found


def _ticked_now(spans: dict[int, Span]) -> Sum | Value:
    alike: dict[date, list[int]] = {}
    for pk, span in spans.items():
        alike.setdefault(span.starts_on, []).append(pk)
    now = [Q(period_start=start, item__in=pks) for start, pks in alike.items()]
    return Sum("times", filter=reduce(or_, now)) if now else _NOTHING


def _named(what: str, every: int, part: int) -> dict[str, int]:
    if what == _TICKS:
        return {"total": every, "ticked": part}
    return {"steps": every, "steps_done": part} if what == _STEPS else {"files": every}
