"""The pages of the room: who sees what, what is written, what is refused; lists take the same number of queries."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import Appointment, Member, Organisation, OrgKind, Role
from jiannuo.orgs.offices import OFFICERS, holds

MEMBER = {
    "name": "赵明",
    "sex": "male",
    "born_on": "1980-03-05",
    "joined_on": "2005-07-01",
    "unit_and_post": "村民",
    "duty": "",
    "group": "",
}


def _url(name, row):
    return reverse(f"orgs:{name}", args=[row.pk])


def _enrol(branch, count):
    Member.objects.bulk_create(
        Member(branch=branch, name=f"党员{n}", sex="male", born_on=date(1970, 1, 1), joined_on=date(2000, 1, 1))
        for n in range(count)
    )


def test_the_tree_begins_where_the_person_stands(county):
    text = county.client("town_secretary").get(reverse("orgs:tree")).text
    assert "中共清河镇委员会" in text
    assert "柳树湾村党支部" not in text, "one level at a time"
    assert "中共石桥镇委员会" not in text


def test_a_search_finds_what_is_below_and_nothing_else(county):
    text = county.client("town_secretary").get(reverse("orgs:tree"), {"q": "党支部"}).text
    assert all(name in text for name in ("柳树湾村党支部", "白杨坪村党支部", "清河中学党支部"))
    assert "石桥社区党支部" not in text


def test_each_line_counts_its_branches_and_members(county):
    rows = county.client("county_organiser").get(_url("organisation", county.county)).context["rows"]
    assert {o.name: (o.branch_count, o.member_count) for o in rows} == {
        "中共清河镇委员会": (3, 4),
        "中共石桥镇委员会": (1, 0),
    }


@pytest.mark.parametrize("name", ["organisation", "members", "organisation_edit", "appointments", "roster_import"])
@pytest.mark.parametrize("who", ["neighbour_secretary", "far_secretary", "guide"])
def test_a_neighbours_organisation_does_not_exist(county, who, name):
    assert county.client("secretary").get(_url(name, county.branch)).status_code == 200
    assert county.client(who).get(_url(name, county.branch)).status_code == 404


@pytest.mark.parametrize("name", ["member", "member_edit"])
def test_a_neighbours_member_does_not_exist(county, name):
    assert county.client("secretary").get(_url(name, county.member)).status_code == 200
    assert county.client("neighbour_secretary").get(_url(name, county.member)).status_code == 404


def test_a_member_sees_the_own_branch_and_the_own_line_but_no_roster(county):
    client = county.client("member")
    assert client.get(_url("organisation", county.branch)).status_code == 200
    assert client.get(_url("member", county.member)).status_code == 200
    assert client.get(_url("member", county.co_member)).status_code == 404
    assert client.get(_url("members", county.branch)).status_code == 404


def test_an_administrator_keeps_records_everywhere_below(county):
    client = county.client("administrator")
    assert client.get(_url("members", county.branch)).status_code == 200
    assert client.get(_url("roster_import", county.town)).status_code == 200


def test_a_guide_sees_the_organisations_of_the_sector_but_no_roster(county):
    client = county.client("guide")
    assert client.get(_url("organisation", county.school)).status_code == 200
    assert client.get(_url("members", county.school)).status_code == 404


@pytest.mark.parametrize("page", ["tree", "organisation", "members", "appointments"])
def test_a_list_takes_the_same_number_of_queries_with_more_rows(county, queries_of, page):
    client = county.client("town_secretary")
    url = reverse("orgs:tree") + "?q=党" if page == "tree" else _url(page, county.town)
    client.get(url)
    before = queries_of(client, url)
    for n in range(3):
        new = found(by=None, parent=county.town, code=f"N{n}", name=f"新建{n}村党支部", kind=OrgKind.BRANCH)
        _enrol(new, 3)
        appoint(by=None, user=county.users["leader"], organisation=new, role=Role.SECRETARY, starts_on=date(2010, 1, 1))
    for who in ("member", "co_member"):
        appoint(by=None, user=county.users[who], organisation=county.town, role=Role.LEADER, starts_on=date(2010, 1, 1))
    assert queries_of(client, url) == before


def test_a_long_roster_is_leafed_through_and_searched(county):
    _enrol(county.branch, 120)
    client = county.client("secretary")
    assert len(client.get(_url("members", county.branch), {"page": 2}).context["rows"]) == 50
    found_rows = client.get(_url("members", county.branch), {"q": "周大"}).context["rows"]
    assert [m.name for m in found_rows] == ["周大有"]


def test_an_organisation_is_edited_with_its_version(county):
    client = county.client("secretary")
    typed = {
        "version": 1,
        "name": "柳树湾村党支部",
        "short_name": "柳树湾",
        "org_class": "rural",
        "sector": "",
        "duty": "带领群众发展茶叶产业",
        "contact": "0719-2345678",
    }
    assert client.post(_url("organisation_edit", county.branch), typed).status_code == 302
    late = client.post(_url("organisation_edit", county.branch), {**typed, "duty": "另一段职责"})
    assert late.status_code == 409
    assert "带领群众发展茶叶产业" in late.text
    assert "另一段职责" in late.text
    county.branch.refresh_from_db()
    assert (county.branch.duty, county.branch.version) == ("带领群众发展茶叶产业", 2)
    assert (
        client.post(_url("organisation_edit", county.branch), {**typed, "duty": "另一段职责", "version": 2}).status_code
        == 302
    )


def test_a_branch_is_founded_closed_and_its_history_stays(county):
    client = county.client("town_organiser")
    told = {
        "name": "枫香村党支部",
        "short_name": "",
        "code": "B9",
        "kind": "branch",
        "level": "unit",
        "org_class": "rural",
        "sector": "",
    }
    assert client.post(_url("found", county.town), told).status_code == 302
    made = Organisation.objects.get(code="B9")
    assert made.path == f"{county.town.path}{made.pk}/"
    assert client.post(_url("close", made), {"closed_on": "2026-01-01"}).status_code == 302
    assert (
        county.client("town_organiser").post(_url("close", county.branch), {"closed_on": "2026-01-01"}).status_code
        == 422
    )
    assert set(Organisation.objects.filter(closed_on__isnull=False)) == {made}


@pytest.mark.parametrize(
    ("level", "kind", "name", "chosen", "is_then"),
    [
        ("township", "committee", "中共清河新镇委员会", "", "agency"),
        ("township", "committee", "中共城关街道工作委员会", "", "agency"),
        ("unit", "committee", "中共清河镇卫生院委员会", "", "hospital"),
        ("unit", "branch", "柳树湾村党支部", "", "rural"),
        ("unit", "branch", "柳树湾村党支部", "school", "school"),
    ],
)
def test_a_new_organisation_is_of_the_class_its_name_says_unless_another_is_chosen(
    county, level, kind, name, chosen, is_then
):
    Organisation.objects.filter(pk=county.county.pk).update(org_class="agency")
    told = {"name": name, "code": "N1", "kind": kind, "level": level, "org_class": chosen}
    assert county.client("county_organiser").post(_url("found", county.county), told).status_code == 302
    assert Organisation.objects.get(code="N1").org_class == is_then


@pytest.mark.parametrize(("town", "is_then"), [("中共清河镇委员会", "rural"), ("中共城关街道工作委员会", "community")])
def test_a_bare_name_below_a_township_is_its_village_or_community(county, town, is_then):
    Organisation.objects.filter(pk=county.town.pk).update(org_class="agency", name=town)
    told = {"name": "柳树湾党支部", "code": "N1", "kind": "branch", "level": "unit"}
    assert county.client("town_organiser").post(_url("found", county.town), told).status_code == 302
    assert Organisation.objects.get(code="N1").org_class == is_then


def test_a_body_founds_only_levels_below_its_own(county):
    client, url = county.client("town_organiser"), _url("found", county.town)
    assert [value for value, _ in client.get(url).context["form"].fields["level"].choices] == ["unit"]
    told = {"name": "中共某省委员会", "code": "P", "kind": "committee", "level": "province", "org_class": "agency"}
    assert client.post(url, told).status_code == 200
    with pytest.raises(Refusal, match="是乡镇街道一级，下面只能建立：基层单位"):
        found(by=None, parent=county.town, **told)
    assert not Organisation.objects.filter(code="P").exists()


def test_a_code_is_given_once(county):
    told = {"name": "枫香村党支部", "code": "B1", "kind": "branch", "level": "unit", "org_class": "rural"}
    assert "已被使用" in county.client("town_organiser").post(_url("found", county.town), told).text


def test_a_branch_sets_what_its_copies_on_the_wall_print(county):
    client = county.client("secretary")
    typed = {"name": "柳树湾村党支部", "short_name": "柳树湾", "org_class": "rural", "version": 1}
    assert not county.branch.prints_ages_on_wall
    client.post(_url("organisation_edit", county.branch), typed | {"prints_ages_on_wall": "on"})
    county.branch.refresh_from_db()
    assert county.branch.prints_ages_on_wall
    assert "公示份印性别、年龄和入党年月" in client.get(_url("organisation_edit", county.branch)).text
    client.post(_url("organisation_edit", county.branch), typed | {"version": 2})
    county.branch.refresh_from_db()
    assert not county.branch.prints_ages_on_wall


def test_a_member_is_enrolled_edited_and_leaves(county):
    client = county.client("organiser")
    assert client.post(_url("member_add", county.branch), MEMBER).status_code == 302
    member = Member.objects.get(name="赵明")
    client.post(_url("member_edit", member), {**MEMBER, "version": 1, "consents_to_name": "on", "duty": "护林防火岗"})
    member.refresh_from_db()
    assert (member.duty, member.consents_to_name, member.version) == ("护林防火岗", True, 2)
    client.post(_url("member_leave", member), {"left_on": "2026-02-01", "reason": "组织关系转出"})
    member.refresh_from_db()
    assert member.left_on == date(2026, 2, 1)
    assert client.post(_url("member_edit", member), {**MEMBER, "version": 3}).status_code == 422


def test_a_member_edited_in_between_is_shown_beside_what_was_typed(county):
    client, url = county.client("organiser"), _url("member_edit", county.member)
    typed = MEMBER | {"version": county.member.version}
    assert client.post(url, typed | {"duty": "护林防火岗"}).status_code == 302
    late = client.post(url, typed | {"duty": "政策宣传岗"})
    assert late.status_code == 409
    assert ("岗位职责", "护林防火岗") in late.context["stored_lines"]
    assert late.context["form"]["duty"].value() == "政策宣传岗"
    meant = typed | {"duty": "政策宣传岗", "version": late.context["form"]["version"].value()}
    assert client.post(url, meant).status_code == 302


def test_consent_is_noted_with_who_and_when(county):
    client = county.client("secretary")
    for consent in ("on", ""):
        county.member.refresh_from_db()
        typed = {**MEMBER, "version": county.member.version, **({"consents_to_name": consent} if consent else {})}
        assert client.post(_url("member_edit", county.member), typed).status_code == 302
    entries = Entry.objects.filter(verb__startswith="consent").order_by("id")
    assert [(e.verb, e.actor) for e in entries] == [("consent_given", "secretary"), ("consent_withdrawn", "secretary")]
    assert "secretary登记：撤回同意" in client.get(_url("member", county.member)).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "姓名"),
        ({"born_on": "2999-01-01"}, "出生日期不能晚于今天"),
        ({"joined_on": "1970-01-01"}, "入党日期应在出生日期之后"),
        ({"joined_on": "2002-02-28", "born_on": "1984-03-02"}, "入党时不满18周岁"),
    ],
)
def test_what_is_wrong_is_said_beside_the_box(county, typed, said):
    page = county.client("secretary").post(_url("member_add", county.branch), {**MEMBER, **typed})
    assert (page.status_code, said in page.text) == (200, True)
    assert not Member.objects.filter(name="赵明").exists()


def test_a_member_who_leaves_loses_sign_in_and_offices(county):
    client = county.client("member")
    appoint(
        by=None,
        user=county.users["member"],
        organisation=county.branch,
        role=Role.ORGANISER,
        starts_on=date(2020, 1, 1),
    )
    county.client("secretary").post(_url("member_leave", county.member), {"left_on": "2026-01-01", "reason": "去世"})
    assert client.get(reverse("desk:desk")).status_code == 302
    assert not Appointment.objects.filter(user=county.users["member"], ends_on__isnull=True).exists()


def test_the_level_above_appoints_and_the_rights_end_with_the_office(county):
    client = county.client("town_secretary")
    told = {"user": county.users["co_member"].pk, "role": "secretary", "title": "支部书记", "starts_on": "2026-01-01"}
    with time_machine.travel("2026-03-01 10:00+08:00"):
        assert client.post(_url("appointments", county.branch), told).status_code == 302
        held = Appointment.objects.get(user=county.users["co_member"])
        assert client.post(_url("dismiss", held), {"ends_on": "2026-03-31"}).status_code == 302
    for day, may in (("2026-03-31", True), ("2026-04-01", False)):
        with time_machine.travel(f"{day} 10:00+08:00"):
            county.users["co_member"].__dict__.pop("_offices", None)
            assert holds(county.users["co_member"], OFFICERS, county.branch.pk) is may


@pytest.mark.parametrize(
    ("who", "whom", "role", "may"),
    [
        ("secretary", "co_member", "organiser", True),
        ("secretary", "co_member", "citizen_representative", True),
        ("secretary", "co_member", "secretary", False),
        ("secretary", "secretary", "organiser", False),
        ("organiser", "co_member", "organiser", False),
        ("town_secretary", "co_member", "secretary", True),
        ("administrator", "co_member", "secretary", True),
        ("administrator", "administrator", "secretary", False),
        ("leader", "co_member", "secretary", False),
    ],
)
def test_who_may_appoint_whom(county, who, whom, role, may):
    told = {"username": whom, "role": role, "starts_on": "2026-01-01"}
    before = Appointment.objects.count()
    county.client(who).post(_url("appointments", county.branch), told)
    assert (Appointment.objects.count() > before) is may


def test_the_last_secretary_goes_with_a_warning(county):
    held = Appointment.objects.get(user=county.users["secretary"])
    page = county.client("town_secretary").post(_url("dismiss", held), {"ends_on": "2020-01-01"}, follow=True)
    assert "本组织现在没有书记。审诺、定诺和备案由组织委员办理" in page.text
    assert "无人办理" not in page.text
    Appointment.objects.filter(organisation=county.branch).update(ends_on=date(2020, 1, 1))
    page = county.client("town_secretary").get(_url("appointments", county.branch))
    assert "也没有组织委员，审诺、定诺和备案无人办理" in page.text


def test_a_day_of_dismissal_may_be_named_anew_until_it_is_over(county):
    """A slip of the pen must not leave somebody in office for ten years."""
    client = county.client("town_secretary")
    held = Appointment.objects.get(user=county.users["organiser"])
    page = client.post(_url("dismiss", held), {"ends_on": "2999-01-01"}, follow=True)
    assert "2999年1月1日" in page.text
    client.post(_url("dismiss", held), {"ends_on": "2020-01-01"})
    held.refresh_from_db()
    assert held.ends_on == date(2020, 1, 1)
    assert county.client("organiser").get(_url("roster_import", county.branch)).status_code == 404
    client.post(_url("dismiss", held), {"ends_on": "2999-01-01"})
    held.refresh_from_db()
    assert held.ends_on == date(2020, 1, 1)
