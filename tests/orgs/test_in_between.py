"""Two at once: what is free when it is looked for is taken when it is written; what was open is closed by then."""

from contextlib import contextmanager
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from jiannuo.accounts.actions import open_sign_in
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.actions.second_line import add_sector
from jiannuo.orgs.actions.tree import close
from jiannuo.orgs.models import Appointment, Organisation, OrgKind, Role, Sector

DAY = date(2011, 1, 5)


@contextmanager
def somebody_else(asks, act):
    """Acts once, right after the database was first asked so: before whatever statement follows."""
    state = {"asked": False, "done": False}

    def between(execute, sql, params, many, context):
        if state["asked"] and not state["done"]:
            state["done"] = True
            act()
        answer = execute(sql, params, many, context)
        state["asked"] = state["asked"] or (sql.startswith("SELECT") and asks in sql)
        return answer

    with connection.execute_wrapper(between):
        yield
    assert state["done"]


def test_a_user_name_taken_in_between_is_left_to_whoever_took_it(county):
    with somebody_else('FROM "accounts_user"', lambda: User.objects.create_user("zdy1")):
        user, _ = open_sign_in(by=None, stem="zdy", display_name="周大有")
    assert user.username == "zdy2"
    assert User.objects.filter(username__startswith="zdy").count() == 2


def test_two_sectors_added_at_once_are_two(county):
    with somebody_else('FROM "orgs_sector"', lambda: Sector.objects.create(code="s1", name="卫生系统", classes=[])):
        made = add_sector(by=county.users["administrator"], name="交通系统", classes=[])
    assert made.code == "s2"
    assert set(Sector.objects.values_list("name", flat=True)) == {"教育系统", "卫生系统", "交通系统"}


def test_a_code_taken_in_between_is_said_so(county):
    more = {"kind": OrgKind.BRANCH, "parent": county.town}

    def another():
        Organisation.objects.create(code="B9", name="先建的", short_name="先建的", **more)

    with somebody_else('"orgs_organisation"."code" =', another), pytest.raises(Refusal, match="组织代码“B9”已被使用"):
        found(by=None, code="B9", name="后建的", **more)
    assert not Organisation.objects.filter(name="后建的").exists()


def test_nothing_is_founded_or_appointed_where_somebody_has_closed_meanwhile(county):
    """The page was opened before: what it showed is not what is judged."""
    shown = Organisation.objects.get(pk=county.school.pk)
    close(county.school, by=county.users["town_secretary"], closed_on=DAY)
    with pytest.raises(Refusal, match="已撤销"):
        appoint(
            by=county.users["town_secretary"],
            user=county.users["co_member"],
            organisation=shown,
            role=Role.ORGANISER,
            starts_on=DAY,
        )
    with pytest.raises(Refusal, match="已撤销"):
        found(by=county.users["town_secretary"], parent=shown, code="B9", name="新建的", kind=OrgKind.GROUP)


def _office(county, starts_on, **more):
    return Appointment.objects.create(
        user=county.users["co_member"],
        organisation=county.branch,
        role=more.pop("role", Role.ORGANISER),
        starts_on=starts_on,
        **more,
    )


def test_an_office_is_held_once_at_a_time(county):
    _office(county, date(2010, 1, 1), ends_on=date(2010, 6, 1))
    _office(county, DAY)
    _office(county, DAY, role=Role.CITIZEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        _office(county, DAY)


def test_offices_that_old_data_has_twice_are_ended_but_for_the_earliest(county):
    migration = import_module("jiannuo.orgs.migrations.0009_end_doubled_offices")
    connection.check_constraints()  # PostgreSQL drops nothing of a table that has checks outstanding
    with connection.cursor() as cursor:
        cursor.execute('DROP INDEX "appointment_once_while_it_lasts"')
    late, first, same = (_office(county, day) for day in (DAY, date(2010, 1, 1), date(2010, 1, 1)))
    citizen = _office(county, DAY, role=Role.CITIZEN)
    before = Appointment.objects.filter(ends_on__isnull=True).count()
    migration.end_doubles(apps, None)
    assert Appointment.objects.filter(ends_on__isnull=True).count() == before - 2
    for row, ends_on in ((late, DAY), (first, None), (same, date(2010, 1, 1)), (citizen, None)):
        row.refresh_from_db()
        assert row.ends_on == ends_on
