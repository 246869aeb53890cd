from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import (
    at_or_right_below,
    below,
    offices_of,
    oversees,
    own_organisations,
    reach,
    roster_line_of,
)
from jiannuo.pledges.authors import is_own, open_to_office, opens_to_office
from jiannuo.pledges.jointly import waits_for_signers
from jiannuo.pledges.models import Filing, Pledge, PledgeItem, PledgeVersion, Review
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round, WhoBinds

_WHOSE = ("organisation", "path", "stage", "amendment_reason", "is_oral", "current", "member__user")
_DUE = (
    *("member", "stage", "is_direct", "version", "current", "round__who_binds", "round__terms"),
    *("organisation__name", "organisation__parent"),
)


def own(user: User) -> Q:
    """Pledges the person makes as a member, alone or together with others."""
    member = roster_line_of(user)
    if member is None:
        return Q(pk__in=[])
    joint = Pledge.co_signers.through.objects.filter(member=member).values("pledge_id")
    return Q(member=member) | Q(pk__in=joint)


def signed_by(member: Member) -> QuerySet[Pledge]:
    """The member's own pledges and those signed together with others; a union, so that indexes find both."""
    alone = Pledge.objects.filter(member=member).values("pk")
    return Pledge.objects.filter(
        pk__in=alone.union(Pledge.co_signers.through.objects.filter(member=member).values("pledge_id"))
    )


def visible_to(user: User) -> QuerySet[Pledge]:
    """One's own, and those in the reach of one's offices, first drafts apart. Details and exports start here."""
    return _with_parts(Pledge.objects.filter(own(user) | reach(user, sector_field="sector_id") & open_to_office(user)))


