"""One row of the ledger as a page, a card or the Excel file shows it: a view of what was entered once (C23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import prefetch_related_objects
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.fulfilment import policies, queries
from jiannuo.fulfilment.counts import Counts, counts_of
from jiannuo.fulfilment.models import NoteKind, ProgressNote, Result
from jiannuo.fulfilment.recurring import Rhythm, Span, kept_rhythm, span_at
from jiannuo.fulfilment.standing import ItemState, judge, told
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.wording import deadline_said, target_said


@cache
def _around(name: str) -> tuple[str, str]:
    """What stands before and behind the number in an address: a ledger has two hundred of them."""
    before, behind = reverse(f"fulfilment:{name}", args=[0]).rsplit("/0/", 1)
    return f"{before}/", f"/{behind}"


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with everything the ledger shows beside it."""

    item: StandingItem
    state: ItemState
    result: Result | None  # stated and not taken back
    note: ProgressNote | None  # the latest line
    remark: ProgressNote | None  # the latest explanation
    span: Span | None  # of a recurring promise: the period of today
    counts: Counts
    rhythm: Rhythm | None  # of a recurring promise: the periods that are over
    why_not: str  # keep it

    @property
    def ref(self) -> str:
        """The number of the promise as it stands in ids and addresses."""
        return str(self.item.pk)

    @property
    def page(self) -> str:
        """The address of the promise's page."""
        return self.ref.join(_around("item"))

    @property
    def fill_page(self) -> str:
        """The address of the form of this row."""
        return self.ref.join(_around("fill"))

    @property
    def kind(self) -> str:
        return self.item.label

    @property
    def deadline(self) -> str:
        """By when, as understood; 「每月2次」 where it recurs."""
        return "；".join(deadline_said(d) for d in self.item.deadlines) or "未写明"

    @property
    def last_day(self) -> date | None:
        """The day to show: what the words name; where they name none, the round's last one once it is near."""
        is_near = self.state in {ItemState.DUE_SOON, ItemState.LATE}
        return self.item.due_on or (self.item.ends_on if is_near else None)

    @property
    def is_past(self) -> bool:
        """Past the day that its words name, without a result."""
        return self.state == ItemState.LATE and self.item.due_on is not None

    @property
    def rhythm_said(self) -> str:
        """每月2次：11期中记了9期，共17次."""
        recurs = next((deadline_said(d) for d in self.item.deadlines if d["type"] == "recurring"), "")
        return f"{recurs}：{self.rhythm}，共{self.counts.total}次" if self.rhythm else ""

    @property
    def standing_said(self) -> str:
        """已兑现; 待销号：未兑现, so that nobody settles what he has not read."""
        if self.state != ItemState.STATED or self.result is None:
            return self.state.label
        return f"{self.state.label}：{told(self.item, self.result).label}"

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
    def mark(self) -> str:
        """How the row stands: another one once something was written of it."""
        return f"{self.version}-{self.note.pk if self.note else 0}"

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
    """The rows of one page; as many queries for three as for fifty."""
    ids = [item.pk for item in items]
    queries.share_rounds(items)
    _fetch_signers(items, user)
    results, lines = queries.results_of(ids), queries.latest_lines(ids)
    spans = {item.pk: span for item in items if day <= item.round.closes_on and (span := span_at(item, day))}
    counted = counts_of(ids, spans)
    rows = []
    for item in items:
        result, counts = results.get(item.pk), counted.get(item.pk, Counts())
        note, remark = (lines.get((item.pk, kind)) for kind in (NoteKind.PROGRESS, NoteKind.REMARK))
        state = judge(item, result, day, has_begun=note is not None or counts.is_begun)
        why_not = policies.why_not_keep(user, item)
        rhythm = kept_rhythm(item, day, ticked=counts.periods, is_ticked_now=counts.ticked > 0)
        rows.append(Row(item, state, result, note, remark, spans.get(item.pk), counts, rhythm, why_not))
    return rows


def _fetch_signers(items: Sequence[StandingItem], user: User) -> None:
    """Joint signers, where it hangs on them who may write; promises of one pledge share it."""
    shared = {item.pledge_id: item.pledge for item in items}
    for item in items:
        item.pledge = shared[item.pledge_id]
    unsure = [p for p in shared.values() if p.member_id and not holds(user, OFFICERS, p.organisation_id)]
    prefetch_related_objects(unsure, "co_signers")
