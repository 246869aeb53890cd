"""What a leader has beside the three boxes: the subject's half-year on one page, nothing of it typed twice."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import LeaderComment, Visit
from jiannuo.appraisal.queries import leader as queries
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.models import ProgressNote
from jiannuo.fulfilment.standing import ItemState
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import Period

MOST = 60  # items on the page; the ledger has them all
FEW = 6  # of them open at once; the boxes stand below
_S = ItemState
_PRESSING = (_S.LATE, _S.NOT_KEPT, _S.DUE_SOON, _S.CHANGED, _S.WITHDRAWN, _S.STATED, _S.GOING)  # the rest after them

Told = tuple[StandingItem, ItemState, ProgressNote | None]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The subject's items with where each stands, how many stand how, and the visits of the half-year."""

    items: list[Told]  # with the latest line; what asks for a word first
    counts: list[tuple[ItemState, int]]  # in order of first appearance
    visits: list[Visit]
    is_cut: bool

    @property
    def first(self) -> list[Told]:
        return self.items[:FEW]

    @property
    def others(self) -> list[Told]:
        return self.items[FEW:]


def of(user: User, round_: Round, period: Period, organisation: Organisation, member: Member | None) -> HalfYear:
    rows = fulfilment.visible_to(user).filter(
        round=round_, pledge__organisation=organisation, pledge__member=member, dropped_by__isnull=True
    )
    items = list(rows.order_by("position")[: MOST + 1])
    shown = items[:MOST]
    states, notes = fulfilment.state_of(shown), fulfilment.latest_notes(item.pk for item in shown)
    told = [(item, states[item.pk], notes.get(item.pk)) for item in shown]
    return HalfYear(
        items=sorted(told, key=lambda one: _PRESSING.index(one[1]) if one[1] in _PRESSING else len(_PRESSING)),
        counts=list(Counter(states[item.pk] for item in shown).items()),
        visits=list(_visits(user, organisation, period)),
        is_cut=len(items) > MOST,
    )


def _visits(user: User, organisation: Organisation, period: Period) -> QuerySet[Visit]:
    seen = queries.visits_visible_to(user)
    return seen.filter(organisation=organisation, on__gte=period.starts_on)[:5]


def members_of(user: User, organisation: Organisation) -> QuerySet[Member]:
    return orgs.members_visible_to(user).filter(branch=organisation, left_on__isnull=True).order_by("id")


def with_member_comments(
    members: list[Member], round_: Round, period: Period
) -> list[tuple[Member, LeaderComment | None]]:
    rows = LeaderComment.objects.filter(round=round_, period=period.number, member__in=members)
    found = {row.member_id: row for row in rows}
    return [(member, found.get(member.pk)) for member in members]
