"""C28: half-yearly 群众评议会议 with 满意度测评: roll by category, sealed vote, result, duty."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions import survey as actions
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.queries.survey import figures_of, public_of, surveys_below
from jiannuo.ballots.actions import cancel, enter_paper
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.release import Level
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from jiannuo.meetings.models import Category
from tests.appraisal.polling import TWELVE, convened, counted, slips, surveyed, vote

JUNE = datetime(2011, 6, 20, 2, 0, tzinfo=UTC)
OF_TWELVE = ["satisfied"] * 7 + ["fairly"] * 2 + ["dissatisfied"] * 2 + [""]


@pytest.fixture(autouse=True)
def _june():
    with time_machine.travel(JUNE, tick=False):
        yield


def test_from_convening_to_the_duty_done(county):
    expect(county.round, county.county, by=None)
    survey = surveyed(county, OF_TWELVE)
    duty = Duty.objects.get(kind=DutyKind.SURVEY, period=1, organisation=county.branch)
    assert duty.done_on is None  # confirmed, but the meeting's book is still open
    actions.fix_survey(survey, by=county.users["secretary"])
    duty.refresh_from_db()
    survey.refresh_from_db()
    assert (duty.done_on, survey.meeting.closed_at is not None) == (today(), True)
    figure = figures_of([survey.box])[survey.box_id]["overall"]
    told = [(line.label, line.count) for line in figure.lines]
    assert told == [("满意", 7), ("基本满意", 2), ("不满意", 2), ("不了解", 0)]
    assert figure.answers == 11  # who left it blank is outside the denominator


def test_the_minutes_write_themselves_and_tell_no_more_than_the_result(county):
    survey = actions.fix_survey(surveyed(county, ["satisfied"] * 6), by=county.users["secretary"])
    survey.meeting.refresh_from_db()
    minutes = survey.meeting.minutes
    assert "到会：群众代表6人" in minutes
    assert "应投票6" in minutes
    assert "100%" not in minutes
    assert "83%" in minutes or "90%" in minutes  # a lower bound only: all six said the same


def test_a_vote_is_never_older_than_its_slips(county):
    """Entered in February as of last June, slips printed now: the duty is late, board and minutes say February."""
    expect(county.round, county.county, by=None)
    with time_machine.travel(datetime(2012, 2, 20, 2, 0, tzinfo=UTC), tick=False):
        survey = surveyed(county, OF_TWELVE, days_ago=236)
        told = county.client("secretary").get(reverse("appraisal:survey", args=[survey.pk])).text
        actions.fix_survey(survey, by=county.users["secretary"])
        duty = Duty.objects.get(kind=DutyKind.SURVEY, period=1, organisation=county.branch)
        assert (duty.done_on, state_of(duty, today())) == (date(2012, 2, 20), DutyState.DONE_LATE)
        assert [figure.on for figure in public_of(county.branch, county.round)] == [date(2012, 2, 20)]
        assert "投票：2012年2月20日10:00开箱印票" in Survey.objects.get().meeting.minutes
        assert "晚于登记的会议时间" in told


def test_paper_of_a_meeting_gone_by_counts_on_its_day(county):
    """C24: held in time, voted on paper, entered later: 补录, not late."""
    expect(county.round, county.county, by=None)
    by, other = county.users["secretary"], county.users["organiser"]
    with time_machine.travel(datetime(2012, 2, 20, 2, 0, tzinfo=UTC), tick=False):
        survey = convened(county, days_ago=236)
        page = reverse("appraisal:survey", args=[survey.pk])
        actions.take_roll(survey, TWELVE, by=by)
        assert "登记的会议时间早于今天" in county.client("secretary").get(page).text
        opened = actions.open_survey(survey, actions.Asked(with_members=False), slips(0), by=by)
        for user in (by, other):
            enter_paper(opened.box, {"overall": {"satisfied": 8, "fairly": 4}}, ballots=12, by=user)
        counted(opened, by, other)
        actions.fix_survey(survey, by=by)
        duty = Duty.objects.get(kind=DutyKind.SURVEY, period=1, organisation=county.branch)
        assert (duty.done_on, state_of(duty, today())) == (date(2011, 6, 29), DutyState.BACK_FILLED)


def test_numbers_count_and_names_stand_as_far_as_they_are_known(county):
    survey = convened(county)
    actions.take_roll(survey, TWELVE, by=county.users["secretary"])
    survey.refresh_from_db()
    assert (survey.voters, survey.present) == (12, {"citizen": 7, "group_head": 5})
    names = {(row.category, row.name) for row in survey.meeting.roll.all()}
    assert names == {("citizen", "王大娘"), ("citizen", "孙师傅")}
    actions.take_roll(survey, {Category.CITIZEN: actions.Group(3, ["孙师傅"])}, by=county.users["secretary"])
    assert [row.name for row in survey.meeting.roll.all()] == ["孙师傅"]


def test_fewer_people_than_names_are_refused(county):
    survey = convened(county)
    with pytest.raises(Refusal, match="写了2个姓名，人数却是1"):
        actions.take_roll(
            survey, {Category.CITIZEN: actions.Group(1, ["王大娘", "孙师傅"])}, by=county.users["secretary"]
        )
    assert not survey.meeting.roll.exists()


def test_the_roll_is_closed_once_the_box_is_open(county):
    survey, by = convened(county), county.users["secretary"]
    actions.take_roll(survey, TWELVE, by=by)
    opened = actions.open_survey(survey, actions.Asked(), slips(12), by=by)
    assert (opened.box.roll_size, len(opened.slips)) == (12, 12)
    with pytest.raises(Refusal, match="票箱已开"):
        actions.take_roll(survey, {Category.CITIZEN: actions.Group(13)}, by=by)
    assert Survey.objects.get().voters == 12


def test_a_void_box_lets_the_roll_be_mended_and_another_be_opened(county):
    survey, by = convened(county), county.users["secretary"]
    actions.take_roll(survey, TWELVE, by=by)
    first = actions.open_survey(survey, actions.Asked(), slips(12), by=by)
    cancel(first.box, "人数数错了", by=by)
    actions.take_roll(survey, {Category.CITIZEN: actions.Group(13)}, by=by)
    second = actions.open_survey(survey, actions.Asked(), slips(13), by=by)
    survey.refresh_from_db()
    assert (survey.box, second.box.roll_size, BallotBox.objects.count()) == (second.box, 13, 2)


def test_without_anybody_on_the_roll_no_box_is_opened(county):
    with pytest.raises(Refusal, match="还没有到会人数"):
        actions.open_survey(convened(county), actions.Asked(), slips(5), by=county.users["secretary"])
    assert not BallotBox.objects.exists()


def test_one_meeting_a_period_unless_it_was_cancelled(county):
    survey, by = convened(county), county.users["secretary"]
    with pytest.raises(Refusal, match="上半年的群众评议会议已经登记过"):
        convened(county)
    actions.cancel_survey(survey, "改期", by=by)
    assert convened(county).pk != survey.pk


def test_cancelling_wants_a_reason_and_makes_the_box_void(county):
    survey, by = convened(county), county.users["secretary"]
    actions.take_roll(survey, TWELVE, by=by)
    opened = actions.open_survey(survey, actions.Asked(), slips(12), by=by)
    vote(opened, {"overall": "satisfied"})
    with pytest.raises(Refusal, match="写明理由"):
        actions.cancel_survey(survey, " ", by=by)
    actions.cancel_survey(survey, "停电，改期再开", by=by)
    box = BallotBox.objects.get()
    assert (box.state, box.cancel_reason, box.slips.count()) == (State.CANCELLED, "停电，改期再开", 0)


def test_a_confirmed_result_cannot_be_cancelled(county):
    survey = surveyed(county, OF_TWELVE)
    with pytest.raises(Refusal, match="结果已经确认"):
        actions.cancel_survey(survey, "结果不好看", by=county.users["secretary"])
    assert Survey.objects.get().cancelled_at is None


def test_nothing_is_fixed_before_a_second_scrutineer_has_confirmed(county):
    survey, by = convened(county), county.users["secretary"]
    actions.take_roll(survey, TWELVE, by=by)
    actions.open_survey(survey, actions.Asked(), slips(12), by=by)
    with pytest.raises(Refusal, match="另一名监票人确认"):
        actions.fix_survey(survey, by=by)


def test_a_small_group_is_protected_everywhere(county):
    survey = surveyed(county, ["satisfied", "satisfied", "satisfied", "dissatisfied"])
    actions.fix_survey(survey, by=county.users["secretary"])
    figure = public_of(county.branch, county.round)[0].figure
    assert (figure.level, figure.lines) == (Level.NOTHING, ())
    assert "不足5票" in figure.why


def test_only_what_is_confirmed_and_closed_is_public(county):
    survey = surveyed(county, OF_TWELVE)
    assert public_of(county.branch, county.round) == []
    actions.fix_survey(survey, by=county.users["secretary"])
    (told,) = public_of(county.branch, county.round)
    assert (told.label, told.on, told.figure.answers) == ("2011年上半年", today(), 11)


def test_below_a_town_the_order_is_the_trees_and_never_that_of_the_results(county):
    poor, good = ["dissatisfied"] * 6 + ["satisfied"] * 6, ["satisfied"] * 10 + ["fairly"] * 2
    surveyed(county, good, county.neighbour, "neighbour_secretary", "town_organiser")
    surveyed(county, poor)
    town = surveys_below(county.users["town_secretary"], county.town, county.round, 1)
    assert [survey.organisation for survey in town] == [county.branch, county.neighbour]
    assert list(surveys_below(county.users["far_secretary"], county.town, county.round, 1)) == []
