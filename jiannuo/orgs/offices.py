"""Which offices a person holds today, how far they reach, and the own line on a roster. Loaded once per request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.orgs.models import Appointment, Member, Organisation, Role

OFFICERS = frozenset({Role.SECRETARY, Role.ORGANISER})  # they run the organisation's papers
LEADERS = frozenset({Role.SECRETARY, Role.LEADER})  # they decide for it and answer for those below
OVERSEERS = frozenset({Role.SECRETARY, Role.ORGANISER, Role.LEADER})  # they see all below


@dataclass(frozen=True, slots=True)
class Office:
    """One current appointment: role, organisation and, for a guide, the sector."""

    role: str
    organisation_id: int
    path: str
    name: str
    title: str
    sector_id: int | None

    @property
    def is_topmost(self) -> bool:
        """Nobody stands above its organisation: the path is /1/."""
        return self.path.count("/") == 2


def below(path: str, *, field: str = "path") -> Q:
    """The subtree of `path`, itself included, as one range: "0" is the byte after "/"."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path[:-1] + "0"})


_COLUMNS = (
    *("pk", "role", "organisation_id", "organisation__path", "organisation__name", "title"),
    *("guidance_group__sector_id", "starts_on", "ends_on"),
)


def offices_of(user: User) -> list[Office]:
    """The offices held today; asked of the database once for each user object."""
    cached: list[Office] | None = user.__dict__.get("_offices")
    if cached is None:
        rows = sorted(Appointment.objects.filter(user=user).values_list(*_COLUMNS))  # the first appointed first
        day = today()
        cached = user.__dict__["_offices"] = [
            Office(role, organisation_id, path or "", name, title or Role(role).label, sector_id)
            for _, role, organisation_id, path, name, title, sector_id, starts_on, ends_on in rows
            if _runs(starts_on, ends_on, day)
        ]
    return cached


def _runs(starts_on: date, ends_on: date | None, day: date) -> bool:
    return starts_on <= day and (ends_on is None or ends_on >= day)


def officers_at(organisation_id: int) -> set[int]:
    """Keys of those who run the organisation's papers today."""
    rows = Appointment.objects.filter(organisation=organisation_id, role__in=OFFICERS)
    day = today()
    people = rows.values_list("user_id", "starts_on", "ends_on")
    return {key for key, starts_on, ends_on in people if _runs(starts_on, ends_on, day)}


def holds(user: User, roles: frozenset[Role], organisation_id: int | None) -> bool:
    """Whether the person holds one of the roles at exactly this organisation today."""
    return any(o.organisation_id == organisation_id and o.role in roles for o in offices_of(user))


def oversees(user: User, path: str) -> bool:
    """Whether the path lies at or below an organisation where the person is secretary, organiser or leader."""
    return any(o.role in OVERSEERS and path.startswith(o.path) for o in offices_of(user))


def oversight(user: User, *, path_field: str = "path") -> Q:
    """Rows in the subtrees where the person is secretary, organiser or leader; a Q that is false for others."""
    return reduce(or_, [below(o.path, field=path_field) for o in offices_of(user) if o.role in OVERSEERS], Q(pk__in=[]))


def guidance(user: User, *, path_field: str = "path", sector_field: str = "sector") -> Q:
    """For a guide the own sector inside the group's territory (C32); a Q that is false for others."""
    sectors = [
        below(o.path, field=path_field) & Q(**{sector_field: o.sector_id})
        for o in offices_of(user)
        if o.role == Role.GUIDE
    ]
    return reduce(or_, sectors, Q(pk__in=[]))


def reach(user: User, *, path_field: str = "path", sector_field: str = "sector") -> Q:
    """What the person oversees and what the person guides."""
    return oversight(user, path_field=path_field) | guidance(user, path_field=path_field, sector_field=sector_field)


def own_organisations(user: User) -> list[int]:
    """Ids of the organisations whose papers the person runs."""
    return [o.organisation_id for o in offices_of(user) if o.role in OFFICERS]


def at_or_right_below(organisation_ids: Collection[int]) -> QuerySet[Organisation, int]:
    """Ids of these organisations and of those right below them, for an index to begin with."""
    near = Q(pk__in=organisation_ids) | Q(parent_id__in=organisation_ids)
    return Organisation.objects.filter(near).values_list("pk", flat=True)


def roster_line_of(user: User) -> Member | None:
    """The person's line on a roster, a left one too; asked once for each user object."""
    if "_roster_line" not in user.__dict__:
        user.__dict__["_roster_line"] = Member.objects.filter(user=user).first()
    line: Member | None = user.__dict__["_roster_line"]
    return line


def own_branch(user: User) -> QuerySet[Member, int]:
    """The branch on whose roster the person stands today, for the inside of another query."""
    return Member.objects.filter(user=user, left_on__isnull=True).values_list("branch_id", flat=True)


def member_of(user: User) -> Member | None:
    """The person as a member today."""
    line = roster_line_of(user)
    return line if line and line.left_on is None else None
