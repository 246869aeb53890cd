"""Sign-ins are issued by the branch on slips that are there until they have been printed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.actions.signins import stem_of
from jiannuo.orgs.models import Member, Role

NOW = datetime(2011, 6, 15, 1, 0, tzinfo=UTC)


def _issue(client, county):
    return client.post(reverse("orgs:sign_ins", args=[county.neighbour.pk]))


def test_a_branch_gets_slips_for_those_without_a_sign_in(county):
    client = county.client("neighbour_secretary")
    assert _issue(client, county).url == reverse("orgs:slips")
    slips = client.get(reverse("orgs:slips")).context["slips"]
    assert [(s["name"], s["username"]) for s in slips] == [("王邻居", "wlj1")]
    enters = Client().post(reverse("account_login"), {"login": "wlj1", "password": slips[0]["password"]})
    assert enters.status_code == 302
    assert User.objects.get(username="wlj1").must_change_password


def test_passwords_are_shown_until_they_are_printed_and_then_kept_nowhere(county):
    """The first answer may be lost on its way: reloading the page, or the roster, leads to the slips again."""
    client = county.client("neighbour_secretary")
    _issue(client, county)
    password = client.get(reverse("orgs:slips")).context["slips"][0]["password"]
    assert password in client.get(reverse("orgs:slips")).text
    roster = reverse("orgs:members", args=[county.neighbour.pk])
    assert "1张密码条还没有点" in client.get(roster).text
    assert client.post(reverse("orgs:slips_printed")).url == reverse("orgs:slips")
    assert "没有等待打印的密码条" in client.get(reverse("orgs:slips")).text
    assert "张密码条还没有点" not in client.get(roster).text
    assert password not in str(list(Entry.objects.values()))
    assert password not in str(dict(client.session))


def test_slips_that_nobody_calls_printed_go_after_half_an_hour(county):
    client = county.client("neighbour_secretary")
    with time_machine.travel(NOW, tick=False) as clock:
        _issue(client, county)
        clock.shift(timedelta(minutes=29))
        assert len(client.get(reverse("orgs:slips")).context["slips"]) == 1
        clock.shift(timedelta(minutes=2))
        assert client.get(reverse("orgs:slips")).context["slips"] == []
        assert dict(client.session)["sign_in_slips"] == []


def test_a_second_sheaf_does_not_push_the_first_away(county):
    client = county.client("neighbour_secretary")
    _issue(client, county)
    Member.objects.create(branch=county.neighbour, name="新来的", sex="male")
    _issue(client, county)
    assert [s["name"] for s in client.get(reverse("orgs:slips")).context["slips"]] == ["王邻居", "新来的"]


def test_slips_that_were_lost_are_made_anew_for_whoever_never_entered(county):
    """Whoever has entered keeps the password, whoever has no slip yet is not meant."""
    Member.objects.create(branch=county.neighbour, name="进来过的", sex="male")
    client = county.client("neighbour_secretary")
    roster = reverse("orgs:members", args=[county.neighbour.pk])
    assert "给没登录过的重新发放" not in client.get(roster).text
    _issue(client, county)
    lost, entered = client.get(reverse("orgs:slips")).context["slips"]
    Client().post(reverse("account_login"), {"login": entered["username"], "password": entered["password"]})
    Member.objects.create(branch=county.neighbour, name="新来的", sex="male")
    client.post(reverse("orgs:slips_printed"))
    assert "以前发给他们的密码条随即作废" in client.get(roster).text
    client.post(reverse("orgs:sign_ins", args=[county.neighbour.pk]), {"again": "1"})
    slips = client.get(reverse("orgs:slips")).context["slips"]
    assert [(s["name"], s["username"]) for s in slips] == [("王邻居", lost["username"])]
    holder = User.objects.get(username=lost["username"])
    assert (holder.check_password(slips[0]["password"]), holder.check_password(lost["password"])) == (True, False)
    assert User.objects.get(username=entered["username"]).check_password(entered["password"])
    assert Member.objects.get(name="新来的").user is None


def test_a_sheaf_made_anew_leaves_out_whose_office_is_out_of_hand(county):
    client = county.client("neighbour_secretary")
    _issue(client, county)
    held = Member.objects.get(name="王邻居").user
    before = User.objects.get(pk=held.pk).password
    appoint(by=None, user=held, organisation=county.town, role=Role.SECRETARY, starts_on=date(2010, 1, 1))
    answer = client.post(reverse("orgs:sign_ins", args=[county.neighbour.pk]), {"again": "1"})
    assert "都已发放登录账号" in answer.text
    assert User.objects.get(pk=held.pk).password == before


def test_those_who_have_a_sign_in_keep_it(county):
    client = county.client("secretary")
    page = client.post(reverse("orgs:sign_ins", args=[county.branch.pk]))
    assert "都已发放登录账号" in page.text
    assert Member.objects.get(pk=county.member.pk).user == county.users["member"]


def test_a_forgotten_password_is_issued_anew(county):
    client = county.client("secretary")
    client.post(reverse("orgs:sign_in", args=[county.member.pk]))
    slip = client.get(reverse("orgs:slips")).context["slips"][0]
    assert slip["username"] == "member"
    assert User.objects.get(username="member").check_password(slip["password"])


def test_nobody_issues_for_himself_or_for_neighbours(county):
    own = county.client("secretary").post(reverse("orgs:sign_in", args=[county.secretary_member.pk]))
    assert "修改密码" in own.text
    beside = county.client("neighbour_secretary").post(reverse("orgs:sign_in", args=[county.member.pk]))
    assert beside.status_code == 404
    member = county.client("member").post(reverse("orgs:sign_in", args=[county.member.pk]))
    assert member.status_code == 422


def test_a_name_becomes_initials_and_a_name_without_pinyin_still_gets_one():
    assert (stem_of("周大有"), stem_of("阿里木·买买提"), stem_of("★")) == ("zdy", "almmmt", "dy")


def _offices_of_the_member(county, organisation, role):
    """The village's roster holds somebody with an office elsewhere."""
    appoint(by=None, user=county.users["member"], organisation=organisation, role=role, starts_on=date(2010, 1, 1))


@pytest.mark.parametrize("act", ["sign_in", "member_leave"])
def test_a_branch_takes_no_office_over_that_it_cannot_give(county, act):
    _offices_of_the_member(county, county.town, Role.SECRETARY)
    before = User.objects.get(username="member").password
    sent = {"left_on": "2011-03-01", "reason": "其他"}
    answer = county.client("secretary").post(reverse(f"orgs:{act}", args=[county.member.pk]), sent)
    assert "清河镇" in answer.text
    assert answer.status_code == 422
    assert User.objects.get(username="member").password == before
    assert Member.objects.get(pk=county.member.pk).left_on is None
    page = county.client("secretary").get(reverse("orgs:member", args=[county.member.pk])).text
    assert "办理离开本支部" not in page
    assert "重新发放密码" not in page


def test_whoever_appoints_issues_the_password_anew(county):
    _offices_of_the_member(county, county.branch, Role.ORGANISER)
    issued = county.client("secretary").post(reverse("orgs:sign_in", args=[county.member.pk]))
    assert issued.url == reverse("orgs:slips")


def test_an_organiser_does_not_enter_as_the_secretary(county):
    refused = county.client("organiser").post(reverse("orgs:sign_in", args=[county.secretary_member.pk]))
    assert refused.status_code == 422
    above = county.client("town_organiser").post(reverse("orgs:sign_in", args=[county.secretary_member.pk]))
    assert above.url == reverse("orgs:slips")
