import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.demo.almanac import Almanac
from jiannuo.demo.people import people
from jiannuo.demo.places import COUNTY, SECTORS, Place
from jiannuo.demo.stages import SPRING, Goal, last_round
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import GuidanceGroup, Member, Organisation, OrgKind, Role, Sector

IN_OFFICE_SINCE = date(2010, 12, 27)
SECRETARIES = {
    "CN": "沈国章",
    "CN01": "谢长庚",
    "CN02": "卢望山",
    "CN03": "尹素华",
    "CN04": "程致远",
    "CN05": "万春和",
    "CN06": "贺文清",
    "CN07": "龚立军",
}
ORGANISERS = {
    "CN": "严若兰",
    "CN01": "罗成才",
    "CN02": "汤青禾",
    "CN03": "易小雅",
    "CN04": "武思齐",
    "CN05": "赖月明",
    "CN06": "常平",
    "CN07": "乔大川",
}


@dataclass
class Loaded:
    """What has been loaded, by code of the organisation."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, list[Member]] = field(default_factory=dict)
    secretaries: dict[str, User] = field(default_factory=dict)
    organisers: dict[str, User] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)


@transaction.atomic
def person(username: str, name: str, *, by: User | None) -> User:  # noqa: ARG001 - the system acts
    """A sign-in without a password: on a demo one enters by the doors."""
    return User.objects.create_user(username, display_name=name)


@transaction.atomic
def plant(*, by: User | None) -> Loaded:
    """The tree with its sectors, rosters, secretaries and organisers."""
    loaded = Loaded()
    for code, name, classes in SECTORS:
        loaded.sectors[code] = Sector.objects.create(code=code, name=name, classes=list(classes))
    _grow(COUNTY, None, loaded, random.Random(1227))  # noqa: S311 - a fixed demo
    education = loaded.sectors["education"]
    top = loaded.organisations["CN"]
    group = GuidanceGroup.objects.create(name="楚宁县教育系统指导小组", organisation=top, sector=education)
    guide = person("demo-guide", "方静仪", by=by)
    appoint(by=by, user=guide, organisation=top, role=Role.GUIDE, starts_on=IN_OFFICE_SINCE, guidance_group=group)
    return loaded


@transaction.atomic
def settle_in(loaded: Loaded, almanac: Almanac, *, by: User | None) -> None:  # noqa: ARG001 - the system acts
    """Since when each is here: who tried last year's round, who began with this year's, late starters lately.

    Nothing is expected of anybody for a period that ended before he came.
    """
    before = last_round(by_all=almanac.is_early)
    tried = {o.pk for code, o in loaded.organisations.items() if any(c.startswith(code) for c in before)}
    early = {o.pk for code, o in loaded.organisations.items() if any(c.startswith(code) for c in SPRING)}
    for ids, day in (
        (early - tried, almanac.opens_on),
        (tried, date(almanac.year - 1, 1, 10)),
        ({o.pk for o in loaded.organisations.values()} - early, almanac.quarter_began),
    ):
        Organisation.objects.filter(pk__in=ids).update(came_on=day)
        Member.objects.filter(branch__in=ids).update(came_on=day)
    late = [m.pk for code in SPRING for m, goal in _goals(loaded, code) if goal is Goal.NONE]
    Member.objects.filter(pk__in=late).update(came_on=almanac.quarter_began)


def _goals(loaded: Loaded, code: str) -> list[tuple[Member, Goal]]:
    goals, members = SPRING[code], loaded.members.get(code, [])
    return [(member, goals[n % len(goals)]) for n, member in enumerate(members, start=1)]


def _grow(place: Place, parent: Organisation | None, loaded: Loaded, dice: random.Random) -> None:
    organisation = found(
        by=None,
        parent=parent,
        code=place.code,
        name=place.name,
        kind=place.kind,
        short_name=place.short_name,
        level=place.level,
        org_class=place.org_class,
        sector=loaded.sectors.get(place.sector),
        duty=place.duty,
        contact=f"0719-{dice.randint(2000000, 8999999)}" if place.members else "",
    )
    loaded.organisations[place.code] = organisation
    if place.kind is OrgKind.BRANCH:
        _enrol(place, organisation, loaded)
    else:
        _staff(place, organisation, loaded)
    for child in place.children:
        _grow(child, organisation, loaded, dice)


def _is_probationary(number: int, place: Place) -> bool:
    """The last on the roster of a branch that is not small."""
    return number == place.members - 1 and place.members > 7


def _admitted_lately() -> date:
    """A day within the probationary year."""
    return (today() - timedelta(days=150)).replace(day=1)


def _enrol(place: Place, branch: Organisation, loaded: Loaded) -> None:
    """The roster; the first is the secretary, the second the organiser, both with sign-ins."""
    rows = [
        Member(
            branch=branch,
            name=p.name,
            sex=p.sex,
            born_on=p.born_on,
            joined_on=_admitted_lately() if _is_probationary(n, place) else p.joined_on,
            unit_and_post=f"{place.short_name.removesuffix('支部')}{p.post}",
            duty=p.duty,
            consents_to_name=n % 3 != 2,
            is_probationary=_is_probationary(n, place),
            is_mobile=n == place.members - 2 and place.members > 7,
        )
        for n, p in enumerate(islice(people(place.org_class, seed=place.code), place.members))
    ]
    for member, role, title, held in (
        (rows[0], Role.SECRETARY, "书记", loaded.secretaries),
        (rows[1], Role.ORGANISER, "组织委员", loaded.organisers),
    ):
        member.user = held[place.code] = person(f"demo-{place.code}-{role}".lower(), member.name, by=None)
        member.unit_and_post = f"{place.short_name}{title}"
        appoint(by=None, user=member.user, organisation=branch, role=role, starts_on=IN_OFFICE_SINCE, title=title)
    rest = [m for m in rows if m.user is None and m.born_on and m.born_on.year > 1950]  # the oldest promise orally
    users = [
        User(username=f"demo-{place.code}-{n}".lower(), display_name=m.name, password=make_password(None))
        for n, m in enumerate(rest)
    ]
    for member, user in zip(rest, User.objects.bulk_create(users), strict=True):
        member.user = user
    loaded.members[place.code] = Member.objects.bulk_create(rows)


def _staff(place: Place, organisation: Organisation, loaded: Loaded) -> None:
    for names, role, title, held in (
        (SECRETARIES, Role.SECRETARY, "书记", loaded.secretaries),
        (ORGANISERS, Role.ORGANISER, "组织委员", loaded.organisers),
    ):
        name = names.get(place.code) or next(people(place.org_class, seed=f"{place.code}{role}")).name
        held[place.code] = person(f"demo-{place.code}-{role}".lower(), name, by=None)
        appoint(
            by=None, user=held[place.code], organisation=organisation, role=role, starts_on=IN_OFFICE_SINCE, title=title
        )
