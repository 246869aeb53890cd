"""How a period stands: as a sentence, as numbers for each child, by name, as a file."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
import time_machine

from jiannuo.duties import queries
from jiannuo.duties.actions import Waiver, exempt, expect, meet
from jiannuo.duties.completeness import completeness, lines_of, summed
from jiannuo.duties.models import Duty, Ground
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.actions import open_round

NOW = datetime(2011, 7, 12, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def july():
    """Two days after the reports of the second quarter were due."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def quarter(county):
    """Of four reports: one in time, one back-filled, one missing, one waived."""
    expect(county.round, county.county, by=None)

    def report(member, day):
        meet(county.round, "self_report", 2, organisation=member.branch, member_ids=[member.pk], on=day, by=None)

    with time_machine.travel(datetime(2011, 7, 3, 1, 0, tzinfo=UTC)):
        report(county.member, date(2011, 7, 2))
    report(county.neighbour_member, date(2011, 7, 9))
    mine = Duty.objects.get(member=county.secretary_member, kind="self_report", period=2)
    exempt([mine], Waiver(Ground.ILL), by=county.users["organiser"])
    return county


def test_in_time_back_filled_late_missing_and_waived_are_kept_apart(quarter):
    rows = Duty.objects.filter(kind="self_report", period=2)
    total = summed(lines_of(rows, quarter.county, date(2011, 7, 12)))
    assert (total.on_time, total.back_filled, total.late, total.missing, total.ahead, total.exempt) == (
        1,
        1,
        0,
        1,
        0,
        1,
    )
    assert (total.expected, total.done, total.total) == (3, 2, 4)
    meet(quarter.round, "self_report", 2, organisation=quarter.branch, member_ids=[quarter.co_member.pk],
         on=date(2011, 7, 11), by=None)  # fmt: skip
    total = summed(lines_of(rows, quarter.county, date(2011, 7, 12)))
    assert (total.late, total.missing) == (1, 0)


def test_each_child_has_its_line_and_the_own_rows_stand_first(quarter):
    lines = completeness(quarter.users["county_organiser"], quarter.county, quarter.round)
    found = {(line.organisation.code, line.kind, line.period): line.tally for line in lines}
    assert found["T1", "self_report", 2].missing == 1
    assert found["T1", "leader_comment", 1].total == 4  # the town and its three branches
    assert ("T2", "self_report", 2) not in found
    of_town = lines_of(Duty.objects.filter(path__startswith=quarter.town.path), quarter.town, date(2011, 7, 12))
    assert of_town[0].organisation == quarter.town


def test_a_moved_organisation_leaves_last_quarter_where_it_was(quarter):
    before = summed(completeness(quarter.users["town_secretary"], quarter.town, quarter.round)).total
    Organisation.objects.filter(pk=quarter.branch.pk).update(
        parent=quarter.other_town, path=f"{quarter.other_town.path}{quarter.branch.pk}/"
    )
    assert summed(completeness(quarter.users["town_secretary"], quarter.town, quarter.round)).total == before


def test_a_guide_counts_the_own_sector_only(quarter):
    Member.objects.create(branch=quarter.school, name="老师", sex="female", came_on=None)
    expect(quarter.round, quarter.county, by=None)
    lines = completeness(quarter.users["guide"], quarter.county, quarter.round)
    assert {line.tally.total for line in lines if line.kind == "self_report"} == {1}
    url = f"/duties/in/{quarter.county.pk}/self_report/2/"
    page = quarter.client("guide").get(url).content.decode()
    assert "老师" in page
    assert "陈小满" not in page


def test_only_who_may_see_the_groups_robot_is_led_to_it(quarter):
    """A guide would be sent to a page that is not there for him."""
    for who, is_led in (("guide", False), ("county_organiser", True)):
        page = quarter.client(who).get(f"/duties/in/{quarter.county.pk}/?kind=propose").content.decode()
        assert "本期情况" in page
        assert (f"/duties/in/{quarter.county.pk}/robot/" in page) is is_led


def test_the_page_says_a_sentence_first_and_each_number_leads_to_the_names(quarter):
    client = quarter.client("town_secretary")
    page = client.get(f"/duties/in/{quarter.town.pk}/").content.decode()
    assert "第二季度党员述：应办 3 名党员，已办 2，逾期未办 1，另有 1 名党员免办。" in page
    address = f"/duties/in/{quarter.branch.pk}/self_report/2/?show=missing"
    assert address in page
    names = client.get(address).content.decode()
    assert "陈小满" in names
    assert "周大有" not in names
    assert list(queries.missing(quarter.users["town_secretary"], quarter.town, "self_report", 2)) == list(
        Duty.objects.filter(member=quarter.co_member, kind="self_report", period=2)
    )


def test_of_another_year_the_pages_say_so_and_lead_back_to_it(quarter):
    with time_machine.travel(datetime(2012, 2, 6, 1, 0, tzinfo=UTC)):
        open_round(by=None, organisation=quarter.county, year=2012)
        client = quarter.client("town_secretary")
        page = client.get(f"/duties/in/{quarter.town.pk}/?year=2011&period=2").text
        assert "2011年本期情况" in page
        assert "清河镇委员会2011年第二季度党员述：应办 3 名党员" in page
        for show in ("missing", "late"):  # somebody, and nobody
            names = client.get(f"/duties/in/{quarter.town.pk}/self_report/2/?year=2011&show={show}").text
            assert "党员述（2011年第二季度）" in names
            assert f"/duties/in/{quarter.town.pk}/?kind=self_report&amp;period=2&amp;year=2011" in names


@pytest.mark.parametrize("kind", ["propose", "self_report", "branch_comment", "leader_comment", "survey", "appraisal"])
def test_every_kind_has_its_page(quarter, kind):
    assert quarter.client("county_organiser").get(f"/duties/in/{quarter.county.pk}/?kind={kind}").status_code == 200


@pytest.mark.parametrize("ask", ["?kind=nothing", "?period=9", "?year=1999"])
def test_what_is_not_there_is_not_found(quarter, ask):
    assert quarter.client("county_organiser").get(f"/duties/in/{quarter.county.pk}/{ask}").status_code == 404


def test_the_export_has_the_sums_and_everybody_and_no_formula(quarter):
    Member.objects.filter(pk=quarter.co_member.pk).update(name="=1+1")
    answer = quarter.client("secretary").get(f"/duties/in/{quarter.branch.pk}/self_report/2/export/")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert [cell.value for cell in book["汇总"][2]] == ["柳树湾村党支部", 2, 1, 0, 0, 1, 0, 1]
    people = {row[1].value: row[7].value for row in book["名单"].iter_rows(min_row=2)}
    assert people == {"周大有": "按时完成", "=1+1": "已逾期", "李书记": "免办"}
    assert {cell.data_type for row in book["名单"].iter_rows(min_row=2) for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("page", ["overview", "missing"])
def test_the_pages_take_the_same_number_of_queries_with_more_people(quarter, queries_of, page):
    client = quarter.client("town_secretary")
    url = f"/duties/in/{quarter.town.pk}/" + ("self_report/2/" if page == "missing" else "")
    before = queries_of(client, url)
    for number in range(3):
        Member.objects.create(branch=quarter.branch, name=f"新党员{number}", sex="male", came_on=None)
    expect(quarter.round, quarter.county, by=None)
    assert queries_of(client, url) == before <= 13
