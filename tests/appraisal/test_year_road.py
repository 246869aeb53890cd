"""The road on a pledge's own page goes on to the end of the year (C1, C24, C29), as the member's desk has it."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly import Decision, Opinion, decide
from jiannuo.appraisal.year_road import whole_road
from jiannuo.desk.queries import desk_of
from jiannuo.duties.models import Duty
from jiannuo.pledges import road
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.appraisal.year_end import NOW, filed, meeting_of, proposed, row_of
from tests.walking import walk


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def public(county) -> Pledge:
    return walk(county, filed(county, county.member).pledge, Stage.PUBLISHED)


def _page(county, who, pledge):
    return county.client(who).get(reverse("pledges:detail", args=[pledge.pk])).content.decode()


def _last(county, who, pledge):
    """The last two stations as the page shows them."""
    page = _page(county, who, pledge)
    return re.findall(r'<li class="station (\w+)"', page[: page.index("</ol>")])[-2:]


def _of_desk(county):
    return [station.state for station in desk_of(User.objects.get(pk=county.users["member"].pk)).road[-2:]]


def test_the_page_of_the_pledge_and_the_desk_light_the_end_of_the_road_together(county, public):
    assert _last(county, "member", public) == _of_desk(county) == ["here", "ahead"]
    proposed(county, {county.member: "fair"})
    assert _last(county, "member", public) == _of_desk(county) == ["done", "here"]
    meeting = meeting_of(county.branch, county.users["organiser"])
    decide(Decision(meeting, Votes(3), {row_of(county.member).pk: Opinion()}), by=county.users["organiser"])
    for who in ("member", "secretary", "county_organiser"):
        assert _last(county, who, public) == _of_desk(county) == ["done", "done"]
    assert "基本合格" not in _page(county, "member", public), "the road names no grade"


def test_who_reads_nothing_of_the_appraisal_reads_no_station_of_it(county, public):
    proposed(county, {county.member: "fair"})
    guide = county.users["guide"]
    stations, _ = whole_road(guide, public, road.stations(road.with_hands(Pledge.objects.filter(pk=public.pk)).get()))
    assert stations[-1].state == "ahead"


def _duty(county, kind, period, **more):
    days = {"opens_on": date(2011, 3, 20), "due_on": date(2011, 4, 10), "original_due_on": date(2011, 4, 10)}
    return Duty.objects.create(
        round=county.round,
        kind=kind,
        period=period,
        organisation=county.branch,
        path=county.branch.path,
        basis="按期",
        **days | more,
    )


def test_under_the_road_stand_the_four_of_the_year_with_their_state(county, public):
    done = {"done_on": date(2011, 4, 2), "entered_on": date(2011, 4, 2), "done_at": datetime(2011, 4, 2, tzinfo=UTC)}
    mine, later = {"member": county.member}, {"due_on": date(2012, 2, 1), "original_due_on": date(2012, 2, 1)}
    _duty(county, "self_report", 1, **mine, **done)
    _duty(county, "self_report", 2, **mine, **later)
    _duty(county, "self_report", 1, member=county.co_member)
    _duty(county, "branch_comment", 1)
    _duty(county, "leader_comment", 1, **done)
    _duty(county, "survey", 1, **later | {"opens_on": date(2012, 1, 20)})
    said = re.findall(r'<span class="badge (\w+)">.*?([述讲点评]　[^<]*)</span>', _page(county, "member", public))
    assert said == [
        ("going", "述　2 次已办 1 次"),
        ("late", "讲　1 次已办 0 次，有逾期"),
        ("kept", "点　1 次已办 1 次"),
        ("idle", "评　1 次已办 0 次"),
    ]


def test_the_year_of_a_pledge_takes_two_queries_however_much_there_is_of_it(county, public, django_assert_num_queries):
    proposed(county, {county.member: "fair"})
    for period in (1, 2, 3, 4):
        _duty(county, "self_report", period, member=county.member)
    user = User.objects.get(pk=county.users["member"].pk)
    pledge = road.with_hands(Pledge.objects.filter(pk=public.pk)).get()
    stations = road.stations(pledge)
    with django_assert_num_queries(3):  # with the person's offices, which every page asks for once
        whole_road(user, pledge, stations)
