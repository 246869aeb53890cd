"""The ledger's reads. Everything starts from `visible_to`; what stands beside rows takes one query a kind."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from jiannuo.accounts.models import User
from jiannuo.base.dates import local_day, named, today
from jiannuo.fulfilment.counts import Days, ticked_in
from jiannuo.fulfilment.models import NoteKind, ProgressNote, Result
from jiannuo.fulfilment.standing import ENDED, SOON, ItemState, begun, judge, states_and_days, told
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.orgs.offices import member_of, reach
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.queries import own, signed_by
from jiannuo.rounds.models import Round


def visible_to(user: User) -> QuerySet[StandingItem]:
    """Promises of the person's own pledges and of those in the reach of the offices. Ledger and exports start here."""
    mine = Pledge.objects.filter(own(user)).values("pk")
    return with_parts(StandingItem.objects.filter(reach(user, sector_field="sector_id") | Q(pledge__in=mine)))


def with_parts(items: QuerySet[StandingItem]) -> QuerySet[StandingItem]:
    """What judging and naming a promise looks at."""
    return items.select_related("round", "pledge__round", "pledge__organisation", "pledge__member", "dropped_by")


def listed(items: QuerySet[StandingItem]) -> QuerySet[StandingItem]:
    """As lists need them: the round is shared by the rows (see `rows_of`), not joined to each."""
    parts = items.select_related(None).select_related("pledge__organisation", "pledge__member")
    return parts.defer("pledge__boxes", "pledge__amendment_reason")


def share_rounds(items: Sequence[StandingItem], known: Iterable[Round] = ()) -> None:
    """One round object for all rows: its words are long, and joined to every row they were read fifty times."""
    rounds = {round_.pk: round_ for round_ in known}
    lacking = [item for item in items if not StandingItem._meta.get_field("round").is_cached(item)]  # noqa: SLF001
    rounds |= Round.objects.in_bulk({item.round_id for item in lacking} - rounds.keys())
    for item in lacking:
        item.round = item.pledge.round = rounds[item.round_id]


def results_of(ids: Iterable[int]) -> dict[int, Result]:
    """{promise: what was stated}, those taken back left out."""
    rows = Result.objects.filter(item__in=list(ids)).exclude(state=ResultState.OPEN)
    return {row.item_id: row for row in rows.select_related("stated_by", "settled_by")}


