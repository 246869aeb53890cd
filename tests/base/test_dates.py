"""Days as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.dates import moment_in_full, named, said

NOW = date(2011, 6, 1)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (61, "8月1日"),
        (60, "7月31日（还有60天）"),
        (1, "6月2日（还有1天）"),
        (0, "6月1日（今天）"),
        (-1, "5月31日（已过1天）"),
        (-60, "4月2日（已过60天）"),
        (-61, "4月1日（已过）"),
        (-641, "2009年8月29日（已过）"),
    ],
)
def test_days_are_counted_as_far_as_anybody_counts_them(left, words):
    assert said(NOW + timedelta(days=left), now=NOW) == words


def test_the_milestones_of_a_round_gone_by_are_past_and_nothing_more(county):
    with time_machine.travel(datetime(2013, 2, 1, 1, 0, tzinfo=UTC), tick=False):
        page = county.client("member").get(reverse("rounds:round", args=[2011])).text
    assert "（已过）" in page
    assert "天）" not in page


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2011, 12, 31), "12月31日"), (date(2012, 1, 10), "2012年1月10日"), (date(2010, 6, 1), "2010年6月1日")],
)
def test_a_day_of_another_year_says_its_year(day, words):
    assert named(day, now=NOW) == words


def test_a_moment_in_full_is_that_of_the_clock_on_the_wall():
    assert moment_in_full(datetime(2011, 12, 31, 16, 5, tzinfo=UTC)) == "2012年1月1日00:05"
