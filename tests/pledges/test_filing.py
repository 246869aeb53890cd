"""备案: receipts with running numbers, and lists of what is not filed and why."""

import uuid
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import expect_proposals
from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.filing import file, file_many
from jiannuo.pledges.models import Filing
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk


@pytest.fixture(autouse=True)
def spring():
    """The 2011 round is on."""
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


def _page(county, show="", organisation=None):
    address = reverse("pledges:filing", args=[(organisation or county.branch).pk])
    return address + (f"?show={show}" if show else "")


def _read(county, who, show, organisation=None):
    return county.client(who).get(_page(county, show, organisation)).content.decode()


def test_a_members_pledge_is_filed_at_the_branch_and_the_branchs_own_above(county):
    of_member = walk(county, county.draft(county.member), Stage.FILED)
    of_branch = walk(county, county.draft(), Stage.FILED)
    assert of_member.current.filing.receiver == county.branch
    assert of_branch.current.filing.receiver == county.town


def test_numbers_run_by_receiver_and_year(county):
    for member in (county.member, county.co_member):
        walk(county, county.draft(member, member.name), Stage.FILED, proposer="organiser")
    walk(county, county.draft(), Stage.FILED)
    numbers = [(f.receiver.name, f.number) for f in Filing.objects.order_by("id")]
    assert numbers == [
        (county.branch.name, "备〔2011〕0001号"),
        (county.branch.name, "备〔2011〕0002号"),
        (county.town.name, "备〔2011〕0001号"),
    ]


def test_what_has_a_receipt_gets_no_second_one(county):
    pledge = walk(county, county.draft(county.member), Stage.FILED)
    with pytest.raises(Refusal, match="当前状态为“已备案”"):
        file(pledge, by=county.users["secretary"])
    assert Filing.objects.count() == 1


def test_many_are_filed_at_once_and_the_rest_is_told(county):
    ready = walk(county, county.draft(county.member, "甲"), Stage.CONFIRMED)
    early = walk(county, county.draft(county.co_member, "乙"), Stage.REVIEWED, proposer="co_member")
    given, refused = file_many([ready, early], by=county.users["organiser"])
    assert [f.version.pledge_id for f in given] == [ready.pk]
    assert [(p.pk, why) for p, why in refused] == [(early.pk, "当前状态为“已审诺”，不能备案。")]


def test_one_tap_files_what_waits_and_says_the_numbers(county):
    pledge = walk(county, county.draft(county.member), Stage.CONFIRMED)
    client = county.client("secretary")
    assert f'name="pick" value="{pledge.pk}"' in client.get(_page(county)).content.decode()
    page = client.post(_page(county), {"pick": pledge.pk, "once": str(uuid.uuid4())}, follow=True).content.decode()
    assert "已备案1份，编号备〔2011〕0001号" in page
    assert fresh(pledge).stage == Stage.FILED
    assert "备〔2011〕0001号" in _read(county, "secretary", "receipts")


def test_after_filing_the_board_is_one_tap_away_for_who_runs_the_organisation(county):
    pledge = walk(county, county.draft(county.member), Stage.CONFIRMED)
    way = reverse("publicity:propose", args=[county.branch.pk])
    client = county.client("secretary")
    assert way not in client.get(_page(county)).text
    page = client.post(_page(county), {"pick": pledge.pk, "once": str(uuid.uuid4())}, follow=True).text
    assert "已备案、还没有公示的有 1 份" in page
    assert way in page
    assert client.get(way).status_code == 200
    assert way not in _read(county, "town_secretary", "waiting")


def test_the_receipt_leads_on_to_the_board_who_may_publish(county):
    pledge = walk(county, county.draft(county.member), Stage.FILED)
    receipt, way = reverse("pledges:receipt", args=[pledge.pk, 1]), reverse("publicity:prepare", args=[pledge.pk])
    assert [way in county.client(who).get(receipt).text for who in ("secretary", "member")] == [True, False]
    walk(county, pledge, Stage.PUBLISHED)
    assert way not in county.client("secretary").get(receipt).text


def test_who_may_only_look_sees_why(county):
    walk(county, county.draft(county.member), Stage.CONFIRMED)
    page = _read(county, "town_secretary", "waiting")
    assert "备案由柳树湾村党支部的书记或组织委员办理。" in page
    assert 'name="pick"' not in page


def test_the_receipt_bears_number_time_receiver_and_fingerprint(county):
    pledge = walk(county, county.draft(county.member), Stage.FILED)
    page = county.client("member").get(reverse("pledges:receipt", args=[pledge.pk, 1])).content.decode()
    for words in ("备〔2011〕0001号", "2011年3月20日", county.branch.name, pledge.current.fingerprint):
        assert words in page


def test_a_version_without_a_receipt_shows_none(county):
    pledge = walk(county, county.draft(county.member), Stage.CONFIRMED)
    assert county.client("member").get(reverse("pledges:receipt", args=[pledge.pk, 1])).status_code == 404


def test_what_is_not_filed_says_for_whom_it_waits_and_since_when(county):
    walk(county, county.draft(county.member, "甲"), Stage.ENDORSED)
    walk(county, county.draft(county.co_member, "乙"), Stage.FILED, proposer="co_member")
    page = _read(county, "county_organiser", "unfiled", county.county)
    assert "周大有" in page
    assert county.town.name in page
    assert "3月20日" in page
    assert "陈小满" not in page


def test_who_has_not_proposed_at_all_is_listed_from_the_duties(county):
    expect_proposals(county.round, county.county, by=None)
    walk(county, county.draft(county.member), Stage.PROPOSED)
    page = _read(county, "county_organiser", "silent", county.county)
    assert "陈小满" in page
    assert "周大有" not in page


def test_nothing_of_a_neighbour_is_listed(county):
    expect_proposals(county.round, county.county, by=None)
    walk(county, county.draft(county.member), Stage.CONFIRMED)
    for show in ("waiting", "receipts", "unfiled", "silent"):
        assert county.client("neighbour_secretary").get(_page(county, show)).status_code == 404
    for show in ("unfiled", "silent"):
        assert "周大有" not in _read(county, "neighbour_secretary", show, county.neighbour)


@pytest.mark.parametrize("show", ["waiting", "receipts", "unfiled", "silent"])
@pytest.mark.parametrize("n", [1, 3])
def test_the_lists_take_the_same_queries_however_long(county, queries_of, show, n):
    expect_proposals(county.round, county.county, by=None)
    stage = Stage.FILED if show == "receipts" else Stage.CONFIRMED
    third = Member.objects.create(branch=county.branch, name="何春芳", sex="female")
    for member in [county.member, county.co_member, third][:n]:
        walk(county, county.draft(member, member.name), stage, proposer="organiser")
    assert queries_of(county.client("secretary"), _page(county, show)) == 9