def to_settle(user: User, organisation_ids: Collection[int]) -> Q:
    """C17: stated results that the person settles in these offices; the rule of `policies` for the ledger and the desk.

    Members' are settled by their branch, an organisation's own by the level above, nobody's by himself.
    """
    of_body, member = Q(pledge__member__isnull=True), member_of(user)
    above = of_body & Q(pledge__organisation__parent__isnull=False)
    stated = Q(result__state=ResultState.STATED) & ~Q(result__stated_by=user)
    stated &= Q(above, pledge__organisation__parent__in=organisation_ids) | Q(
        ~above, pledge__organisation__in=organisation_ids
    )
    return stated & (of_body | ~Q(pledge__in=signed_by(member).values("pk"))) if member else stated


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a promise stands; `told` is what its result says, also while that waits for 销号."""

    state: ItemState
    told: ItemState | None
    has_begun: bool


def standings(items: Iterable[StandingItem], day: date | None = None) -> dict[int, Standing]:
    """{promise: where it stands on the day}; two queries whatever their number."""
    rows = list(items)
    results = results_of(item.pk for item in rows)
    going = begun([item.pk for item in rows if not _is_told(results.get(item.pk))])
    return _standings(rows, results, going, day or today())


def standings_at(items: Iterable[StandingItem], day: date) -> dict[int, Standing]:
    """The same as it could be said on a day gone by: what was noted, done or stated of later days stays out (C17)."""
    rows = list(items)
    results = {pk: row for pk, row in results_of(item.pk for item in rows).items() if _said_on(row) <= day}
    going = begun([item.pk for item in rows if not _is_told(results.get(item.pk))], until=day)
    return _standings(rows, results, going, day)


def _is_told(result: Result | None) -> bool:
    return result is not None and result.state != ResultState.HANDED_BACK


def _standings(rows: list[StandingItem], results: dict[int, Result], going: set[int], now: date) -> dict[int, Standing]:
    said = {pk: result for pk, result in results.items() if _is_told(result)}
    return {
        item.pk: Standing(
            judge(item, results.get(item.pk), now, has_begun=item.pk in going),
            told(item, said[item.pk]) if item.pk in said else None,
            item.pk in going,
        )
        for item in rows
    }


def state_of(items: Iterable[StandingItem], day: date | None = None) -> dict[int, ItemState]:
    """{promise: where it stands on the day}; two queries whatever their number."""
    return {pk: where.state for pk, where in standings(items, day).items()}


def latest_notes(
    ids: Iterable[int], *, kind: NoteKind = NoteKind.PROGRESS, days: Days | None = None
) -> dict[int, ProgressNote]:
    """{promise: its latest line}, of all time or of a span of days."""
    rows = ProgressNote.objects.filter(item__in=list(ids), kind=kind)
    if days is not None:
        rows = rows.filter(on__gte=days.starts_on, on__lte=days.ends_on)
    return {row.item_id: row for row in _latest(rows).select_related("by")}


def latest_lines(ids: Iterable[int]) -> dict[tuple[int, str], ProgressNote]:
    """{(promise, kind of line): the latest}; one query for both kinds."""
    return {(row.item_id, row.kind): row for row in _latest(ProgressNote.objects.filter(item__in=list(ids)))}


def _latest(rows: QuerySet[ProgressNote]) -> QuerySet[ProgressNote]:
    """The last of each promise and kind."""
    own, order = [F("item_id"), F("kind")], [F("on").desc(), F("id").desc()]
    return rows.annotate(place=Window(RowNumber(), partition_by=own, order_by=order)).filter(place=1)


def items_of(pledge: Pledge) -> QuerySet[StandingItem]:
    """The promises of one pledge, those left out by a later text at the end. The caller has checked who may see it."""
    return with_parts(StandingItem.objects.filter(pledge=pledge)).order_by(
        F("dropped_by").asc(nulls_first=True), "position"
    )


def sentences(items: Iterable[int], period: Days, *, is_bare: bool = False, day: date | None = None) -> dict[int, str]:
    """{promise: the sentence for 述}: what the ledger already knows of the period; "" where it knows nothing (C25).

    Four queries however many promises. `is_bare`: only what results and ticks say, without the lines that people wrote.
    `day`: when it is said; results of later days are not known then.
    """
    ids, told_by = list(items), min(period.ends_on, day or period.ends_on)
    results, notes = results_of(ids), {} if is_bare else latest_notes(ids, days=period)
    ticks = ticked_in(ids, period, today())
    return {pk: _sentence(results.get(pk), ticks.get(pk, ""), notes.get(pk), told_by) for pk in ids}


def _sentence(result: Result | None, ticked: str, note: ProgressNote | None, told_by: date) -> str:
    parts = []
    if result is not None and result.outcome and _said_on(result) <= told_by:
        parts.append(_result_said(result))
    if ticked:
        parts.append(ticked)
    if note is not None:
        parts.append(note.text.rstrip("。；; "))
    return "；".join(parts) + "。" if parts else ""


def _said_on(result: Result) -> date:
    return result.done_on or local_day(result.stated_at)


def _result_said(result: Result) -> str:
    words = Outcome(result.outcome).label
    if result.outcome == Outcome.KEPT and result.done_on:
        return f"{words}（{named(result.done_on)}）"
    return f"{words}：{result.reason.rstrip('。')}" if result.reason else words


def public_states(uids: Iterable[UUID | str], day: date | None = None) -> dict[UUID, tuple[ItemState, date | None]]:
    """{uid: (where it stands, day of the result)} for the public board: no words, no names, nothing not yet settled.

    One query whatever their number.
    """
    rows = states_and_days(StandingItem.objects.filter(uid__in=list(uids)), day or today())
    found = {uid: (ItemState(state), done_on) for uid, state, done_on in rows}
    waiting = {uid for uid, (state, _) in found.items() if state == ItemState.STATED}
    return {
        uid: (ItemState.GOING, None) if uid in waiting else (state, done_on if state in ENDED else None)
        for uid, (state, done_on) in found.items()
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises of a ledger there are, are kept, are late or soon due."""

    total: int
    kept: int
    late: int
    soon: int


def tally_of(items: QuerySet[StandingItem], day: date) -> Tally:
    """Counted in one query; what is going on and what has not begun need not be told apart here."""
    kept = Q(result__state=ResultState.SETTLED, result__outcome=Outcome.KEPT)
    open_ = Q(result__isnull=True) | Q(result__state__in=[ResultState.OPEN, ResultState.HANDED_BACK])
    counted = items.order_by().aggregate(
        total=Count("pk"),
        kept=Count("pk", filter=kept),
        late=Count("pk", filter=open_ & Q(dropped_by=None, ends_on__lt=day)),
        soon=Count("pk", filter=open_ & Q(dropped_by=None, ends_on__gte=day, ends_on__lte=day + SOON)),
    )
    return Tally(**counted)


def own_years(user: User) -> list[int]:
    """The years of one's own promises, the latest first."""
    mine = StandingItem.objects.filter(pledge__in=Pledge.objects.filter(own(user)).values("pk"), dropped_by=None)
    return list(mine.order_by("-round__year").values_list("round__year", flat=True).distinct())


def own_items(user: User, year: int) -> QuerySet[StandingItem]:
    """One's own promises, alone or joint, those in force; what ends first stands first.

    Of the round of the year all; of every earlier one what still wants its result, however long ago it was.
    """
    mine = Pledge.objects.filter(own(user), round__year__lte=year).values("pk")
    untold = Q(result__isnull=True) | Q(result__state__in=[ResultState.OPEN, ResultState.HANDED_BACK])
    rows = with_parts(StandingItem.objects.filter(Q(round__year=year) | untold, pledge__in=mine, dropped_by=None))
    return rows.prefetch_related("pledge__co_signers").order_by("ends_on", "position")
