"""A small county that every test may use: two towns, three branches, one sign-in per role."""

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from jiannuo.accounts.models import User
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import GuidanceGroup, Member, Organisation, OrgClass, OrgKind, OrgLevel, Role, Sector, Sex
from jiannuo.pledges.models import ItemKind, Pledge, PledgeItem
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.models import Round


def pytest_configure() -> None:
    """Plain static addresses: tests need no collected files. Passwords are hashed quickly."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]


# Their forms carry no `once`: they open a window of its own, or are sent by a script while somebody types.
WITHOUT_KEY = {
    *("ballots:open", "appraisal:survey_open", "appraisal:mutual_start", "pledges:autosave"),
    *("appraisal:leader_subject_autosave", "appraisal:leader_member_autosave"),
}
BY_SCRIPT = "appraisal:judge"  # one block at a time goes without it, the whole section with it


class FormClient(Client):
    """Sends what a form of ours sends: with `once` a form acts in the middleware's transaction, or not at all."""

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:
        found = resolve(urlsplit(path).path)
        is_bare = found.view_name in WITHOUT_KEY or (found.view_name == BY_SCRIPT and "headers" in more)
        if not is_bare and (data is None or isinstance(data, dict)):
            data = {"once": str(uuid.uuid4())} | (data or {})
        return super().post(path, data, *args, **more)


@dataclass
class County:
    county: Organisation
    town: Organisation
    other_town: Organisation
    branch: Organisation  # a village branch of `town`
    neighbour: Organisation  # another branch of `town`
    far_branch: Organisation  # a branch of `other_town`
    school: Organisation  # a school branch of `town`, sector education
    sector: Sector
    round: Round
    users: dict[
        str, User
    ]  # member, co_member, secretary, organiser, town_secretary, town_organiser, county_organiser, leader, guide,
    # neighbour_secretary, far_secretary, administrator
    member: Member
    co_member: Member
    secretary_member: Member
    neighbour_member: Member

    def client(self, who: str) -> Client:
        client = FormClient()
        client.force_login(self.users[who])
        return client

    def draft(self, member: Member | None = None, text: str = "每月为村里水泥巷道洒水2次", **more: object) -> Pledge:
        """A draft with one deed; of the branch itself when `member` is None."""
        organisation = member.branch if member else self.branch
        pledge = Pledge.objects.create(
            round=self.round,
            organisation=organisation,
            member=member,
            path=organisation.path or "",
            sector_id=organisation.sector_id,
            boxes={"deed": text},
            **more,
        )
        PledgeItem.objects.create(pledge=pledge, kind=ItemKind.DEED, position=1, text=text, text_key=str(hash(text)))
        return pledge


def _user(name: str) -> User:
    return User.objects.create_user(name, display_name=name)


def _rows() -> dict[str, set[tuple]]:
    """Every stored row of the rooms, by table, as the database keeps it."""
    tables = [m._meta.db_table for m in apps.get_models(True) if m.__module__.startswith("jiannuo.")]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own table
            found[table] = set(cursor.fetchall())
    return found


@pytest.fixture(scope="session")
def _founded(django_db_setup: None, django_db_blocker) -> tuple[County, dict[str, set[tuple]]]:
    """The county, founded once by the product's own actions, and the rows that came of it; undone at once."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(datetime(2011, 1, 4, 1, 0, tzinfo=UTC)):
        before = _rows()
        county = _found()
        rows = {table: new for table, now in _rows().items() if (new := now - before[table])}
        transaction.set_rollback(True)
    return county, rows


@pytest.fixture
def county(db: None, _founded: tuple[County, dict[str, set[tuple]]]) -> County:
    founded, tables = _founded
    with connection.cursor() as cursor:
        for table, rows in tables.items():
            row = f"({', '.join(['%s'] * len(next(iter(rows))))})"
            places, values = ", ".join([row] * len(rows)), [value for row in rows for value in row]
            cursor.execute(f'INSERT INTO "{table}" VALUES {places}', values)  # noqa: S608  our own table
    return copy.deepcopy(founded)


def _found() -> County:
    education = Sector.objects.create(code="education", name="教育系统", classes=[OrgClass.SCHOOL, OrgClass.UNIVERSITY])
    top = found(by=None, parent=None, code="C", name="中共云川县委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.COUNTY)
    town = found(
        by=None, parent=top, code="T1", name="中共清河镇委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.TOWNSHIP
    )
    other = found(
        by=None, parent=top, code="T2", name="中共石桥镇委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.TOWNSHIP
    )
    branch = found(by=None, parent=town, code="B1", name="柳树湾村党支部", kind=OrgKind.BRANCH)
    neighbour = found(by=None, parent=town, code="B2", name="白杨坪村党支部", kind=OrgKind.BRANCH)
    far = found(
        by=None, parent=other, code="B3", name="石桥社区党支部", kind=OrgKind.BRANCH, org_class=OrgClass.COMMUNITY
    )
    school = found(
        by=None,
        parent=town,
        code="B4",
        name="清河中学党支部",
        kind=OrgKind.BRANCH,
        org_class=OrgClass.SCHOOL,
        sector=education,
    )
    names = [
        "member",
        "co_member",
        "secretary",
        "organiser",
        "town_secretary",
        "town_organiser",
        "county_organiser",
        "leader",
        "guide",
        "neighbour_secretary",
        "far_secretary",
        "administrator",
    ]
    users = {name: _user(name) for name in names}
    group = GuidanceGroup.objects.create(name="教育系统指导小组", organisation=top, sector=education)
    offices = [
        ("secretary", branch, Role.SECRETARY),
        ("organiser", branch, Role.ORGANISER),
        ("town_secretary", town, Role.SECRETARY),
        ("town_organiser", town, Role.ORGANISER),
        ("county_organiser", top, Role.ORGANISER),
        ("leader", top, Role.LEADER),
        ("neighbour_secretary", neighbour, Role.SECRETARY),
        ("far_secretary", far, Role.SECRETARY),
        ("administrator", top, Role.ADMINISTRATOR),
    ]
    for who, organisation, role in offices:
        appoint(by=None, user=users[who], organisation=organisation, role=role, starts_on=date(2010, 1, 1))
    appoint(
        by=None,
        user=users["guide"],
        organisation=top,
        role=Role.GUIDE,
        starts_on=date(2010, 1, 1),
        guidance_group=group,
    )

    def member(name: str, organisation: Organisation, user: User | None) -> Member:
        return Member.objects.create(
            branch=organisation,
            name=name,
            sex=Sex.MALE,
            born_on=date(1970, 5, 1),
            joined_on=date(1995, 7, 1),
            unit_and_post="柳树湾村村民",
            user=user,
        )

    return County(
        county=top,
        town=town,
        other_town=other,
        branch=branch,
        neighbour=neighbour,
        far_branch=far,
        school=school,
        sector=education,
        round=open_round(by=None, organisation=top, year=2011),
        users=users,
        member=member("周大有", branch, users["member"]),
        co_member=member("陈小满", branch, users["co_member"]),
        secretary_member=member("李书记", branch, users["secretary"]),
        neighbour_member=member("王邻居", neighbour, None),
    )


@pytest.fixture
def queries_of() -> Callable[[Client, str], int]:
    """How many queries a page takes: `queries_of(client, url)`."""

    def count(client: Client, url: str) -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(url).status_code == 200
        return len(context)

    return count
