"""The demo's year holds on whatever day it is loaded: what lies behind is done, what lies ahead is open."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from jiannuo.accounts.models import DemoDoor
from jiannuo.appraisal.models import BranchComment, LeaderComment, Survey
from jiannuo.ballots.workflow import State
from jiannuo.demo.actions.county import load
from jiannuo.demo.words.progress import line_for
from jiannuo.desk.queries import desk_of
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from jiannuo.fulfilment.models import Result
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.queries import before, current

pytestmark = pytest.mark.django_db
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_ONCE = pytest.mark.once  # what a day brings is told from the calendar; the fullest one goes into every database
# (moment of loading, quarters that the home branch has met about, halves that its people have judged)
_DAYS = [
    pytest.param("2027-01-08 10:30", 0, 0, id="2027-01-08", marks=_ONCE),
    pytest.param("2028-02-29 23:30", 0, 0, id="2028-02-29", marks=_ONCE),
    pytest.param("2026-07-05 10:30", 1, 0, id="2026-07-05", marks=_ONCE),
    pytest.param("2026-11-23 10:30", 3, 1, id="2026-11-23"),
    pytest.param("2026-12-31 23:50", 3, 1, id="2026-12-31", marks=_ONCE),
]


@pytest.mark.parametrize(("moment", "quarters", "halves"), _DAYS)
def test_the_year_has_come_as_far_as_the_day(moment, quarters, halves):
    now = datetime.fromisoformat(moment).replace(tzinfo=_SHANGHAI)
    day = now.date()
    with time_machine.travel(now, tick=False):
        load(by=None)
        round_ = current()
        assert (round_.year, before(round_).year) == (day.year, day.year - 1)
        met = BranchComment.objects.filter(round=round_, organisation__code="CN0104", issued_at__isnull=False)
        assert met.count() == quarters
        counted = Survey.objects.filter(round=round_, box__state=State.CONFIRMED, organisation__code="CN0104")
        assert counted.count() == halves
        stages = set(Pledge.objects.filter(round=round_).values_list("stage", flat=True))
        assert stages == set(Stage)
        renewed = Pledge.objects.filter(round=round_, stage=Stage.PUBLISHED, published__number=2)
        assert renewed.exists(), "the public difference can be looked at"
        left = Duty.objects.filter(round=before(round_), done_on=None, exemption=None, due_on__lt=day)
        assert not left.exists(), "the year before is behind them"
        unsaid = StandingItem.objects.filter(round=before(round_), result=None, dropped_by=None, ends_on__lt=day)
        assert not unsaid.filter(pledge__organisation__code="CN0104").exists(), "and every promise of it has its result"
        assert not LeaderComment.objects.filter(issued_at__isnull=True).exists()
        _every_role_has_something_to_do()
        graded = [line.sentence for line in desk_of(DemoDoor.objects.get(label="已承诺的党员").user).graded]
        assert len(graded) == (day.month > 1), "in January last year's appraisal is still on"
        assert all(f"您{day.year - 1}年评定为" in sentence for sentence in graded)
        _shows_a_year(round_ if halves else before(round_), day)
        states = {state_of(duty, day) for duty in Duty.objects.filter(round=round_)}
        assert DutyState.EXEMPT in states
        if quarters == 3:
            assert DutyState.OVERDUE in states
            open_ones = Duty.objects.filter(round=round_, kind=DutyKind.SELF_REPORT, opens_on__lte=day, done_on=None)
            assert open_ones.filter(member__branch__code="CN0104").exists()


def _shows_a_year(round_, day):
    """述, 讲, 点 and 评 of several branches, in time and late, and promises that ended in more than one way."""
    states = {state_of(duty, day) for duty in Duty.objects.filter(round=round_)}
    assert states >= {DutyState.DONE, DutyState.DONE_LATE, DutyState.BACK_FILLED}
    assert BranchComment.objects.filter(round=round_, issued_at__isnull=False).count() >= 9
    assert LeaderComment.objects.filter(round=round_).count() >= 4
    assert Survey.objects.filter(round=round_, box__state=State.CONFIRMED).count() >= 4
    assert Result.objects.filter(item__round=round_).values("outcome").distinct().count() >= 2


def _every_role_has_something_to_do():
    for door in DemoDoor.objects.select_related("user"):
        desk = desk_of(door.user)
        assert desk is not None
        assert desk.due, door.label


def test_a_line_fits_its_promise_and_every_quarter_has_its_own():
    dice = random.Random(1)  # noqa: S311 - nothing secret
    told = {line_for("每天巡山一次", quarter, dice) for quarter in (1, 2, 3, 4)}
    assert len(told) == 4
    assert not any("{" in line for line in told)
    assert line_for("带头遵守党纪国法", 1, dice) == ""
