"""C45: on the desk of a branch's officer the branch's own name tells no line from another."""

import pytest

from jiannuo.desk.lines import Line, without_name
from jiannuo.desk.queries import desk_of, shown
from jiannuo.duties.actions import expect
from jiannuo.orgs.models import Appointment, Role

pytestmark = [pytest.mark.django_db]


def _sentences(user):
    desk = desk_of(user)
    assert desk is not None
    told = shown(desk)
    return [line.sentence for line in [*told.due, *told.waiting, *told.done]]


def test_an_officer_of_one_branch_reads_his_own_branch(county):
    expect(county.round, county.county, by=None)
    said = _sentences(county.users["secretary"])
    assert said[0] in county.client("secretary").get("/desk/").text
    assert any(line.startswith("提诺：本支部 3 名党员中") for line in said)
    assert not [line for line in said if county.branch.short_name in line]


def test_whoever_has_an_office_elsewhere_reads_which_is_meant(county):
    expect(county.round, county.county, by=None)
    Appointment.objects.create(
        user=county.users["secretary"], organisation=county.school, role=Role.ORGANISER, starts_on="2011-01-01"
    )
    said = _sentences(type(county.users["secretary"]).objects.get(pk=county.users["secretary"].pk))
    assert [line for line in said if county.branch.short_name in line]
    assert not [line for line in said if "本支部" in line]


def test_a_committee_keeps_its_name(county):
    expect(county.round, county.county, by=None)
    assert not [line for line in _sentences(county.users["town_secretary"]) if "本支部" in line]


def test_what_stands_in_quotation_marks_stays():
    told = without_name(Line("名册：“柳树湾村党支部.xlsx”已核对，柳树湾村党支部等您确认。"), "柳树湾村党支部")
    assert told.sentence == "名册：“柳树湾村党支部.xlsx”已核对，本支部等您确认。"
