"""Where a promise stands: derived, never stored. Said in Python and in SQL; a test walks both over every case.

What names no day (每月, 长期, 未写明) is to be accounted for on the last day of the round, like what names that day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When

from jiannuo.fulfilment.models import Measure, NoteKind, ProgressNote, Result, Tick
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.pledges.models import StandingItem

SOON = timedelta(days=15)


class ItemState(TextChoices):
    """C17: 'not due yet' is never 'failed'; only a stated result says that a promise was not kept."""

    NOT_DUE = "not_due", "未到期"
    GOING = "going", "进行中"
    DUE_SOON = "due_soon", "即将到期"
    LATE = "late", "逾期"
    STATED = "stated", "待销号"
    KEPT = "kept", "已兑现"
    KEPT_LATE = "kept_late", "逾期兑现"
    NOT_KEPT = "not_kept", "未兑现"
    CHANGED = "changed", "变更"
    WITHDRAWN = "withdrawn", "撤销"

    @property
    def mark(self) -> str:
        """The badge of ui that draws it."""
        return _MARKS[self]


_S = ItemState
_MARKS = {
    _S.NOT_DUE: "idle",
    _S.GOING: "going",
    _S.DUE_SOON: "soon",
    _S.LATE: "late",
    _S.STATED: "going",
    _S.KEPT: "kept",
    _S.KEPT_LATE: "kept",
    _S.NOT_KEPT: "late",
    _S.CHANGED: "changed",
    _S.WITHDRAWN: "changed",
}
ENDED = (_S.KEPT, _S.KEPT_LATE, _S.NOT_KEPT, _S.CHANGED, _S.WITHDRAWN)
UNDER_WAY = (_S.NOT_DUE, _S.GOING, _S.DUE_SOON, _S.LATE)


def told(item: StandingItem, result: Result) -> ItemState:
    """What a stated result says became of the promise, whether it waits for 销号 or not."""
    is_late = result.done_on is not None and result.done_on > item.ends_on
    return _S.KEPT_LATE if result.outcome == Outcome.KEPT and is_late else _S(result.outcome)


def judge(item: StandingItem, result: Result | None, day: date, *, has_begun: bool) -> ItemState:
    """Where one promise stands on the day."""
    if result is not None and result.state == ResultState.STATED:
        return _S.STATED
    if result is not None and result.state == ResultState.SETTLED:
        return told(item, result)
    if item.dropped_by_id is not None:
        return _S.WITHDRAWN
    if item.ends_on < day:
        return _S.LATE
    if item.ends_on <= day + SOON:
        return _S.DUE_SOON
    return _S.GOING if has_begun else _S.NOT_DUE


def is_past(item: StandingItem, day: date) -> bool:
    """Its words name a day, and that is over: whether it was kept in time only a person can say."""
    return item.due_on is not None and item.ends_on < day


def usual_day(item: StandingItem, day: date) -> date | None:
    """When a promise is taken to be kept where nobody says when: what names no day is kept until its last one.

    Of what is past its day nothing is taken: today would make it kept late by a tap.
    """
    return None if is_past(item, day) else min(day, item.ends_on)


def _standing(day: date) -> Case:
    settled, kept = Q(result__state=ResultState.SETTLED), Q(result__outcome=Outcome.KEPT)
    cases = [
        When(result__state=ResultState.STATED, then=Value(_S.STATED.value)),
        When(settled & kept & Q(ends_on__lt=F("result__done_on")), then=Value(_S.KEPT_LATE.value)),
        When(settled, then=F("result__outcome")),
        When(dropped_by__isnull=False, then=Value(_S.WITHDRAWN.value)),
        When(ends_on__lt=day, then=Value(_S.LATE.value)),
        When(ends_on__lte=day + SOON, then=Value(_S.DUE_SOON.value)),
        When(_begun(OuterRef("pk")), then=Value(_S.GOING.value)),
    ]
    return Case(*cases, default=Value(_S.NOT_DUE.value), output_field=CharField())


def in_states(items: QuerySet[StandingItem], states: Iterable[str], day: date) -> QuerySet[StandingItem]:
    """Those that stand in one of the states on the day."""
    return items.annotate(standing=_standing(day)).filter(standing__in=list(states))


def states_and_days(items: QuerySet[StandingItem], day: date) -> list[tuple[UUID, str, date | None]]:
    """(uid, where it stands, day of the result) of each, in one query."""
    return list(items.annotate(standing=_standing(day)).values_list("uid", "standing", "result__done_on"))


def _begun(item: OuterRef) -> Q:
    """Something has been noted, ticked or done."""
    return (
        Q(Exists(ProgressNote.objects.filter(item=item, kind=NoteKind.PROGRESS)))
        | Q(Exists(Tick.objects.filter(item=item, times__gt=0)))
        | Q(Exists(Measure.objects.filter(item=item, done_on__isnull=False)))
    )


def begun(ids: list[int], *, until: date = date.max) -> set[int]:
    """Of which of the promises something has been noted, ticked or done, until a day; one query."""
    notes = ProgressNote.objects.filter(item__in=ids, kind=NoteKind.PROGRESS, on__lte=until)
    ticks = Tick.objects.filter(item__in=ids, times__gt=0, period_start__lte=until)
    steps = Measure.objects.filter(item__in=ids, done_on__lte=until)
    found = [rows.order_by().values_list("item_id") for rows in (notes, ticks, steps)]
    return {pk for (pk,) in found[0].union(*found[1:])}
