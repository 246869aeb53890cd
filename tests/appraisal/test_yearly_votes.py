"""C29: how a meeting voted on grades is kept as it was, passed or not, and its minutes write themselves."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.yearly import Decision, Opinion, decide
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.models import GradeVote, YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.journal.models import Entry
from jiannuo.meetings.actions import close, write_minutes
from jiannuo.meetings.models import MeetingKind
from jiannuo.pledges.two_meetings import Votes
from tests.appraisal.year_end import NOW, kept, meeting_of, proposed, row_of

DOWN = {"ayes": 7, "noes": 8}


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def meeting(county):
    """Fifteen came; two grades are put forward."""
    expect(county.round, county.county, by=None)
    proposed(county, {county.member: "excellent", county.co_member: "qualified"})
    return meeting_of(county.branch, county.users["organiser"], present=15)


def _send(county, meeting, *members, **more):
    rows = [row_of(member) for member in members]
    sent = {"once": str(uuid.uuid4()), "meeting": meeting.pk, "pick": [row.pk for row in rows]}
    sent |= {f"version-{row.pk}": row.version for row in rows} | more
    address = reverse("appraisal:yearly_decide", args=[county.branch.pk])
    return county.client("organiser").post(address, sent, follow=True).text


def _duty(member):
    return Duty.objects.get(kind=DutyKind.APPRAISAL, member=member)


def test_what_is_voted_down_is_kept_and_leaves_no_grade(county, meeting):
    pk = row_of(county.member).pk
    page = _send(county, meeting, county.member, county.co_member, ayes=15, **{f"ayes-{pk}": 7, f"noes-{pk}": 8})
    assert "已登记1份评定结果。周大有表决没有通过，已记下，没有等次" in page
    down, passed = row_of(county.member), row_of(county.co_member)
    assert (down.state, down.grade, down.meeting, down.decided_at) == (YearlyState.PROPOSED, "", None, None)
    assert (passed.state, passed.grade, passed.ayes) == (YearlyState.DECIDED, "qualified", 15)
    assert (_duty(county.member).done_on, _duty(county.co_member).done_on is None) == (None, False)
    vote = GradeVote.objects.get(appraisal=down)
    assert (vote.grade, vote.present, vote.ayes, vote.noes, vote.is_passed) == ("excellent", 15, 7, 8, False)
    assert Entry.objects.filter(verb="turn_down_grade").count() == 1
    assert "优秀没有通过" in page
    assert "到会15，赞成7、反对8、弃权0。没有等次；改选等次再表决，或者下次会议再议" in page
    assert f'value="{pk}" checked' not in page  # it is not put again unawares
    told = county.client("member").get(reverse("appraisal:yearly_one", args=[pk])).text
    assert "对“优秀”表决没有通过（到会15，赞成7，反对8，弃权0），还没有等次" in told


def test_it_may_be_put_again_with_another_grade_and_both_votes_stay(county, meeting):
    _send(county, meeting, county.member, **DOWN)
    row = row_of(county.member)
    page = _send(county, meeting, county.member, ayes=15, **{f"grade-{row.pk}": "qualified"})
    row = row_of(county.member)
    assert (row.state, row.grade) == (YearlyState.DECIDED, "qualified")
    assert list(row.votes.values_list("grade", "ayes", "is_passed")) == [
        ("excellent", 7, False),
        ("qualified", 15, True),
    ]
    assert "没有通过：" not in page


def test_entered_once_more_on_the_same_grade_it_is_put_right(county, meeting):
    _send(county, meeting, county.member, **DOWN)
    _send(county, meeting, county.member, ayes=8, noes=7)
    vote = GradeVote.objects.get(appraisal=row_of(county.member))
    assert (vote.ayes, vote.is_passed) == (8, True)
    assert row_of(county.member).grade == "excellent"


@pytest.mark.parametrize("counted", [{}, {"ayes": 15, "noes": 1}], ids=["nothing", "too-many"])
def test_what_cannot_have_been_counted_is_refused(county, meeting, counted):
    _send(county, meeting, county.member, **counted)
    assert not GradeVote.objects.exists()
    assert row_of(county.member).state == YearlyState.PROPOSED


def test_the_minutes_tell_who_came_and_how_each_was_voted_on_in_the_rosters_order(county, meeting):
    pk = row_of(county.co_member).pk
    _send(county, meeting, county.co_member, county.member, ayes=15, **{f"ayes-{pk}": 7, f"noes-{pk}": 8})
    meeting.refresh_from_db()
    assert meeting.is_drafted
    lines = meeting.minutes.splitlines()
    assert lines[0].endswith("年度评议会议")
    assert "到会15人：" in meeting.minutes
    assert lines[-3:] == [
        "议题：年度评议。表决结果：",
        "1．周大有：优秀，赞成15，反对0，弃权0，通过。",
        "2．陈小满：合格，赞成7，反对8，弃权0，没有通过，没有评定等次。",
    ]
    page = county.client("organiser").get(reverse("meetings:meeting", args=[meeting.pk])).text
    assert "周大有：优秀，赞成15" in page
    assert "还没有会议记录" not in page
    close(meeting, by=county.users["organiser"])


def test_what_somebody_wrote_himself_stays(county, meeting):
    write_minutes(meeting, "自己写的记录。", by=county.users["organiser"], version=meeting.version)
    _send(county, meeting, county.member, ayes=15)
    meeting.refresh_from_db()
    assert meeting.minutes == "自己写的记录。"


def test_the_branchs_quarterly_meeting_keeps_its_own_minutes(county):
    rows = proposed(county, {county.member: "qualified"})
    life = meeting_of(county.branch, county.users["organiser"], kind=MeetingKind.LIFE)
    told = {row.pk: Opinion() for row in rows.values()}
    decide(Decision(life, Votes(3), told), by=county.users["organiser"])
    life.refresh_from_db()
    assert (life.minutes, GradeVote.objects.count()) == ("", 1)


def test_votes_of_organisations_stand_in_the_minutes_too(county):
    kept(county)
    town = county.users["town_secretary"]
    draft(county.round, county.town, by=town)
    row = YearlyAppraisal.objects.get(member=None, organisation=county.branch)
    with pytest.raises(Refusal):
        decide(Decision(meeting_of(county.town, town), Votes(3), {row.pk: Opinion()}), by=town)
    assert not GradeVote.objects.exists()
