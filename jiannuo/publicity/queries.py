"""Reads of the signed-in side; what the public may read is in board.py."""

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation, OrgLevel
from jiannuo.orgs.offices import LEADERS, OFFICERS, Office, at_or_right_below, below, offices_of, reach, roster_line_of
from jiannuo.pledges.models import Pledge, PledgeVersion
from jiannuo.pledges.queries import signed_by
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import reasons, workflow
from jiannuo.publicity.models import OPEN_STATES, Publication
from jiannuo.publicity.workflow import Move, Part, State

_WAITING = [*OPEN_STATES, State.WITHDRAWN]
REASONS = "reasons"  # beside the states of publications: reasons of promises not kept


def visible_to(user: User) -> QuerySet[Publication]:
    """Publications in the person's reach and of the own pledge. Lists and details start here."""
    mine = Q(pledge__member__user=user)
    return _with_parts(Publication.objects.filter(reach(user, sector_field="pledge__sector_id") | mine))


def _with_parts(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    parts = rows.select_related("organisation", "pledge__member", "pledge__round", "version", "prepared_by", "ended_by")
    return parts.defer("version__content", "pledge__boxes")


def with_filed_words(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """The same rows with the filed text, where the public one is held beside it."""
    return rows.defer(None).defer("pledge__boxes")


def _held(user: User, part: Part) -> list[Office]:
    """Those of the person's offices that act in this part."""
    roles = {Part.OWN: OFFICERS, Part.CHECKER: OFFICERS | LEADERS, Part.APPROVER: LEADERS}[part]
    return [office for office in offices_of(user) if office.role in roles]


def _of_part(user: User, part: Part) -> Q:
    """Where the person's office is the one to act; the same rule as policies, as a condition."""
    held = _held(user, part)
    here = [office.organisation_id for office in held]
    if part is Part.OWN:
        return Q(organisation_id__in=here)
    top = [office.organisation_id for office in held if office.is_topmost]
    below_ = Q(organisation__parent_id__in=here)
    return below_ | Q(organisation_id__in=top) if top else below_


def _is_alien(user: User) -> Q:
    """Put forward by somebody else, and not the person's own promise, alone or with others (C11)."""
    line = roster_line_of(user)
    by_others = ~Q(prepared_by=user)
    return by_others & ~Q(pledge__in=signed_by(line)) if line else by_others


def _untold(user: User) -> Q:
    """Taken down by others, and the level above has not looked at it."""
    line = roster_line_of(user)
    by_others = Q(noted_at=None) & ~Q(ended_by=user)
    return by_others & ~Q(pledge__in=signed_by(line)) if line else by_others


def _waits_for(user: User, *moves: Move) -> Q:
    """Moves of one part: what waits for this person to take one of them."""
    part = moves[0].part
    if not _held(user, part):
        return Q(pk__in=[])
    waits = Q(state__in=[state.value for move in moves for state in move.sources]) & _of_part(user, part)
    if workflow.NOTE in moves:
        return waits & _untold(user)
    return waits & (Q(version_id=F("pledge__current_id")) if part is Part.OWN else _is_alien(user))


def _near(user: User) -> QuerySet[Publication]:
    """Of the person's organisations and of those right below: an index finds them among millions."""
    held = [office.organisation_id for office in offices_of(user) if office.role in OFFICERS | LEADERS]
    return Publication.objects.filter(organisation_id__in=at_or_right_below(held))


def awaiting(user: User, move: Move) -> QuerySet[Publication]:
    """What waits for this very person to take this step, oldest first; all of it lies in the person's reach."""
    return _with_parts(_near(user).filter(_waits_for(user, move), state__in=_WAITING)).order_by("id")


def on_the_board(user: User) -> QuerySet[Publication]:
    """What hangs on the boards of the person's organisations and of those right below; the newest first."""
    return _with_parts(_near(user).filter(state=State.LIVE)).order_by("-id")


def taken_down(user: User) -> QuerySet[Publication]:
    """What was taken off those boards, looked at or not; the latest first."""
    return _with_parts(_near(user).filter(state=State.WITHDRAWN)).order_by("-ended_at", "-id")


def years_of(rows: QuerySet[Any], field: str = "pledge__round__year") -> list[int]:
    """Of which rounds these publications (or pledges) are, the latest first."""
    return sorted(rows.order_by().values_list(field, flat=True).distinct(), reverse=True)


def waiting_states(user: User, limit: int) -> Counter[str]:
    """Of all rounds."""
    found: Counter[str] = Counter()
    for (state, _round), number in waiting_by_round(user, limit).items():
        found[state] += number
    return found


def waiting_by_round(user: User, limit: int) -> Counter[tuple[str, int]]:
    """How many wait for this person by state and round, and how many reasons; up to the limit in one query."""
    steps = ((workflow.PREPARE, workflow.GO_LIVE), (workflow.CHECK,), (workflow.APPROVE,), (workflow.NOTE,))
    waits = reduce(or_, (_waits_for(user, *moves) for moves in steps))
    rows = _near(user).filter(waits, state__in=_WAITING)
    states = rows.order_by().values_list("state", "pledge__round_id")
    told = reasons.waiting(user).order_by().values_list(Value(REASONS, output_field=CharField()), "item__round_id")
    return Counter(states.union(told, all=True)[:limit])


def under_way(user: User, version: PledgeVersion) -> Publication | None:
    """The check of this very text, while it goes on."""
    going = [state for state in OPEN_STATES if state != State.RETURNED]
    return visible_to(user).filter(version=version, state__in=going).first()


def to_prepare(organisation_ids: list[int], *, is_taken_down: bool = False) -> QuerySet[Pledge]:
    """Filed pledges of these organisations that nobody has put forward yet; or those that are public no more."""
    open_ones = Publication.objects.filter(version_id=OuterRef("current_id"), state__in=OPEN_STATES)
    return (
        Pledge.objects.filter(~Exists(open_ones), organisation_id__in=organisation_ids, stage=Stage.FILED)
        .filter(taken_down_at__isnull=not is_taken_down)
        .select_related("organisation", "member", "round", "current")
        .order_by("organisation_id", "stage_at", "id")
    )


def known_names(organisation: Organisation) -> frozenset[str]:
    """Roster names of the organisation and its township: whoever of them stands in a text is a third party."""
    names = Member.objects.filter(below(_neighbourhood(organisation), field="branch__path"))
    return frozenset(name for name in names.values_list("name", flat=True) if len(name) > 1)


def _neighbourhood(organisation: Organisation) -> str:
    """The path of its township or, of what belongs to none, of the highest unit; of a county and above its own."""
    path = organisation.path or ""
    local = Organisation.objects.filter(pk__in=path.split("/")[1:-1], level__in=[OrgLevel.TOWNSHIP, OrgLevel.UNIT])
    return local.order_by("path").values_list("path", flat=True).first() or path
