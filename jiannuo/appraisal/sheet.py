"""The sheet of one member's 述: each item with where it stands and the sentence that the ledger has ready (C25)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiannuo.appraisal.models import SelfReport, SelfReportLine
from jiannuo.appraisal.queries.report import reports_of
from jiannuo.base.dates import today
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.models import Measure
from jiannuo.fulfilment.recurring import rhythm_of
from jiannuo.fulfilment.standing import ENDED, ItemState
from jiannuo.orgs.models import Member
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import Period

_UNDISTURBED = {ItemState.NOT_DUE, ItemState.GOING, *ENDED} - {ItemState.NOT_KEPT}
MOST = 200  # characters of a line: it also becomes a line of the ledger


@dataclass(frozen=True, slots=True)
class Row:
    """One item: `ready` is the ledger's sentence, `line` what was handed in."""

    item: StandingItem
    state: ItemState
    ready: str
    line: SelfReportLine | None = None

    @property
    def text(self) -> str:
        return self.line.text if self.line else self.ready[:MOST]


@dataclass(frozen=True, slots=True)
class Sheet:
    member: Member
    pledge: Pledge | None
    rows: tuple[Row, ...]
    report: SelfReport | None

    @property
    def is_ready(self) -> bool:
        """Whether the ledger has something to say of the period."""
        return any(row.ready for row in self.rows)

    @property
    def version(self) -> int:
        return self.report.version if self.report else 0


def sheets_of(members: list[Member], round_: Round, period: Period, day: date | None = None) -> list[Sheet]:
    """The sheets of many members in the same number of queries as of one; `day`: of the meeting where they speak."""
    pledges = pledges_of(members, round_)
    items = list(in_force({pledge.pk for pledge in pledges.values()}))
    states = fulfilment.standings_at(items, day or today())
    ready = fulfilment.sentences([item.pk for item in items], period, day=day)
    reports = reports_of(round_, period.number, members)
    of_pledge: dict[int, list[StandingItem]] = {}
    for item in items:
        of_pledge.setdefault(item.pledge_id, []).append(item)
    found = []
    for member in members:
        pledge, report = pledges.get(member.pk), reports.get(member.pk)
        lines = {line.item_id: line for line in report.lines.all()} if report else {}
        mine = of_pledge.get(pledge.pk, []) if pledge else []
        rows = tuple(Row(item, states[item.pk].state, ready.get(item.pk, ""), lines.get(item.pk)) for item in mine)
        found.append(Sheet(member, pledge, rows, report))
    return found


def in_force(pledges: Collection[int]) -> QuerySet[StandingItem]:
    """The items of the pledges that no later text has dropped, in order."""
    rows = StandingItem.objects.filter(pledge__in=pledges, dropped_by__isnull=True)
    return fulfilment.with_parts(rows).order_by("pledge", "position")


def pledges_of(members: list[Member], round_: Round) -> dict[int, Pledge]:
    """{member: the pledge he makes, alone or as one of several signers}; two queries."""
    rows = Pledge.objects.filter(round=round_).select_related("round", "organisation", "member")
    alone = {pledge.member_id: pledge for pledge in rows.filter(member__in=members) if pledge.member_id}
    joint = Pledge.co_signers.through.objects.filter(member__in=members, pledge__round=round_)
    signed = dict(joint.order_by("id").values_list("member_id", "pledge_id"))
    signed = {member: pledge for member, pledge in signed.items() if member not in alone}
    shared = rows.in_bulk(set(signed.values())) if signed else {}
    return alone | {member: shared[pledge] for member, pledge in signed.items()}


def quiet_among(sheets: Iterable[Sheet]) -> frozenset[int]:
    """C25: members who may honestly have nothing to say, for nothing was to be done.

    The ledger has no line of the period; no promise of theirs recurs, is due soon, late or not kept, nor is a measure.
    """
    found = [sheet for sheet in sheets if sheet.rows and not sheet.is_ready and all(map(_is_quiet, sheet.rows))]
    items = [row.item.pk for sheet in found for row in sheet.rows]
    late = Measure.objects.filter(item__in=items, done_on__isnull=True, due_on__lt=today())
    disturbed = set(late.values_list("item_id", flat=True)) if items else set()
    return frozenset(s.member.pk for s in found if disturbed.isdisjoint(row.item.pk for row in s.rows))


def _is_quiet(row: Row) -> bool:
    return row.state in _UNDISTURBED and (row.state in ENDED or rhythm_of(row.item) is None)
