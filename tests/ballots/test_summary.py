"""Sums in the database: made once, over boxes confirmed by then."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from jiannuo.ballots.actions import cast, close, confirm, enter_paper, open_box, summarise
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.models import BoxKind, Summary
from jiannuo.ballots.queries import summary_of
from jiannuo.ballots.release import Level
from jiannuo.ballots.tree import year_of
from jiannuo.base.errors import Refusal
from tests.ballots.questions_of import question


@pytest.fixture
def count(county):
    """`count(organisation, satisfied=7, fairly=3)`: a confirmed box of the first half-year."""

    def make(organisation, **votes):
        by, other = county.users["town_secretary"], county.users["town_organiser"]
        size = sum(votes.values())
        until = timezone.now() + timedelta(hours=1)
        box, keys, slips = open_box(
            BoxKind.SURVEY, organisation, "测评", [question()], size, until, by=by, period="2011/1", scrutineers=1
        )
        for option, n in votes.items():
            for _ in range(n):
                cast(box, slips.pop(), seal(box, {"overall": option}))
        return confirm(close(box, keys.sheets, by=by), by=other)

    return make


def _counts(organisation):
    shown = summary_of(organisation.path, "2011/1")["overall"]["shown"]
    return [line["count"] for line in shown["lines"]]


def test_a_town_shows_its_branches_together(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert _counts(county.town) == [15, 7, 3, 0]


def test_a_small_branch_is_left_out_where_subtraction_would_show_it(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    count(county.school, satisfied=1, dissatisfied=2)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert _counts(county.town) == [15, 7, 3, 0]
    assert summary_of(county.town.path, "2011/1")["overall"]["left_out"] == 1


def _silent(organisation):
    return summary_of(organisation.path, "2011/1")["overall"]["silent"]


def test_every_sum_says_how_many_counts_had_no_result_of_their_own_and_why(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    count(county.school, satisfied=1, dissatisfied=2)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert _silent(county.town) == "3 次测评中 1 次没有结果（1 次有效回答太少）。"
    assert _silent(county.branch) == "", "a branch alone is told by its own figure"
    assert county.school.path not in Summary.objects.get().figures, "nothing is said where no sum is shown"


def test_a_sum_of_counts_that_all_had_a_result_says_so(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert _silent(county.town) == "2 次测评都有结果。"
    page = county.client("town_organiser").get(reverse("ballots:boxes", args=[county.town.pk])).content.decode()
    assert "2 次测评都有结果。" in page


def test_a_count_withheld_because_the_paper_would_give_it_away_is_told_apart(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    box = count(county.school, satisfied=6, dissatisfied=4)
    nought = {"overall": dict.fromkeys(box.totals["overall"], 0)}
    type(box).objects.filter(pk=box.pk).update(is_withheld=True, totals=nought)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert _silent(county.town) == "3 次测评中 1 次没有结果（1 次单看扫码票就会露出，没有公布）。"


def test_small_branches_hide_each_other(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=2, fairly=1, dissatisfied=1)
    count(county.school, satisfied=1, fairly=1, dissatisfied=2)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert summary_of(county.town.path, "2011/1")["overall"]["level"] == 2
    assert _counts(county.town) == [16, 5]


def test_a_town_s_sum_tells_no_more_of_twelve_alike_than_their_own_page(county, count):
    """「不满意 90%以上」 there; 9 good of 24 beside a branch with 9 good would say that nobody praised."""
    count(county.branch, dissatisfied=12)
    count(county.neighbour, satisfied=6, fairly=3, dissatisfied=2, unaware=1)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    assert summary_of(county.town.path, "2011/1").get("overall", {}).get("level", 0) < Level.BANDS


def test_a_question_withheld_beside_paper_is_left_out_of_the_sum(make_poll, county, count):
    count(county.neighbour, satisfied=6, fairly=3, dissatisfied=2, unaware=1)
    poll = make_poll(18, slip_count=12)
    poll.votes(dissatisfied=12)
    for who in ("secretary", "organiser"):
        enter_paper(poll.box, {"overall": {"satisfied": 6}}, ballots=6, by=county.users[who])
    confirm(close(poll.box, poll.keys.sheets[:2], by=poll.by), by=county.users["organiser"])
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    told = summary_of(county.town.path, "2011/1")["overall"]
    assert (_counts(county.town), told["left_out"]) == ([6, 3, 2, 1], 1)


def test_sums_are_made_once_and_never_below_after_above(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    summarise(county.county, "2011/1", by=county.users["county_organiser"])
    for organisation, who in [(county.county, "county_organiser"), (county.town, "town_organiser")]:
        with pytest.raises(Refusal, match="相减"):
            summarise(organisation, "2011/1", by=county.users[who])
    with pytest.raises(DatabaseError), transaction.atomic():
        Summary.objects.update(period="2011/2")


def test_a_late_box_is_in_no_sum(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    summarise(county.town, "2011/1", by=county.users["town_organiser"])
    before = _counts(county.town)
    count(county.neighbour, satisfied=1, dissatisfied=1)
    assert _counts(county.town) == before


def test_somebody_else_makes_no_sums(county, count):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    with pytest.raises(Refusal, match="书记或组织委员"):
        summarise(county.town, "2011/1", by=county.users["secretary"])


def test_the_page_shows_sums_once_they_are_made(county, count, queries_of):
    count(county.branch, satisfied=7, fairly=4, dissatisfied=2)
    count(county.neighbour, satisfied=8, fairly=3, dissatisfied=1)
    client, page = county.client("town_organiser"), reverse("ballots:boxes", args=[county.town.pk])
    assert "公布汇总" in client.get(page).content.decode()
    publish = reverse("appraisal:survey_summary", args=[county.town.pk])
    assert f"{publish}?year=2011&amp;period=1" in client.get(page).content.decode()
    client.post(publish, {"year": 2011, "period": 1})
    text = client.get(page).content.decode()
    assert "有效回答 25" in text
    assert "公布汇总" not in text
    assert "有效回答 25" in county.client("leader").get(page).content.decode()
    assert county.client("neighbour_secretary").get(page).status_code == 404


@pytest.mark.parametrize("level", list(Level))
def test_two_dates_stand_side_by_side_only_where_both_are_shown_alike(level):
    shown = {other for other in Level if year_of(level, other) is not Level.NOTHING}
    assert shown == ({level} if level in {Level.BANDS, Level.FULL} else set())
