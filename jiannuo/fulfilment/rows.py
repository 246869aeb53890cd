"""One row of the ledger as a page, a card or the Excel file shows it: a view of what was entered once (C23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jiannuo.accounts.models import User
from jiannuo.fulfilment import policies, queries
from jiannuo.fulfilment.models import Measure, NoteKind, ProgressNote, Result, Tick
from jiannuo.fulfilment.recurring import Span, span_at
from jiannuo.fulfilment.standing import ItemState, begun, judge
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.wording import deadline_said, target_said


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with everything the ledger shows beside it."""

    item: StandingItem
    state: ItemState
    result: Result | None  # stated and not taken back
    note: ProgressNote | None  # the latest line
    remark: ProgressNote | None  # the latest explanation
    span: Span | None  # of a recurring promise: the period of today
    ticked: int  # in it
    total: int  # in the whole round
    steps_done: int
    steps: int
    files: int
    why_not: str  # keep it

    @property
    def kind(self) -> str:
        return self.item.label

    @property
    def deadline(self) -> str:
        """By when, as understood; 「每月2次」 where it recurs."""
        return "；".join(deadline_said(d) for d in self.item.deadlines) or "未写明"

    @property
    def effect(self) -> str:
        targets = "；".join(target_said(t) for t in self.item.targets)
        return self.item.expected_effect or targets

    @property
    def is_handed_back(self) -> bool:
        return self.result is not None and self.result.state == ResultState.HANDED_BACK

    @property
    def version(self) -> int:
        return self.result.version if self.result else 0

    @property
    def reason(self) -> str:
        """备注: the reason of a result, else the latest explanation."""
        if self.result is not None:
            return self.result.reason
        return self.remark.text if self.remark else ""

    @property
    def outcome(self) -> str:
        return Outcome(self.result.outcome).label if self.result else ""


def rows_of(items: Sequence[StandingItem], user: User, day: date) -> list[Row]:
    """The rows of one page; as many queries for three as for fifty. Joint signers should be prefetched."""
    ids = [item.pk for item in items]
    queries.share_rounds(items)
    results, going = queries.results_of(ids), begun(ids)
    notes, remarks = queries.latest_notes(ids), queries.latest_notes(ids, kind=NoteKind.REMARK)
    spans = {item.pk: span for item in items if (span := span_at(item, day))}
    ticked, total = _ticked(spans), queries.ticks_of(ids)
    steps, files = _steps(ids), queries.evidence_of(ids)
    return [
        Row(
            item=item,
            state=judge(item, results.get(item.pk), day, has_begun=item.pk in going),
            result=results.get(item.pk),
            note=notes.get(item.pk),
            remark=remarks.get(item.pk),
            span=spans.get(item.pk),
            ticked=ticked.get(item.pk, 0),
            total=total.get(item.pk, 0),
            steps_done=steps.get(item.pk, (0, 0))[0],
            steps=steps.get(item.pk, (0, 0))[1],
            files=files.get(item.pk, 0),
            why_not=policies.why_not_keep(user, item),
        )
        for item in items
    ]


def _ticked(spans: dict[int, Span]) -> dict[int, int]:
    rows = Tick.objects.filter(item__in=spans).values_list("item_id", "period_start", "times") if spans else []
    return {pk: times for pk, start, times in rows if spans[pk].starts_on == start}


def _steps(ids: list[int]) -> dict[int, tuple[int, int]]:
    done, every = Count("pk", filter=Q(done_on__isnull=False)), Count("pk")
    rows = Measure.objects.filter(item__in=ids).order_by().values_list("item_id").annotate(done=done, every=every)
    return {pk: (finished, planned) for pk, finished, planned in rows}
