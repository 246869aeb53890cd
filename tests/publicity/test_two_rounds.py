"""Where two rounds run at once every line of the queues says of which it is, and a reader may look at one alone."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.steps import take_step
from jiannuo.rounds.actions import open_round
from tests.walking import walk

FEBRUARY = datetime(2012, 2, 6, 1, 0, tzinfo=UTC)
QUEUE = reverse("publicity:queue")


@pytest.fixture
def both(county, publish):
    """A text of each year at the same step: `both(upto)` takes both there."""
    second = open_round(by=None, organisation=county.county, year=2012)

    def make(upto):
        first = county.draft(county.member, "每月扫街2次")
        later = county.draft(county.co_member, "每月洒水3次")
        Pledge.objects.filter(pk=later.pk).update(round=second)
        later = Pledge.objects.select_related("round", "member", "organisation__parent").get(pk=later.pk)
        later = walk(county, later, Stage.FILED, proposer="co_member")
        return publish(first, upto), publish(later, upto)

    with time_machine.travel(FEBRUARY, tick=False):
        yield make


def _page(county, who, url, **query):
    return county.client(who).get(url, query).content.decode()


def _shown(page, texts=("每月扫街2次", "每月洒水3次")):
    return [text in page for text in texts]


@pytest.mark.parametrize(
    ("upto", "who", "step"),
    [
        ("prepared", "town_organiser", "check"),
        ("approved", "secretary", "go_live"),
        ("live", "town_organiser", "withdraw"),
        ("withdrawn", "town_organiser", "note"),
        ("withdrawn", "town_organiser", "taken_down"),
    ],
)
def test_every_list_of_the_check_names_the_year_and_shows_one_alone(county, both, upto, who, step):
    for found in both("live" if upto == "withdrawn" else upto):
        if upto == "withdrawn":
            take_step(found, workflow.WITHDRAW, by=county.users["secretary"], reason="本人要求。", ground="own_wish")
    page = _page(county, who, QUEUE, step=step)
    assert _shown(page) == [True, True]
    assert [f"{county.branch.name} · {year}年" in page for year in (2011, 2012)] == [True, True]
    assert f'href="?step={step}&amp;year=2011"' in page
    assert _shown(_page(county, who, QUEUE, step=step, year=2011)) == [True, False]
    assert _shown(_page(county, who, QUEUE, step=step, year=2012)) == [False, True]
    assert _shown(_page(county, who, QUEUE, step=step, year="9" * 30)) == [True, True]


def test_what_may_be_put_forward_names_the_year_and_shows_one_alone(county, both):
    rounds = {found.pledge.round.year: found.pledge for found in both("prepared")}
    for pledge in rounds.values():
        pledge.publications.update(state="withdrawn", **_stamped(county))
    url = reverse("publicity:propose", args=[county.branch.pk])
    page = _page(county, "secretary", url)
    assert (["2011年 · 第1稿" in page, "2012年 · 第1稿" in page], _shown(page)) == ([True, True], [True, True])
    assert _shown(_page(county, "secretary", url, year=2012)) == [False, True]


def _stamped(county):
    """What the database asks of a page that has been taken down."""
    now = datetime.now(UTC)
    hands = {f"{step}_by": county.users["town_secretary"] for step in ("checked", "approved", "live", "ended")}
    return hands | {f"{step}_at": now for step in ("checked", "approved", "live", "ended")} | {"reason": "试"}


def test_of_one_round_nothing_is_to_be_chosen(county, publish):
    publish(county.draft(county.member), "prepared")
    page = _page(county, "town_organiser", QUEUE, step="check")
    assert ("全部年度" in page, "· 2011年" in page) == (False, True)
