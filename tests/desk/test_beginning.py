"""Right after `manage.py found` the desk says what comes first, until there are members."""

import pytest
from django.core.management import call_command
from django.test import Client

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.orgs.models import Member, Organisation, OrgKind


@pytest.fixture
def begun(db, capsys):
    call_command("found", "中共云川县委员会", code="C", secretary="沈国章")
    assert "先做的事" in capsys.readouterr().out
    return User.objects.get(username="shuji1")


def test_a_founded_county_is_told_what_comes_first(begun):
    top = Organisation.objects.get()
    lines = desk_of(begun).due
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


def test_the_hints_go_once_there_are_members(begun):
    branch = Organisation.objects.create(code="B", name="机关支部", kind=OrgKind.BRANCH, path="/1/2/")
    Member.objects.create(branch=branch, name="周大有", sex="male")
    assert not [line for line in desk_of(begun).due if line.url == "/orgs/second-line/"]


def test_others_are_not_told(county):
    Member.objects.all().delete()
    first = {
        who for who in county.users if any(li.url == "/orgs/second-line/" for li in desk_of(county.users[who]).due)
    }
    assert first == {"county_organiser", "administrator"}
