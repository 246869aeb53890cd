"""述 of those who neither spoke nor wrote before the meeting was fixed: entered later, and never into its minutes."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.minutes import minutes_of
from jiannuo.appraisal.models import SelfReport
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from tests.appraisal.gathering import NOW, expected, filed, held

pytestmark = [pytest.mark.django_db]
APRIL = datetime(2011, 4, 25, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def fixed(county):
    """A meeting that is over; nobody has spoken."""
    filed(county, county.member)
    expected(county)
    return fix(held(county), by=county.users["secretary"])


def _address(county):
    return f"/appraisal/members/{county.member.pk}/report/?year=2011&period=1"


def _sent(on="2011-03-29"):
    return {"year": 2011, "period": 1, "version": 0, "other": "走访12户。", "on": on}


def _duty(county):
    return Duty.objects.get(kind=DutyKind.SELF_REPORT, period=1, member=county.member)


def test_from_the_fixed_meeting_the_paper_of_who_was_silent_is_entered(county, fixed):
    client = county.client("organiser")
    page = client.get(f"/appraisal/of/{county.branch.pk}/meeting/?period=1").text
    assert f'href="{_address(county).replace("&", "&amp;")}"' in page
    assert 'name="on"' in client.get(_address(county)).text
    with time_machine.travel(APRIL, tick=False):
        client = county.client("organiser")
        client.post(_address(county), _sent())
        report = SelfReport.objects.get()
        assert (report.meeting, report.on, report.recorded_by) == (None, date(2011, 3, 29), county.users["organiser"])
        assert not report.is_spoken
        assert state_of(_duty(county), date(2011, 4, 25)) == DutyState.BACK_FILLED
        assert "会后书面述职" in client.get(f"/appraisal/of/{county.branch.pk}/meeting/?period=1").text


def test_what_is_handed_in_late_is_late(county, fixed):
    with time_machine.travel(APRIL, tick=False):
        county.client("secretary").post(_address(county), _sent("2011-04-25"))
        assert state_of(_duty(county), date(2011, 4, 25)) == DutyState.DONE_LATE


@pytest.mark.parametrize(("on", "said"), [("2011-03-29", "之间"), ("2010-12-31", "之间"), ("", "交来书面述职的日期")])
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(county, fixed, on, said):
    answer = county.client("secretary").post(_address(county), _sent(on))
    assert answer.status_code == 422
    assert said in answer.text
    assert "走访12户。" in answer.text
    assert not SelfReport.objects.exists()


def test_what_comes_after_the_meeting_does_not_enter_its_minutes(county, fixed):
    """Neither by its own page nor by the address of the seat in the meeting."""
    client = county.client("secretary")
    seat = f"/appraisal/meetings/{fixed.meeting_id}/reports/{county.member.pk}/"
    assert client.post(seat, {"version": 0, "other": "走访12户。", "way": "spoken"}).status_code == 422
    client.post(seat, {"version": 0, "other": "走访12户。", "way": "written"})
    assert SelfReport.objects.get().meeting is None
    told = minutes_of(fixed.meeting)
    assert told is not None
    assert told.reports == ()
    assert "周大有" in told.silent


def test_a_neighbour_writes_nothing_for_another_branch(county, fixed):
    assert county.client("neighbour_secretary").get(_address(county)).status_code == 404
    county.client("town_secretary").post(_address(county), _sent("2011-03-28"))
    assert not SelfReport.objects.exists()


def test_before_it_is_fixed_those_who_were_silent_are_named(county):
    filed(county, county.member)
    comment = held(county)
    page = county.client("secretary").get(f"/appraisal/of/{county.branch.pk}/meeting/?period=1").text
    before = page[page.index("还有没述职的") : page.index("确认固定")]
    assert f'<a href="#seat-{county.member.pk}">周大有</a>' in before
    assert comment.issued_at is None


def test_the_list_behind_the_desks_line_leads_to_it(county, fixed):
    missing = f"/duties/in/{county.branch.pk}/self_report/1/?year=2011&show=ahead"
    link = _address(county).replace("&", "&amp;")
    assert link in county.client("secretary").get(missing).text
    assert link not in county.client("town_secretary").get(missing).text
