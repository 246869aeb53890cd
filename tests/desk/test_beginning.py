"""After `manage.py found` the desk says what comes first, each step until it is done."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import expect_proposals
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import Appointment, GuidanceGroup, Member, Organisation, OrgKind, OrgLevel, Role, Sector
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.workflow import Stage
from tests.walking import walk


@pytest.fixture(params=["2026-01-08 09:00+08:00", "2026-11-23 09:00+08:00"])
def begun(request, db, capsys):
    """Founded before the round's February, and in the middle of its year."""
    with time_machine.travel(request.param):
        yield _begun(capsys)


def _begun(capsys):
    call_command("found", "中共云川县委员会", code="C", secretary="沈国章")
    assert "先做的事" in capsys.readouterr().out
    return User.objects.get(username="shuji1")


def test_a_founded_county_is_told_what_comes_first(begun):
    top = Organisation.objects.get()
    lines = desk_of(begun).due
    assert desk_of(begun).round_title in {"2026年公开承诺2月1日（还有24天）开始", "2026年公开承诺"}
    here = [line.url for line in lines]
    assert here[:5] == [
        f"/orgs/{top.pk}/found/",
        f"/orgs/{top.pk}/roster/",
        f"/orgs/{top.pk}/members/",
        f"/orgs/{top.pk}/admit/",
        "/orgs/second-line/",
    ]
    begun.must_change_password = False
    begun.save()
    client = Client()
    client.force_login(begun)
    assert "现在没有等您办的事" not in client.get("/desk/").text
    assert {url: client.get(url).status_code for url in here} == dict.fromkeys(here, 200)


def test_until_february_the_desk_says_when_the_round_begins(db, capsys):
    with time_machine.travel("2026-01-08 09:00+08:00"):
        _begun(capsys)
        client = Client()
        client.force_login(User.objects.create_user("zhou"))
        page = client.get("/desk/").text
    assert "2026年公开承诺2月1日（还有24天）开始，到时候您要办的事会列在这里。" in page
    assert "开启本年度的公开承诺后" not in page


def addresses(user):
    desk = desk_of(User.objects.get(pk=user.pk))
    return [line.url for line in desk.due] if desk else []


def test_each_step_stays_until_it_is_done(begun):
    """A town and a branch founded, one member imported: who is to sign in, and who is to be secretary, is asked for."""
    top = Organisation.objects.get()
    town = found(by=None, parent=top, code="T", name="清河镇党委", kind=OrgKind.COMMITTEE, level=OrgLevel.TOWNSHIP)
    assert f"/orgs/{top.pk}/found/" not in addresses(begun)
    assert f"/orgs/{top.pk}/roster/" in addresses(begun)
    branch = found(by=None, parent=town, code="B", name="柳树湾村支部", kind=OrgKind.BRANCH)
    member = Member.objects.create(branch=branch, name="周大有", sex="male")
    to_issue, to_name = f"/orgs/{top.pk}/members/?show=no_sign_in", f"/orgs/?show=headless&below={top.pk}"
    others = [f"/orgs/{top.pk}/admit/", "/orgs/second-line/"]
    here = addresses(begun)
    assert f"/orgs/{top.pk}/roster/" not in here
    assert [url for url in here if url in {to_issue, to_name, *others}] == [to_issue, to_name, *others]
    sentences = [line.sentence for line in desk_of(begun).due]
    assert "中共云川县委员会有 2 个党组织没有登记书记，登记后才能审诺和备案。" in sentences
    member.user = User.objects.create_user("dayou")
    member.save()
    assert to_issue not in addresses(begun)
    assert to_name in addresses(begun)
    for organisation in (town, branch):
        appoint(by=None, user=member.user, organisation=organisation, role=Role.SECRETARY, starts_on=date(2011, 1, 1))
    assert to_name not in addresses(begun)
    citizen = User.objects.create_user("citizen")
    appoint(by=None, user=citizen, organisation=branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    assert [url for url in addresses(begun) if url in others] == others[1:]
    sector = Sector.objects.create(code="education", name="教育系统")
    GuidanceGroup.objects.create(name="教育系统指导小组", organisation=top, sector=sector)
    assert not set(others) & set(addresses(begun))


def test_a_town_is_told_of_its_branches_and_a_branch_of_its_members(county):
    town, branch = county.users["town_organiser"], county.users["organiser"]
    assert f"/orgs/?show=headless&below={county.town.pk}" in addresses(town)  # the school
    assert not [url for url in addresses(branch) if "headless" in url]
    Member.objects.create(branch=county.branch, name="新党员", sex="male")
    to_issue = f"/orgs/{county.branch.pk}/members/?show=no_sign_in"
    assert to_issue in addresses(branch)
    assert f"/orgs/{county.town.pk}/members/?show=no_sign_in" in addresses(town)
    assert to_issue not in addresses(county.users["member"])
    assert not [url for url in addresses(county.users["far_secretary"]) if "no_sign_in" in url]


@time_machine.travel(date(2011, 2, 10))
def test_whose_pledge_is_recorded_for_him_needs_no_sign_in(county):
    member = Member.objects.create(branch=county.branch, name="新党员", sex="male")
    to_issue = f"/orgs/{county.branch.pk}/members/?show=no_sign_in"
    assert to_issue in addresses(county.users["organiser"])
    expect_proposals(county.round, county.county, by=None)
    propose(county.draft(member), by=county.users["organiser"])
    assert to_issue not in addresses(county.users["organiser"])


def test_those_without_a_secretary_are_listed(county):
    rows = county.client("town_organiser").get("/orgs/?show=headless").context["rows"]
    assert [o.pk for o in rows] == [county.school.pk]
    appoint(
        by=None,
        user=county.users["leader"],
        organisation=county.school,
        role=Role.SECRETARY,
        starts_on=date(2011, 1, 1),
    )
    assert "各党组织都登记了书记" in county.client("town_organiser").get("/orgs/?show=headless").text


def test_others_are_not_told(county):
    Appointment.objects.filter(role=Role.GUIDE).delete()
    GuidanceGroup.objects.all().delete()
    first = {who for who in county.users if "/orgs/second-line/" in addresses(county.users[who])}
    assert first == {"county_organiser", "administrator"}


@time_machine.travel(date(2011, 3, 20))
def test_what_is_optional_is_asked_no_longer_once_a_pledge_has_come_to_its_end(county):
    Appointment.objects.filter(role=Role.GUIDE).delete()
    GuidanceGroup.objects.all().delete()
    assert "/orgs/second-line/" in addresses(county.users["county_organiser"])
    walk(county, county.draft(county.member), Stage.FILED)
    assert "/orgs/second-line/" not in addresses(county.users["county_organiser"])
