"""C20, C29: of the yearly reckoning a person's 互评 is read by himself and his branch's officers: at every door."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.frozen import HELD_BACK, without_mutual
from jiannuo.orgs.models import Member
from jiannuo.pledges.models import Pledge
from tests.appraisal.polling import assessed, sitting
from tests.appraisal.year_end import NOW, kept, proposed

INSIDE = ("member", "secretary", "organiser")
ABOVE = ("town_secretary", "town_organiser", "county_organiser", "leader")
SECRET = ("好、较好", "一般、需改进", "75.0", "×25", "党员互评（遇到自己请跳过）")


@pytest.fixture
def row(county):
    """Of 周大有: a promise kept, and 互评 in which six of eight find him good; put forward."""
    Member.objects.bulk_create(Member(branch=county.branch, name=f"党员{n}", sex="male") for n in range(5))
    with time_machine.travel(datetime(2011, 3, 28, 2, 0, tzinfo=UTC), tick=False):
        assessed(county, sitting(county), lambda voter, _: "good" if voter < 6 else "needs_work", in_detail=False)
    with time_machine.travel(NOW, tick=False):
        kept(county, county.member)
        yield proposed(county, {county.member: "qualified"})[county.member.pk]


def _page(client, row):
    return client.get(reverse("appraisal:yearly_one", args=[row.pk])).text


def _case(client, row):
    return client.get(reverse("appraisal:case", args=[Pledge.objects.get(member=row.member).pk])).text


def _excel(client, row):
    return _cells(client.get(reverse("appraisal:yearly_export", args=[row.pk])))


def _excel_of_all(client, row):
    return _cells(client.get(reverse("appraisal:yearly_export_all", args=[row.decider_id])))


def _cells(answer):
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    lines = [line for sheet in book for line in sheet.iter_rows(values_only=True)]
    return "\n".join(f"{value}" for line in lines if line[0] in {"周大有", None} for value in line)


DOORS = pytest.mark.parametrize("door", [_page, _case, _excel, _excel_of_all])


@DOORS
@pytest.mark.parametrize("who", ABOVE)
def test_those_above_read_the_grade_and_nothing_to_reckon_back_from(county, row, door, who):
    told = door(county.client(who), row)
    assert [word for word in SECRET if word in told] == []
    assert f"党员互评：{HELD_BACK}" in told
    assert "合计：为免倒算出互评结果，这里不列数字，建议等次：优秀" in told
    assert "已兑现1，共1：100.0%" in told


@DOORS
@pytest.mark.parametrize("who", INSIDE)
def test_the_person_and_the_officers_of_the_branch_read_it_whole(county, row, door, who):
    told = door(county.client(who), row)
    assert "“好、较好”6、“一般、需改进”2，共8：75.0%" in told
    assert "×25" in told
    assert HELD_BACK not in told


def test_who_prepares_for_the_branch_from_above_reads_no_more_in_the_table(county, row):
    """Those not yet put forward stand in the table with their sums."""
    address = reverse("appraisal:yearly", args=[county.branch.pk])
    assert [word for word in SECRET if word in county.client("town_organiser").get(address).text] == []
    assert "“好、较好”6、“一般、需改进”2，共8：75.0%" in county.client("organiser").get(address).text


@DOORS
def test_an_officer_of_another_branch_and_fellow_members_read_none_of_it(county, row, door):
    for who in ("co_member", "neighbour_secretary", "far_secretary"):
        client = county.client(who)
        if door in {_page, _case}:
            assert "好、较好" not in door(client, row)
        else:
            name = "yearly_export" if door is _excel else "yearly_export_all"
            answer = client.get(reverse(f"appraisal:{name}", args=[row.pk if door is _excel else row.decider_id]))
            assert answer.status_code in {404, 422} or "好、较好" not in _cells(answer)


def test_that_too_few_spoke_of_somebody_is_not_told_above_either():
    """A year without any 互评 looks the same as one in which hardly anybody could say something of the person."""
    few = {"source": "mutual", "label": "党员互评", "said": "有效回答不足5票", "parts": [], "aside": []}
    without = without_mutual({"figures": [few], "lines": ["党员互评：有效回答不足5票"], "share": "91.0"})
    assert without["lines"] == [f"党员互评：{HELD_BACK}"]
    assert (without["figures"][0]["said"], without["share"]) == (HELD_BACK, "")


def test_the_reckoning_of_an_organisation_is_open_as_before():
    survey = {"source": "satisfaction", "label": "群众评议", "said": "共12：75.0%", "parts": [], "aside": []}
    kept = {"figures": [survey], "lines": ["群众评议：共12：75.0%", "合计：…，建议等次：合格"], "share": "75.0"}
    assert without_mutual(kept) is kept
