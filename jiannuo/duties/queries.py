from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.orgs.offices import below, oversight, own_organisations
from jiannuo.rounds.models import Round, Step


def visible_to(user: User) -> QuerySet[Duty]:
    return Duty.objects.filter(oversight(user) | Q(member__user=user)).select_related("organisation", "member", "round")


def mine(user: User) -> QuerySet[Duty]:
    """Expected of the person: as a member, or as an officer for the organisation itself."""
    own = Q(organisation_id__in=own_organisations(user), member__isnull=True)
    return visible_to(user).filter(Q(member__user=user) | own).order_by("due_on", "id")


def _proposals(round_: Round) -> QuerySet[Duty]:
    return Duty.objects.filter(round=round_, kind=DutyKind.PROPOSE)


def new_members(round_: Round, organisation: Organisation) -> QuerySet[Member]:
    """Members in the subtree of whom no pledge is expected yet."""
    is_expected = Exists(_proposals(round_).filter(member=OuterRef("pk")))
    members = Member.objects.filter(below(organisation.path or "", field="branch__path"), left_on__isnull=True)
    return members.exclude(is_expected).select_related("branch")


def new_organisations(round_: Round, organisation: Organisation) -> QuerySet[Organisation]:
    """Organisations in the subtree, below the root and no mere groups, of which no pledge is expected yet."""
    is_expected = Exists(_proposals(round_).filter(organisation=OuterRef("pk"), member__isnull=True))
    rows = Organisation.objects.filter(below(organisation.path or ""), closed_on__isnull=True, parent__isnull=False)
    return rows.exclude(kind=OrgKind.GROUP).exclude(is_expected)


def moved(round_: Round, organisation: Organisation) -> QuerySet[Duty]:
    """Open duties whose day is no longer the round's."""
    days = round_.milestones.filter(step=Step.PROPOSE).values("due_on")
    rows = _proposals(round_).filter(below(organisation.path or ""), done_at__isnull=True)
    return rows.exclude(due_on__in=days)
