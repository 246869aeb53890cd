"""C32: sectors and guidance groups of a county founded by hand, set up on the pages."""

from datetime import date

import pytest
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.journal.models import Entry
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import GuidanceGroup, Organisation, Role, Sector


def _url(name, row):
    return reverse(f"orgs:{name}", args=[row.pk])


def test_a_sector_a_group_and_its_guide_are_made_on_the_pages(county):
    client = county.client("administrator")
    client.post(reverse("orgs:sector_add"), {"name": "卫生系统", "classes": ["hospital"]})
    sector = Sector.objects.get(name="卫生系统")
    told = {"name": "清河镇卫生系统指导小组", "sector": sector.pk, "organisation": county.town.pk}
    client.post(reverse("orgs:group_add"), told)
    group = GuidanceGroup.objects.get(sector=sector)
    Organisation.objects.filter(pk=county.neighbour.pk).update(sector=sector)
    told = {"name": "方静仪", "role": "guide", "guidance_group": group.pk, "starts_on": "2011-01-01"}
    assert client.post(_url("admit", county.town), told).url == reverse("orgs:slips")
    slip = client.get(reverse("orgs:slips")).context["slips"][0]
    guide = User.objects.get(username=slip["username"])
    county.users["new_guide"] = guide
    guide.must_change_password = False
    guide.save()
    seen = county.client("new_guide")
    assert seen.get(_url("organisation", county.neighbour)).status_code == 200
    assert seen.get(_url("organisation", county.branch)).status_code == 404
    assert seen.get(reverse("orgs:second_line")).status_code == 422
    page = client.get(reverse("orgs:second_line")).text
    assert "清河镇卫生系统指导小组" in page
    assert "成员1名" in page


def test_two_of_a_name_are_refused_beside_the_box(county):
    client = county.client("administrator")
    page = client.post(reverse("orgs:sector_add"), {"name": "教育系统"})
    assert page.context["form"].errors["name"] == ["已经有同名的系统，请换一个名称。"]
    told = {"name": "教育系统指导小组", "sector": county.sector.pk, "organisation": county.county.pk}
    page = client.post(reverse("orgs:group_add"), told)
    assert page.context["form"].errors["name"] == ["已经有同名的指导小组，请换一个名称。"]


@pytest.mark.parametrize(("name", "typed"), [("sector_edit", {"classes": ["school"]}), ("group_edit", {})])
def test_what_somebody_else_saved_in_between_is_shown_beside(county, name, typed):
    row = county.sector if name == "sector_edit" else GuidanceGroup.objects.get()
    client, url = county.client("county_organiser"), _url(name, row)
    assert client.post(url, {"version": 1, "name": "教育体育", **typed}).status_code == 302
    late = client.post(url, {"version": 1, "name": "教体", **typed})
    assert late.status_code == 409
    assert "教育体育" in late.text
    assert client.post(url, {"version": 2, "name": "教体", **typed}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.version) == ("教体", 3)


def test_what_something_hangs_on_stays(county):
    client, group = county.client("administrator"), GuidanceGroup.objects.get()
    assert "还有党组织" in client.post(_url("sector_remove", county.sector)).text
    assert "已经任命过成员" in client.post(_url("group_remove", group)).text
    unused = Sector.objects.create(code="u", name="交通系统")
    client.post(_url("sector_remove", unused))
    assert not Sector.objects.filter(pk=unused.pk).exists()
    assert Entry.objects.filter(verb="remove_sector", detail__name="交通系统").exists()


def test_no_guide_gives_himself_more_to_guide(county):
    group = GuidanceGroup.objects.get()
    told = {"user": county.users["administrator"], "organisation": county.county, "guidance_group": group}
    appoint(by=None, role=Role.GUIDE, starts_on=date(2010, 1, 1), **told)
    client, url = county.client("administrator"), _url("sector_edit", county.sector)
    page = client.post(url, {"version": 1, "name": "教育系统", "classes": ["school", "university", "rural"]})
    assert "其他负责人" in page.text
    county.sector.refresh_from_db()
    assert "rural" not in county.sector.classes
    kept = {"version": 1, "name": "教育体育系统", "classes": county.sector.classes}
    assert client.post(url, kept).status_code == 302


def test_an_empty_page_says_what_comes_first(county):
    client = county.client("administrator")
    Organisation.objects.update(sector=None)
    county.users["guide"].appointments.all().delete()
    GuidanceGroup.objects.all().delete()
    Sector.objects.all().delete()
    page = client.get(reverse("orgs:second_line")).text
    assert "还没有系统" in page
    assert "先增加系统" in client.get(reverse("orgs:group_add")).text


def test_the_page_takes_the_same_number_of_queries_with_more_rows(county, queries_of):
    client, url = county.client("administrator"), reverse("orgs:second_line")
    client.get(url)
    before = queries_of(client, url)
    for n in range(3):
        sector = Sector.objects.create(code=f"x{n}", name=f"系统{n}")
        GuidanceGroup.objects.create(name=f"小组{n}", sector=sector, organisation=county.town)
    assert queries_of(client, url) == before
