"""C20: 比素质、比干劲、比奉献、比创新、比作风: dimensions of 互评, for the person and the branch, never a race."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.queries.mutual import mutual_visible_to, own_figures
from jiannuo.ballots.queries import visible_to as boxes_visible_to
from jiannuo.orgs.models import Member
from tests.appraisal.polling import assessed, sitting

MARCH = datetime(2011, 3, 28, 2, 0, tzinfo=UTC)
FIVE = ["比素质", "比干劲", "比奉献", "比创新", "比作风"]


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel(MARCH, tick=False):
        yield


@pytest.fixture
def twelve(county):
    """A branch of twelve: 周大有 is thought well of, except in 比创新; he skips himself."""
    for name in ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"):
        Member.objects.create(branch=county.branch, name=name, sex="female")
    his = f"member-{county.member.pk}-"

    def answer(voter, question):
        if voter == 0 and question["key"].startswith(his):
            return ""
        return "needs_work" if question["label"].endswith("周大有：比创新") and voter > 5 else "good"

    return assessed(county, sitting(county), answer)


def test_a_member_reads_his_own_five_and_nobody_elses(county, twelve):
    (own,) = own_figures(county.users["member"])
    assert [name for name, _ in own.rows] == FIVE
    figures = dict(own.rows)
    told = {line.label: line.count for line in figures["比创新"].lines}
    assert told == {"好": 5, "较好": 0, "一般": 0, "需改进": 6}
    assert figures["比创新"].answers == 11  # his own blank is outside the denominator


def test_all_but_one_mind_is_told_as_a_lower_bound_only(county, twelve):
    (own,) = own_figures(county.users["member"])
    line = dict(own.rows)["比素质"].lines[0]
    assert (line.label, line.count, line.percent) == ("好", None, 90)


_OTHERS = ("town_secretary", "leader", "member", "neighbour_secretary", "county_organiser", "guide")


@pytest.mark.parametrize("who", ["secretary", "organiser", *_OTHERS])
def test_the_branchs_results_stay_with_its_officers(county, twelve, who):
    user, sees = county.users[who], who not in _OTHERS
    assert mutual_visible_to(user).exists() is sees
    assert boxes_visible_to(user).filter(pk=twelve.box_id).exists() is sees
    page = county.client(who).get(reverse("appraisal:mutual", args=[twelve.pk]))
    tally = county.client(who).get(reverse("ballots:tally", args=[twelve.box_id]))
    assert (page.status_code, tally.status_code) == ((200, 200) if sees else (404, 404))


def test_another_member_reads_only_his_own(county, twelve):
    page = county.client("co_member").get(reverse("appraisal:my_mutual")).content.decode()
    assert "比创新" in page
    assert "需改进" not in page  # of 陈小满 everybody said 好
    assert "周大有" not in page


def test_nothing_is_added_up_or_ranked(county, twelve):
    county.client("secretary").get(reverse("appraisal:mutual", args=[twelve.pk]))
    page = county.client("secretary").get(reverse("appraisal:mutual", args=[twelve.pk])).content.decode()
    roster = list(Member.objects.filter(branch=county.branch).order_by("id").values_list("name", flat=True))
    places = [page.index(f"<summary>{name}</summary>") for name in roster]
    assert places == sorted(places)
    for word in ("总分", "得分", "平均分", "第1名", "名次"):
        assert word not in page


def test_in_a_small_branch_nothing_is_told_of_anybody(county):
    assessed(county, sitting(county), lambda _voter, _question: "good")
    (own,) = own_figures(county.users["member"])
    assert [figure.lines for _, figure in own.rows] == [()] * 5
