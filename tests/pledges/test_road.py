"""The road from draft to filing, through the actions."""

from datetime import UTC, datetime

import pytest

from jiannuo.base.errors import Refusal
from jiannuo.meetings.actions import convene, enrol
from jiannuo.meetings.models import CONFIRMING, Category, MeetingKind
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.actions.filing import file
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage


def _meeting(county, kind):
    by = county.users["secretary"]
    meeting = convene(county.branch, kind, datetime(2011, 3, 1, tzinfo=UTC), "村委会", "李书记", by=by)
    category = Category.LEADER if kind == MeetingKind.LEADERS else Category.CITIZEN
    enrol(meeting, category, [f"代表{n}" for n in range(21)], [], by=by)
    return meeting


def test_a_members_pledge_walks_the_whole_road(county):
    pledge, users = county.draft(county.member), county.users
    propose(pledge, by=users["member"])
    judge(pledge, workflow.ENDORSE, Opinion("同意。"), by=users["secretary"])
    judge(pledge, workflow.REVIEW, Opinion(), by=users["town_organiser"])
    for kind in CONFIRMING:
        with pytest.raises(Refusal, match=kind.label):
            confirm(pledge, by=users["secretary"])
        decide(_meeting(county, kind), pledge, Votes(20, 0, 1), by=users["secretary"])
    confirm(pledge, by=users["secretary"])
    receipt = file(pledge, by=users["secretary"])
    assert receipt.number == "备〔2011〕0001号"
    assert Pledge.objects.get().stage == Stage.FILED