def _with_parts(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    return rows.select_related("round", "organisation__parent", "member", "current")


def bare(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """Without the parts, for acting on: the action loads and locks what it needs itself."""
    return rows.select_related(None).prefetch_related(None)


def to_act_on(user: User, pk: int) -> Pledge | None:
    """One visible pledge, with no more of it than an action needs that locks and loads it anew.

    Its own member and whoever oversees its place see it: the row says so without a large question to the database.
    """
    found = _one(Pledge.objects.select_related("member").only(*_WHOSE).filter(pk=pk))
    if found is None or is_own(user, found) or (oversees(user, found.path) and opens_to_office(user, found)):
        return found
    return _one(bare(visible_to(user)).filter(pk=pk))


def _one(rows: QuerySet[Pledge]) -> Pledge | None:
    """The row of a key, if there is one; `first()` would put it in order too, for half the price of reading it."""
    return next(iter(rows), None)


def to_judge(user: User, pk: int) -> Pledge | None:
    """One that an office of the person judges or has judged, at any stage, as bare as can be.

    Enough to say which judgement is due, and the points of the round.
    """
    rows = Pledge.objects.select_related("round", "organisation").only(*_DUE)
    return _reviewable(user, _one(rows.filter(pk=pk)))


def case(user: User, pk: int) -> Pledge | None:
    """The same with everything that judging looks at."""
    return _reviewable(user, _one(_with_hands(Pledge.objects.filter(pk=pk))))


def _reviewable(user: User, found: Pledge | None) -> Pledge | None:
    """The row is judged, not searched for: PostgreSQL plans the joins of a case twice as fast without the offices."""
    if found and {found.organisation_id, found.organisation.parent_id}.isdisjoint(own_organisations(user)):
        return None
    return found


def _with_hands(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """What judging a pledge looks at besides its parts."""
    return _with_parts(rows).select_related("proposed_by").prefetch_related("co_signers")


def awaiting_bare(user: User) -> QuerySet[Pledge]:
    """C12: where the person's office is the one to act now, opinion or binding review; to be counted.

    The rule of `policies` said in SQL; a test walks both over every case. Own texts and proposals are left out.
    """
    offices = own_organisations(user)
    if not offices:
        return Pledge.objects.none()
    here, above = Q(organisation_id__in=offices), Q(organisation__parent_id__in=offices)
    if topmost := [office.organisation_id for office in offices_of(user) if office.is_topmost]:
        above |= Q(organisation_id__in=topmost) & Q(organisation_id__in=offices)
    of_member, wants_opinion = Q(member__isnull=False), Q(stage=Stage.PROPOSED, is_direct=False)
    branch_binds = Q(round__in=Round.objects.filter(who_binds=WhoBinds.BRANCH))
    of_branch = here & of_member & (wants_opinion | branch_binds)
    of_superior = above & (~of_member | ~wants_opinion & ~branch_binds)
    is_agreed = Q(stage=Stage.PROPOSED, is_direct=False) & ~branch_binds | ~Q(waits_for_signers())
    return (
        Pledge.objects.filter(of_branch | of_superior, is_agreed, organisation_id__in=at_or_right_below(offices))
        .filter(stage__in=[Stage.PROPOSED, Stage.ENDORSED])
        .exclude(proposed_by=user)
        .exclude(own(user))
        .exclude(Exists(Review.objects.filter(version=OuterRef("current"), by=user)))
    )


def awaiting(user: User) -> QuerySet[Pledge]:
    """The same with what judging looks at; longest waiting first."""
    return _with_hands(awaiting_bare(user)).order_by("stage_at", "id")


def listed(pks: Sequence[int]) -> list[Pledge]:
    """Only what a line of the queue shows, in the order given; the open case is fetched whole."""
    shown = ("stage_at", "is_oral", "organisation__name", "organisation__short_name", "member__name", "round__year")
    frozen = ("current__content", "current__hint_count", "current__reason")
    rows = Pledge.objects.select_related("organisation", "member", "current", "round").only(*shown, *frozen)
    found = rows.annotate(is_repeated=_repeated()).in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def part(*, organisation: int = 0, year: int = 0, subject: str = "", oral: bool = False, hinted: bool = False) -> Q:
    """Part of a queue: of one organisation or round, of members or organisations, recorded orally, with hints."""
    asked = {"organisation_id": organisation, "round__year": year, "is_oral": oral}
    chosen = Q(**{name: value for name, value in asked.items() if value})
    if subject:
        chosen &= Q(member__isnull=subject == "organisation")
    if hinted:
        chosen &= Q(current__hint_count__gt=0) | Q(_repeated())
    return chosen


class InLine(NamedTuple):
    """One pledge in a queue: of which organisation, and whether it is of the part that is asked for."""

    pk: int
    organisation_id: int
    path: str
    short_name: str
    year: int
    is_asked: bool


def in_line(rows: QuerySet[Pledge], chosen: Q) -> list[InLine]:
    """A queue from end to end, longest waiting first, as narrow as can be: pages and filters are cut from it."""
    is_asked = Case(When(chosen, then=True), default=False) if chosen else Value(True)
    whose = ("organisation_id", "organisation__path", "organisation__short_name", "round__year")
    rows = rows.order_by("stage_at", "id").annotate(is_asked=ExpressionWrapper(is_asked, BooleanField()))
    return [InLine(*one) for one in rows.values_list("pk", *whose, "is_asked")]


def plain(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """The unremarkable ones: no hint, no amendment, and no item that says word for word what another pledge says."""
    return rows.filter(~_repeated(), current__hint_count=0, current__number=1)


def _repeated() -> Exists:
    """Whether an item of the pledge says word for word what another pledge of the round says."""
    other = PledgeItem.objects.filter(pledge__round=OuterRef("pledge__round"), text_key=OuterRef("text_key"))
    same = PledgeItem.objects.filter(Exists(other.exclude(pledge=OuterRef("pledge"))), pledge=OuterRef("pk"))
    return Exists(same.exclude(text_key=""))


def not_filed(user: User, organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C15: proposed at least once, at or below the organisation, and the present text has no receipt yet."""
    return (
        visible_to(user)
        .filter(below(organisation.path or ""), round=round_, current__isnull=False)
        .exclude(stage__in=[Stage.FILED, Stage.PUBLISHED])
        .order_by("path", "id")
    )


def awaiting_board(organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C18: filed, and not public yet: 公示 is the step that follows."""
    return Pledge.objects.filter(round=round_, organisation=organisation, stage=Stage.FILED)


def awaiting_receipt(user: User, organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C15: confirmed, and this organisation gives the receipt: its members' pledges and those of the level below."""
    by_members = Q(organisation=organisation, member__isnull=False)
    by_children = Q(organisation__parent=organisation, member__isnull=True)
    if organisation.parent_id is None:
        by_children |= Q(organisation=organisation, member__isnull=True)  # nobody above it is in the system
    return (
        visible_to(user)
        .filter(by_members | by_children, round=round_, stage=Stage.CONFIRMED)
        .order_by("stage_at", "id")
    )


def awaiting_meetings(user: User, organisation: Organisation) -> QuerySet[Pledge]:
    """C13: reviewed pledges of the organisation and its members that two meetings are to decide."""
    return (
        visible_to(user)
        .filter(organisation=organisation, stage=Stage.REVIEWED)
        .order_by(F("member").asc(nulls_first=True), "id")
    )


def receipts_of(user: User, organisation: Organisation, round_: Round) -> QuerySet[Filing]:
    """C15: the receipts an organisation has given in a round, the latest first."""
    seen = reach(user, path_field="version__pledge__path", sector_field="version__pledge__sector_id")
    mine = Q(version__pledge__member__user=user)
    return (
        Filing.objects.filter(seen | mine, receiver=organisation, year=round_.year)
        .select_related("by", "version__pledge__member", "version__pledge__organisation")
        .order_by("-serial")
    )


def versions_of(pledge: Pledge) -> QuerySet[PledgeVersion]:
    """All frozen texts of a pledge that the caller may see, with what became of them."""
    return PledgeVersion.objects.filter(pledge=pledge).select_related(
        "frozen_by", "confirmation", "filing", "filing__receiver", "filing__by"
    )


def filed_text(pledge: Pledge) -> PledgeVersion | None:
    """C35: the text that stands while a new one is under way: the last that was filed. None: there is no such text."""
    if pledge.current_id is None:
        return None
    filed = PledgeVersion.objects.filter(Q(filing__isnull=False) | Q(pk=pledge.published_id), pledge=pledge)
    return filed.select_related("filing", "frozen_by").order_by("-number").first()
