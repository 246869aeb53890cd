"""A branch at the end of a quarter: filed pledges, lines in the ledger, a meeting."""

from datetime import UTC, date, datetime

from jiannuo.appraisal.actions.meeting import Arranged, hold
from jiannuo.appraisal.actions.report import Occasion
from jiannuo.duties.actions import expect
from jiannuo.fulfilment.actions import note
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered
from tests.walking import walk

NOW = datetime(2011, 3, 28, 2, 0, tzinfo=UTC)
HELD = datetime(2011, 3, 27, 11, 30, tzinfo=UTC)
DONE = "已洒水4次，村口路段还差一次"


def filed(county, member, text="每月为村里水泥巷道洒水2次"):
    """The member's one promise, in force."""
    proposer = "member" if member == county.member else "co_member" if member == county.co_member else "secretary"
    pledge = walk(county, county.draft(member, text), Stage.FILED, proposer=proposer)
    return StandingItem.objects.get(pledge=pledge)


def first_quarter(county):
    return period_numbered(county.round, Practice.SELF_REPORT, 1)


def occasion(county, meeting=None):
    return Occasion(county.round, first_quarter(county), meeting)


def noted(county, item, text=DONE, on=date(2011, 3, 20)):
    return note(item, text, on, by=county.users["secretary"])


def expected(county):
    return expect(county.round, county.county, by=None)


def held(county, *, held_at=HELD, place="村委会会议室", chair="李书记"):
    """The branch's meeting of the first quarter."""
    period = period_numbered(county.round, Practice.BRANCH_COMMENT, 1)
    return hold(county.round, period, county.branch, Arranged(held_at, place, chair), by=county.users["secretary"])
