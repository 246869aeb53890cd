"""Sign-ins are issued by the branch on slips that are shown once."""

from django.test import Client
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions.signins import stem_of
from jiannuo.orgs.models import Member


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


def test_the_passwords_are_shown_once_and_kept_nowhere(county):
    client = county.client("neighbour_secretary")
    _issue(client, county)
    password = client.get(reverse("orgs:slips")).context["slips"][0]["password"]
    assert password not in client.get(reverse("orgs:slips")).text
    assert password not in str(list(Entry.objects.values()))
    assert password not in str(dict(client.session))


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
