"""践诺: lines of progress, ticks, steps done, evidence, the stated results (C17, C21, C23)."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.case.event import Event, entered_after, minute_on
from jiannuo.base.dates import local_day
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.models import Evidence, Measure, ProgressNote, Tick
from jiannuo.fulfilment.standing import told as outcome_told
from jiannuo.fulfilment.workflow import ResultState
from jiannuo.pledges.models import Pledge, StandingItem

_SHORT = 24
_STANDS = {ResultState.SETTLED: "", ResultState.STATED: "（待销号）", ResultState.HANDED_BACK: "（退回重填）"}


def events_of(user: User, pledge: Pledge) -> Iterator[Event]:  # noqa: ARG001  who may see the pledge sees its ledger
    items = {item.pk: item for item in StandingItem.objects.filter(pledge=pledge)}
    yield from _notes(items)
    yield from _ticks(items)
    yield from _measures(items)
    yield from _evidence(items)
    yield from _results(items)


def _name(item: StandingItem) -> str:
    return item.text if len(item.text) <= _SHORT else f"{item.text[:_SHORT]}…"


def _page(item: StandingItem) -> str:
    return reverse("fulfilment:item", args=[item.pk])


def _notes(items: dict[int, StandingItem]) -> Iterator[Event]:
    for note in ProgressNote.objects.filter(item__in=items).select_related("by"):
        item = items[note.item_id]
        title = f"{note.get_kind_display()}：{_name(item)}"
        at, late = minute_on(note.on, note.at), entered_after(note.on, note.at)
        yield Event(note.on, title, "going", note.by.display_name, (note.text,), _page(item), "看这一项", at, late)


def _ticks(items: dict[int, StandingItem]) -> Iterator[Event]:
    for tick in Tick.objects.filter(item__in=items, times__gt=0).select_related("by"):
        item = items[tick.item_id]
        told = (f"{tick.period_start.month}月{tick.period_start.day}日起的一期做了{tick.times}次",)
        yield Event(local_day(tick.at), f"践诺：{_name(item)}", "check", tick.by.display_name, told)


def _measures(items: dict[int, StandingItem]) -> Iterator[Event]:
    for measure in Measure.objects.filter(item__in=items, done_on__isnull=False).select_related("written_by"):
        if measure.done_on:
            title = f"措施落实：{_name(items[measure.item_id])}"
            yield Event(measure.done_on, title, "check", measure.written_by.display_name, (measure.text,))


def _evidence(items: dict[int, StandingItem]) -> Iterator[Event]:
    """Only how many: the files stand with their item."""
    found: dict[int, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(item__in=items, removed_at__isnull=True).select_related("by"):
        found.setdefault(evidence.item_id, []).append(evidence)
    for pk, rows in found.items():
        last, told = rows[-1], (f"共{len(rows)}份",)
        title = f"佐证：{_name(items[pk])}"
        yield Event(local_day(last.at), title, "papers", last.by.display_name, told, _page(items[pk]), "看佐证")


def _results(items: dict[int, StandingItem]) -> Iterator[Event]:
    """Two pairs of eyes are two events: who stated the result, and who settled it (销号)."""
    for pk, result in fulfilment.results_of(items).items():
        item, day = items[pk], result.done_on or local_day(result.stated_at)
        told = tuple(words for words in (item.text, result.reason) if words)
        title = f"结果：{outcome_told(item, result).label}{_STANDS[ResultState(result.state)]}"
        by = result.stated_by.display_name
        at, late = minute_on(day, result.stated_at), entered_after(day, result.stated_at)
        yield Event(day, title, "seal", by, told, _page(item), "看这一项", at, late, "完成")
        if result.settled_at and result.settled_by and result.settled_by_id != result.stated_by_id:
            on, by = local_day(result.settled_at), result.settled_by.display_name
            yield Event(on, f"销号：{_name(item)}", "check", by, (), _page(item), "看这一项", result.settled_at)
