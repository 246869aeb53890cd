"""A branch at the end of its year: promises filed and kept, a meeting to decide in."""

from datetime import UTC, date, datetime

import time_machine

from jiannuo.appraisal.actions.yearly import Decision, Opinion, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.fulfilment.actions import Statement, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.meetings.actions import convene, enrol
from jiannuo.meetings.models import Category, MeetingKind
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

HELD = datetime(2012, 1, 6, 1, 0, tzinfo=UTC)
NOW = datetime(2012, 1, 10, 1, 0, tzinfo=UTC)


def filed(county, member=None) -> StandingItem:
    """One promise in force since March, due at the end of November."""
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC), tick=False):
        walk(county, county.draft(member), Stage.FILED, proposer=member.user.username if member else "")
    pledge = Pledge.objects.get(member=member, organisation=county.branch)
    StandingItem.objects.filter(pledge=pledge).update(due_on=date(2011, 11, 30), ends_on=date(2011, 11, 30))
    return StandingItem.objects.select_related("pledge").get(pledge=pledge)


def kept(county, member=None, *, on=date(2011, 10, 1), outcome=Outcome.KEPT, by="organiser") -> StandingItem:
    item = filed(county, member)
    reason = "" if outcome == Outcome.KEPT else "水泵坏了，没有做成。"
    state_result(item, Statement(outcome, on if outcome == Outcome.KEPT else None, reason), by=county.users[by])
    return item


def meeting_of(organisation, by, *, kind=MeetingKind.APPRAISAL, present=3):
    meeting = convene(organisation, kind, HELD, "会议室", "主持人", by=by)
    category = Category.LEADER if kind == MeetingKind.LEADERS else Category.BRANCH_MEMBER
    enrol(meeting, category, [f"到会{n}" for n in range(present)], [], by=by)
    return meeting


def row_of(member) -> YearlyAppraisal:
    return YearlyAppraisal.objects.get(member=member)


def proposed(county, grades, *, by="organiser") -> dict[int, YearlyAppraisal]:
    """Grades put forward for the members named; returns {member: row}."""
    draft(county.round, county.branch, by=county.users[by])
    opinions = {row_of(member).pk: Opinion(grade, "按会议意见。") for member, grade in grades.items()}
    return {row.member_id: row for row in propose(opinions, by=county.users[by], knows_unwritten=True)}


def decided(county, grades, *, by="organiser", votes=None):
    rows = proposed(county, grades, by=by)
    meeting = meeting_of(county.branch, county.users[by])
    decide(Decision(meeting, votes or Votes(3), {row.pk: Opinion() for row in rows.values()}), by=county.users[by])
    return {member: row_of(member) for member in grades}
