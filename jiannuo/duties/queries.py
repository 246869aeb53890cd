from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.duties.models import Duty, DutyKind, Outgoing, OutgoingState, Reckoning, Reminder, Robot
from jiannuo.duties.plans import gone, newcomers
from jiannuo.duties.states import IS_OPEN, DutyState, in_state
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below, guidance, oversees, own_organisations, reach
from jiannuo.rounds.models import Round
from jiannuo.rounds.queries import current


def visible_to(user: User) -> QuerySet[Duty]:
    """Those of the people and organisations whom one looks after, a guide in the own sector (C32); and one's own."""
    seen = reach(user, sector_field="sector_id") | Q(member__user=user)
    return Duty.objects.filter(seen).select_related("organisation", "member", "round")


def mine(user: User) -> QuerySet[Duty]:
    """Expected of the person: as a member, or as an officer of the organisation that is to act."""
    runs = own_organisations(user)
    own = Q(organisation__in=runs, member__isnull=True, obliged__isnull=True)
    rows = Duty.objects.filter(Q(member__user=user, obliged__isnull=True) | own | Q(obliged__in=runs))
    return rows.select_related("organisation", "member", "round").order_by("due_on", "id")


def before(organisation_ids: Collection[int]) -> QuerySet[Duty]:
    """What the organisations have before them today: open, begun, and theirs to do; desk and pages count here."""
    theirs = Q(obliged__in=organisation_ids) | Q(obliged__isnull=True, organisation__in=organisation_ids)
    return Duty.objects.filter(theirs, IS_OPEN, opens_on__lte=today())


def proposal_of(round_: Round, organisation: Organisation, member: Member | None) -> Duty | None:
    """What the round expects by when of the member, or of the organisation itself; None where it expects nothing."""
    mine = Q(member=member) if member else Q(member__isnull=True, organisation=organisation)
    return Duty.objects.filter(mine, round=round_, kind=DutyKind.PROPOSE).first()


def within(user: User, organisation: Organisation, *rounds: Round) -> QuerySet[Duty]:
    """Everything of the rounds at and below the organisation that the person looks after (C32).

    Who oversees the organisation sees all of it: said without the other ways of seeing, an index gives the order.
    """
    path = organisation.path or ""
    rows = Duty.objects.filter(below(path), round__in=rounds)
    return rows if oversees(user, path) else rows.filter(reach(user, sector_field="sector_id"))


def place(user: User, pk: int) -> Organisation | None:
    """The organisation, when one of the person's offices looks after it, or a guide a sector of it; None otherwise."""
    found = Organisation.objects.select_related("parent").filter(pk=pk).first()
    if found is None or oversees(user, found.path or ""):
        return found
    guided = Organisation.objects.filter(below(found.path or ""), guidance(user))
    return found if guided.exists() else None


def of_period(user: User, organisation: Organisation, round_: Round, kind: str, period: int) -> QuerySet[Duty]:
    return within(user, organisation, round_).filter(kind=kind, period=period)


def standing_so(rows: QuerySet[Duty], states: Collection[DutyState], day: date) -> QuerySet[Duty]:
    """Those that stand in one of the states on the day."""
    wanted = Q(pk__in=[])
    for state in states:
        wanted |= in_state(state, day)
    return rows.filter(wanted)


def missing(
    user: User, organisation: Organisation, kind: str, period: int, round_: Round | None = None
) -> QuerySet[Duty]:
    """C24: by name, who has not done it although its day is over, in the order of the tree; of the current round."""
    round_ = round_ or current()
    if round_ is None:
        return Duty.objects.none()
    rows = of_period(user, organisation, round_, kind, period)
    named = standing_so(rows, [DutyState.OVERDUE], today()).select_related("organisation", "member")
    return named.order_by("path", "id")


def is_reckoned(round_: Round) -> bool:
    """Whether all that is expected has been written down today, by this version of the calendar."""
    return Reckoning.objects.filter(round=round_, version=round_.version, on=today()).exists()


def stirred(round_: Round) -> set[str]:
    """The places (paths) where somebody has come of whom nothing is expected yet, or has left and still owes."""
    members, organisations = newcomers(round_)
    left = gone(round_, round_.organisation.path or "").values_list("path", flat=True)
    found = {*members.order_by().values_list("branch__path", flat=True).distinct(), *left.order_by().distinct()}
    found |= set(organisations.order_by().values_list("path", flat=True))
    return {path for path in found if path}


def reminders_of(user: User) -> QuerySet[Reminder]:
    """The person's own, the latest first, with their lines."""
    return Reminder.objects.filter(user=user).prefetch_related("lines", "outgoing").order_by("-on", "-id")


def undelivered(day: date) -> QuerySet[Outgoing]:
    """What was to leave the house within a week and has not arrived, as far as anybody knows; the latest first."""
    rows = Outgoing.objects.exclude(error="").exclude(state=OutgoingState.SENT)
    return rows.filter(reminder__on__gt=day - timedelta(days=7)).order_by("-id")


def unread_by(user: User) -> int:
    """How many reminders the person has not read."""
    return Reminder.objects.filter(user=user, read_at__isnull=True).count()


def robot_of(organisation: Organisation) -> Robot | None:
    return Robot.objects.filter(organisation=organisation).first()


def last_sent(robot: Robot) -> list[Outgoing]:
    """What went to the group lately, and what did not arrive."""
    rows = Outgoing.objects.filter(reminder__robot=robot).select_related("reminder")
    return list(rows.prefetch_related("reminder__lines").order_by("-id")[:5])
