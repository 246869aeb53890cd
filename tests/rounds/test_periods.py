"""The periods of a round and the days on which their duties open and are due."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.rounds.actions import Calendar, set_calendar
from jiannuo.rounds.models import Cadence, Round
from jiannuo.rounds.periods import open_period, period_numbered, periods_in, periods_of, window_of
from jiannuo.rounds.presets import TWO_WORDS, milestones_of


def a_round(opens_on=date(2011, 2, 1), closes_on=date(2011, 12, 31)):
    return Round(year=2011, opens_on=opens_on, closes_on=closes_on)


def a_cadence(times, before=20, after=10):
    return Cadence(practice="self_report", times_a_year=times, opens_before=before, days_after=after)


@pytest.mark.parametrize(
    ("times", "labels"),
    [
        (1, ["全年"]),
        (2, ["上半年", "下半年"]),
        (4, ["第一季度", "第二季度", "第三季度", "第四季度"]),
        (12, [f"{n}月" for n in range(2, 13)]),  # January ended before the round began
    ],
)
def test_the_year_is_divided_and_named(times, labels):
    periods = periods_in(a_round(), a_cadence(times))
    assert [p.label for p in periods] == labels
    assert (periods[0].starts_on, periods[-1].ends_on) == (date(2011, 2, 1), date(2011, 12, 31))
    assert [p.number for p in periods] == list(range(2 if times == 12 else 1, times + 1))


@pytest.mark.parametrize("times", [1, 2, 4, 12])
def test_periods_follow_one_another_without_gap(times):
    periods = periods_in(a_round(), a_cadence(times))
    assert all((b.starts_on - a.ends_on).days == 1 for a, b in pairwise(periods))


def test_a_late_round_keeps_the_natural_numbers_of_its_periods():
    periods = periods_in(a_round(opens_on=date(2011, 8, 20)), a_cadence(4))
    assert [(p.number, p.label) for p in periods] == [(3, "第三季度"), (4, "第四季度")]
    assert periods[0].starts_on == date(2011, 8, 20)


def test_a_round_that_opens_before_its_year_counts_from_its_opening():
    assert periods_in(a_round(opens_on=date(2010, 12, 20)), a_cadence(4))[0].starts_on == date(2010, 12, 20)


def test_the_second_quarter_of_2011_as_the_preset_has_it():
    second = periods_in(a_round(), a_cadence(4))[1]
    window = window_of(second, a_cadence(4))
    assert (window.opens_on, window.due_on) == (date(2011, 6, 10), date(2011, 7, 10))
    assert window.basis == "第二季度末6月30日＋10天"


def test_a_window_never_opens_before_its_period():
    march = periods_in(a_round(), a_cadence(12))[1]
    assert window_of(march, a_cadence(12, before=90)).opens_on == date(2011, 3, 1)


@pytest.mark.django_db
def test_the_preset_has_the_guidances_own_rhythm(county):
    rhythm = {c.practice: (c.times_a_year, c.opens_before, c.days_after) for c in county.round.cadences.all()}
    assert rhythm == {
        "self_report": (4, 20, 10),
        "branch_comment": (4, 20, 15),
        "leader_comment": (2, 30, 31),
        "survey": (2, 30, 31),
        "appraisal": (1, 30, 31),
    }
    assert all("指导意见没有规定日期" in c.source for c in county.round.cadences.all())


@pytest.mark.django_db
def test_the_period_attended_to_may_be_the_last_one(county):
    assert open_period(county.round, "self_report", date(2011, 7, 5)).number == 2
    assert open_period(county.round, "self_report", date(2011, 9, 11)).number == 3
    assert open_period(county.round, "self_report", date(2011, 2, 2)).number == 1
    assert period_numbered(county.round, "survey", 2).label == "下半年"
    assert periods_of(county.round, "nothing") == []
    assert open_period(county.round, "nothing", date(2011, 7, 5)) is None


def _sent(client, **more):
    form = client.get(reverse("rounds:edit", kwargs={"year": 2011})).context["form"]
    return {name: form[name].value() for name in form.fields} | more


def test_the_frequency_stands_once_its_first_period_is_attended_to_and_the_days_may_still_move(county):
    client, url = county.client("county_organiser"), reverse("rounds:edit", kwargs={"year": 2011})
    with time_machine.travel(datetime(2011, 3, 12, 1, 0, tzinfo=UTC)):
        answer = client.post(url, _sent(client, times_self_report=2))
        assert answer.status_code == 422
        assert "第一季度的党员述已经开始" in answer.content.decode()
        assert client.post(url, _sent(client, after_self_report=12, times_survey=1)).status_code == 302
    stored = county.round.cadences.get(practice="self_report")
    assert (stored.times_a_year, stored.days_after, stored.source) == (4, 12, "本级自行确定")
    assert county.round.cadences.get(practice="survey").times_a_year == 1
    assert county.round.cadences.get(practice="leader_comment").source.startswith("三、3")


def test_the_page_says_that_the_guidance_says_two_things(county):
    page = county.client("member").get(reverse("rounds:round", kwargs={"year": 2011})).content.decode()
    assert TWO_WORDS in page
    assert "期末前20天" in page


def test_the_action_itself_refuses_a_frequency_that_has_begun(county):
    calendar = Calendar(date(2011, 2, 1), date(2011, 12, 31), "superior", 30, {}, {"self_report": (12, 20, 10)})
    with time_machine.travel(datetime(2011, 3, 12, 1, 0, tzinfo=UTC)), pytest.raises(Refusal, match="已经开始"):
        set_calendar(county.round, calendar, by=county.users["county_organiser"])


@pytest.mark.parametrize("opens_on", [date(2011, 2, 2), date(2011, 6, 1), date(2011, 11, 23), date(2011, 12, 30)])
def test_the_days_of_a_round_begun_late_lie_ahead_in_order_and_within_it(opens_on):
    """Nobody is late on the first day, and each day says from when it was reckoned."""
    found = milestones_of(opens_on, date(2011, 12, 31))
    days = [day for _, day, _ in found]
    assert days == sorted(days)
    assert opens_on < days[0]
    assert days[-1] <= date(2011, 12, 31)
    begun = f"{opens_on.month}月{opens_on.day}日开始"
    assert all(why.startswith("本系统的建议（指导意见没有规定日期）：" + begun) for _, _, why in found)


def test_a_round_begun_in_november_shortens_its_steps_and_says_so():
    day, why = milestones_of(date(2011, 11, 23), date(2011, 12, 31))[0][1:]
    assert day == date(2011, 12, 6)
    assert why.endswith("：11月23日开始，到年底不足两个月，按比例缩短，14天内提诺")


def test_a_round_of_february_keeps_the_calendars_days():
    days = [day for _, day, _ in milestones_of(date(2012, 2, 1), date(2012, 12, 31))]
    assert days == [date(2012, 2, 20), date(2012, 2, 29), date(2012, 3, 15), date(2012, 3, 25), date(2012, 3, 31)]
