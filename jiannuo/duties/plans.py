"""C24: what a round expects of whom: one plan for each kind and period, from the calendar and the cadences."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Member, Organisation, OrgKind, OrgLevel
from jiannuo.orgs.offices import below
from jiannuo.rounds.models import Round, Step
from jiannuo.rounds.periods import periods_in, window_of

# Of whom each kind is expected (docs/decisions/0020-duties.md).
OF_MEMBERS = frozenset({DutyKind.PROPOSE, DutyKind.SELF_REPORT, DutyKind.APPRAISAL})
OF_ORGANISATIONS = frozenset(DutyKind) - {DutyKind.SELF_REPORT}
# Where somebody else than the subject acts: members' appraisal by the branch, organisations' by the level above.
BY_THE_LEVEL_ABOVE = frozenset({DutyKind.LEADER_COMMENT, DutyKind.APPRAISAL})
BY_THE_BRANCH = frozenset({DutyKind.APPRAISAL})
_SETTLING_IN = timedelta(days=29)  # 30 days with the first
_SURVEYED = (OrgKind.BRANCH, OrgKind.GENERAL_BRANCH, OrgKind.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Plan:
    """One kind in one period: from when, by when, how reckoned; 提诺 has the round for its period."""

    kind: DutyKind
    period: int
    label: str
    ends_on: date
    opens_on: date
    due_on: date
    basis: str

    @property
    def settling_in(self) -> timedelta:
        """How long one has from the day one came, where the round's own day was near or past by then."""
        return min(_SETTLING_IN, self.due_on - self.opens_on)


def plans_of(round_: Round) -> list[Plan]:
    """All of a round; two queries."""
    return [*_proposal(round_), *_practices(round_)]


def _proposal(round_: Round) -> list[Plan]:
    milestone = round_.milestones.filter(step=Step.PROPOSE).first()
    if milestone is None:
        return []
    opens, due = min(round_.opens_on, milestone.due_on), milestone.due_on
    return [Plan(DutyKind.PROPOSE, 0, "", round_.closes_on, opens, due, milestone.reckoning)]


def _practices(round_: Round) -> list[Plan]:
    found = []
    for cadence in round_.cadences.order_by("id"):
        for period in periods_in(round_, cadence):
            days, kind = window_of(period, cadence), DutyKind(cadence.practice)
            plan = Plan(kind, period.number, period.label, period.ends_on, days.opens_on, days.due_on, days.basis)
            found.append(plan)
    return found


def _expected(round_: Round, plan: Plan) -> QuerySet[Duty]:
    return Duty.objects.filter(round=round_, kind=plan.kind, period=plan.period)


def _was_here(plan: Plan) -> Q:
    """Who came after a period had ended is not expected in it (C24)."""
    return Q(came_on__isnull=True) | Q(came_on__lte=plan.ends_on)


def members_to_expect(round_: Round, plan: Plan, path: str) -> QuerySet[Member]:
    """Members on the rosters below of whom this is to be expected and is not yet."""
    if plan.kind not in OF_MEMBERS:
        return Member.objects.none()
    rows = Member.objects.filter(_was_here(plan), below(path, field="branch__path"), left_on__isnull=True)
    return rows.exclude(Exists(_expected(round_, plan).filter(member=OuterRef("pk"))))


def organisations_to_expect(round_: Round, plan: Plan, path: str) -> QuerySet[Organisation]:
    """Likewise organisations; a 党小组 is part of its branch, the topmost has nobody above it."""
    if plan.kind not in OF_ORGANISATIONS:
        return Organisation.objects.none()
    rows = Organisation.objects.filter(_was_here(plan), below(path), closed_on__isnull=True)
    already = _expected(round_, plan).filter(organisation=OuterRef("pk"), member__isnull=True)
    return rows.filter(_subjects(plan.kind)).exclude(Exists(already))


def _subjects(kind: DutyKind) -> Q:
    if kind == DutyKind.BRANCH_COMMENT:
        return Q(kind=OrgKind.BRANCH)
    if kind == DutyKind.SURVEY:
        return Q(kind__in=_SURVEYED, level__in=[OrgLevel.TOWNSHIP, OrgLevel.UNIT])
    return Q(parent__isnull=False) & ~Q(kind=OrgKind.GROUP)


def gone(round_: Round, path: str) -> QuerySet[Duty]:
    """Not done, and due after the member had left or the organisation had closed."""
    left = Member.objects.filter(left_on__isnull=False).values("pk")
    closed = Organisation.objects.filter(closed_on__isnull=False).values("pk")
    since = Q(member__in=left, due_on__gte=F("member__left_on"))
    since |= Q(organisation__in=closed, due_on__gte=F("organisation__closed_on"))
    return Duty.objects.filter(since, below(path), round=round_, done_on__isnull=True)


def newcomers(round_: Round) -> tuple[QuerySet[Member], QuerySet[Organisation]]:
    """Of whom not even a pledge is expected yet: it is expected of everybody."""
    path = round_.organisation.path or ""
    plan = Plan(DutyKind.PROPOSE, 0, "", round_.closes_on, round_.opens_on, round_.opens_on, "")
    return members_to_expect(round_, plan, path), organisations_to_expect(round_, plan, path)
