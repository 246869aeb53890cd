"""Sign-ins of people on no roster: with an office, and never more than what the appointing person may give."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.actions.signins import admit
from jiannuo.orgs.models import Appointment, GuidanceGroup, Role


def _url(name, row):
    return reverse(f"orgs:{name}", args=[row.pk])


def _admit(county, who, organisation, role="citizen_representative", **more):
    told = {"name": "田水生", "role": role, "starts_on": "2010-01-01", **more}
    return county.client(who).post(_url("admit", organisation), told)


def _citizen(county, who="secretary", organisation=None):
    _admit(county, who, organisation or county.branch)
    return Appointment.objects.get(user__display_name="田水生")


def test_a_citizen_gets_a_sign_in_that_must_be_changed_and_is_printed_once(county):
    client = county.client("secretary")
    told = {"name": "田水生", "role": "citizen_representative", "starts_on": "2010-01-01"}
    assert client.post(_url("admit", county.branch), told).url == reverse("orgs:slips")
    slip = client.get(reverse("orgs:slips")).context["slips"][0]
    client.post(reverse("orgs:slips_printed"))
    assert slip["password"] not in client.get(reverse("orgs:slips")).text
    assert slip["password"] not in str(list(Entry.objects.values()))
    assert Entry.objects.filter(verb="issue_sign_in", detail__username=slip["username"]).exists()
    citizen = Client()
    citizen.post(reverse("account_login"), {"login": slip["username"], "password": slip["password"]})
    assert citizen.get(reverse("desk:desk")).url == reverse("account_change_password")


@pytest.mark.parametrize(
    ("who", "place", "roles"),
    [
        ("secretary", "branch", ["citizen_representative"]),
        ("town_organiser", "branch", ["citizen_representative", "guide", "administrator", "leader"]),
        ("town_secretary", "town", ["citizen_representative"]),
        ("administrator", "county", ["citizen_representative", "guide", "administrator", "leader"]),
        ("organiser", "branch", None),
        ("member", "branch", None),
        ("leader", "branch", None),
    ],
)
def test_nobody_hands_out_more_than_he_may_appoint(county, who, place, roles):
    organisation = getattr(county, place)
    page = county.client(who).get(_url("admit", organisation))
    if roles is None:
        assert page.status_code == 422
    else:
        assert [value for value, _ in page.context["form"].fields["role"].choices] == roles
    for role in set(Role.values) - set(roles or []):
        before = User.objects.count()
        group = GuidanceGroup.objects.get().pk if role == "guide" else ""
        assert _admit(county, who, organisation, role, guidance_group=group).status_code != 302, role
        with pytest.raises(Refusal):
            admit(organisation, by=county.users[who], name="田水生", role=Role(role), starts_on=date(2010, 1, 1))
        assert User.objects.count() == before


@pytest.mark.parametrize("who", ["neighbour_secretary", "far_secretary", "guide"])
def test_somebody_elses_organisation_does_not_exist(county, who):
    assert _admit(county, who, county.branch).status_code == 404


def test_a_group_of_another_organisation_is_not_taken(county):
    """The group stands at the county; at the town it would guide a territory that nobody set up."""
    group = GuidanceGroup.objects.get()
    with pytest.raises(Refusal, match="不设在"):
        admit(
            county.town,
            by=county.users["county_organiser"],
            name="田水生",
            role=Role.GUIDE,
            starts_on=date(2010, 1, 1),
            guidance_group=group,
        )
    assert not User.objects.filter(display_name="田水生").exists()


def test_a_lost_slip_is_replaced_by_whoever_appoints(county):
    held = _citizen(county)
    assert "重新发放密码" in county.client("secretary").get(_url("appointments", county.branch)).text
    client = county.client("secretary")
    client.post(_url("reissue", held))
    slip = client.get(reverse("orgs:slips")).context["slips"][0]
    assert User.objects.get(pk=held.user_id).check_password(slip["password"])
    assert county.client("organiser").post(_url("reissue", held)).status_code == 422


@pytest.mark.parametrize("case", ["office above", "office later", "dismissed", "member", "own", "left"])
def test_a_password_is_not_a_way_into_another_office(county, case):
    """The branch's secretary would otherwise enter as whoever his citizens' representative has become."""
    held, who = _citizen(county), "secretary"
    if case == "office above":
        appoint(by=None, user=held.user, organisation=county.town, role=Role.LEADER, starts_on=date(2010, 1, 1))
    elif case == "office later":
        appoint(by=None, user=held.user, organisation=county.town, role=Role.LEADER, starts_on=date(2999, 1, 1))
    elif case == "dismissed":
        Appointment.objects.filter(pk=held.pk).update(ends_on=date(2010, 2, 1))
    elif case == "member":
        county.neighbour_member.user = held.user
        county.neighbour_member.save()
    elif case == "left":
        User.objects.filter(pk=held.user_id).update(is_active=False)
    else:
        county.users["citizen"], who = held.user, "citizen"
    before = User.objects.get(pk=held.user_id).password
    answer = county.client(who).post(_url("reissue", held))
    assert "slips" not in answer.get("Location", "")
    assert User.objects.get(pk=held.user_id).password == before


def test_the_page_of_offices_says_why_nobody_can_be_chosen(county):
    page = county.client("county_organiser").get(_url("appointments", county.town)).text
    assert "自己没有党员名册" in page
    assert f"{_url('members', county.town)}?show=no_sign_in" in page
    assert "还没有人有登录账号" in county.client("town_secretary").get(_url("appointments", county.neighbour)).text
    assert "还没有人有登录账号" not in county.client("town_secretary").get(_url("appointments", county.branch)).text


def test_the_page_of_offices_judges_passwords_without_asking_for_each(county, queries_of):
    client, url = county.client("town_secretary"), _url("appointments", county.branch)
    _citizen(county)
    client.get(url)
    before = queries_of(client, url)
    for n in range(3):
        _admit(county, "secretary", county.branch, name=f"田{n}")
    assert queries_of(client, url) == before
