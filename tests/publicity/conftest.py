"""Pledges that have been filed, and publications at each step, made through the product's own actions."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from jiannuo.meetings.models import CONFIRMING, Attendance, Category, Meeting, MeetingKind
from jiannuo.pledges import workflow as road
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.actions.filing import file
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.models import Publication


@pytest.fixture(autouse=True)
def spring():
    """The 2011 round is on."""
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


VOTES = {MeetingKind.LEADERS: 1, MeetingKind.DELEGATES: 2}


def _meeting(county, kind):
    held = Meeting.objects.create(
        organisation=county.branch,
        kind=kind,
        held_at=timezone.now(),
        place="村委会",
        chair="李书记",
        convened_by=county.users["secretary"],
        path=county.branch.path,
    )
    for category in (Category.LEADER, Category.MEMBER, Category.CITIZEN):
        Attendance.objects.create(meeting=held, category=category, name="到会人")
    return held


def _walk_to_filing(county, pledge: Pledge) -> Pledge:
    """From a draft of the branch `county.branch` or one of its members to 已备案."""
    users = county.users
    is_member = pledge.member_id is not None
    propose(pledge, by=users["member"] if is_member else users["organiser"])
    if is_member:
        judge(pledge, road.ENDORSE, Opinion("同意。"), by=users["secretary"])
    judge(pledge, road.REVIEW, Opinion(), by=users["town_organiser"])
    for kind in CONFIRMING:
        decide(_meeting(county, kind), pledge, Votes(VOTES[kind]), by=users["secretary"])
    confirm(pledge, by=users["secretary"])
    file(pledge, by=users["secretary"] if is_member else users["town_organiser"])
    return Pledge.objects.select_related("current", "organisation__parent", "member", "round").get(pk=pledge.pk)


STEPS = [
    (workflow.CHECK, "town_organiser"),
    (workflow.APPROVE, "town_secretary"),
    (workflow.GO_LIVE, "secretary"),
]


@pytest.fixture
def file_away(county) -> Callable[[Pledge], Pledge]:
    """Take a draft of the branch or of one of its members to 已备案."""
    return lambda pledge: _walk_to_filing(county, pledge)


@pytest.fixture
def publish(county) -> Callable[..., Publication]:
    """`publish(pledge, upto="live", **edits)`: file the draft and take it as far as the state named."""

    def walk(pledge: Pledge, upto: str = "live", edits: dict[str, str] | None = None) -> Publication:
        filed = pledge if pledge.stage == "filed" else _walk_to_filing(county, pledge)
        publication = prepare(filed, edits or {}, by=county.users["organiser"], has_looked=True)
        for move, who in STEPS:
            if publication.state == upto:
                break
            publication = take_step(publication, move, by=county.users[who])
        return publication

    return walk
