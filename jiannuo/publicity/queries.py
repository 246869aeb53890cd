"""Reads of the signed-in side; what the public may read is in board.py."""

from collections import Counter
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import OFFICERS, below, offices_of, reach
from jiannuo.pledges.models import Pledge, PledgeVersion
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import reasons, workflow
from jiannuo.publicity.models import OPEN_STATES, Publication
from jiannuo.publicity.policies import APPROVERS
from jiannuo.publicity.workflow import Move, Part, State

REASONS = "reasons"  # beside the states of publications: reasons of promises not kept


def visible_to(user: User) -> QuerySet[Publication]:
    """Publications in the person's reach and of the own pledge. Lists and details start here."""
    mine = Q(pledge__member__user=user)
    return _with_parts(Publication.objects.filter(reach(user, sector_field="pledge__sector_id") | mine))


def _with_parts(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    parts = rows.select_related("organisation", "pledge__member", "pledge__round", "version", "prepared_by")
    return parts.defer("version__content", "pledge__boxes")


def _of_part(user: User, part: Part) -> Q:
    """Where the person's office is the one to act; the same rule as policies, as a condition."""
    roles = {Part.OWN: OFFICERS, Part.CHECKER: OFFICERS | APPROVERS, Part.APPROVER: APPROVERS}[part]
    held = [o.organisation_id for o in offices_of(user) if o.role in roles]
    if part is Part.OWN:
        return Q(organisation_id__in=held)
    return Q(organisation__parent_id__in=held) | Q(organisation_id__in=held, organisation__parent_id__isnull=True)


def _waits_for(user: User, move: Move) -> Q:
    waits = _of_part(user, move.part) & Q(state__in=[s.value for s in move.sources])
    if move in {workflow.CHECK, workflow.APPROVE}:
        return waits & ~Q(prepared_by=user) & (Q(pledge__member__isnull=True) | ~Q(pledge__member__user=user))
    return waits & Q(version_id=F("pledge__current_id"))


def _near(user: User) -> QuerySet[Publication]:
    """Unfinished ones of the person's organisations and of those right below: an index finds them among millions."""
    held = [o.organisation_id for o in offices_of(user) if o.role in OFFICERS | APPROVERS]
    near = Organisation.objects.filter(Q(pk__in=held) | Q(parent_id__in=held)).values("pk")
    return Publication.objects.filter(organisation_id__in=near, state__in=OPEN_STATES)


def awaiting(user: User, move: Move) -> QuerySet[Publication]:
    """What waits for this very person to take this step, oldest first; all of it lies in the person's reach."""
    return _with_parts(_near(user).filter(_waits_for(user, move))).order_by("id")


def on_the_board(user: User) -> QuerySet[Publication]:
    """What hangs on the boards of the person's organisations and of those right below; the newest first."""
    held = [o.organisation_id for o in offices_of(user) if o.role in OFFICERS | APPROVERS]
    near = Organisation.objects.filter(Q(pk__in=held) | Q(parent_id__in=held)).values("pk")
    return _with_parts(Publication.objects.filter(organisation_id__in=near, state=State.LIVE)).order_by("-id")


def waiting_states(user: User, limit: int) -> Counter[str]:
    """How many wait for this person by state, and how many reasons; counted up to the limit in one query."""
    steps = (workflow.PREPARE, workflow.CHECK, workflow.APPROVE, workflow.GO_LIVE)
    rows = _near(user).filter(reduce(or_, (_waits_for(user, move) for move in steps)))
    states = rows.order_by().values_list("state", flat=True)
    told = reasons.waiting(user).order_by().values_list(Value(REASONS, output_field=CharField()), flat=True)
    return Counter(states.union(told, all=True)[:limit])


def under_way(user: User, version: PledgeVersion) -> Publication | None:
    """The check of this very text, while it goes on."""
    going = [state for state in OPEN_STATES if state != State.RETURNED]
    return visible_to(user).filter(version=version, state__in=going).first()


def to_prepare(organisation_ids: list[int]) -> QuerySet[Pledge]:
    """Filed pledges of these organisations that nobody has put forward yet."""
    open_ones = Publication.objects.filter(version_id=OuterRef("current_id"), state__in=OPEN_STATES)
    return (
        Pledge.objects.filter(~Exists(open_ones), organisation_id__in=organisation_ids, stage=Stage.FILED)
        .select_related("organisation", "member", "round", "current")
        .order_by("organisation_id", "stage_at", "id")
    )


def known_names(organisation: Organisation) -> frozenset[str]:
    """Roster names of the branch and its township: whoever of them stands in a text is a third party."""
    parent = organisation.parent
    path = (parent.path if parent and parent.parent_id else organisation.path) or ""
    names = Member.objects.filter(below(path, field="branch__path")).values_list("name", flat=True)
    return frozenset(name for name in names if len(name) > 1)
