"""践诺 on the desk: own promises that come due, a branch's overdue ones, a count that waits for a second scrutineer."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.survey import Asked, open_survey, take_roll
from jiannuo.ballots.actions import close, enter_paper
from jiannuo.desk.queries import desk_of
from jiannuo.fulfilment.actions import Statement, settle, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from tests.appraisal.polling import TWELVE, convened, slips
from tests.walking import walk


@pytest.fixture
def promised(county):
    with time_machine.travel(date(2011, 3, 20), tick=False):
        walk(county, county.draft(county.member, "6月底前修好水渠1公里"), Stage.FILED)
    StandingItem.objects.update(due_on=date(2011, 6, 30), ends_on=date(2011, 6, 30))
    return county


def lines(county, who, day):
    with time_machine.travel(day, tick=False):
        user = User.objects.get(pk=county.users[who].pk)
        return {line.sentence: (line.url, line.state) for line in desk_of(user).due}


def test_a_member_hears_of_a_promise_before_its_day_and_after_it(promised):
    soon = "践诺：您有 1 项承诺快到期，点一下结果、写一句即可。"
    late = "践诺：您有 1 项承诺已经逾期，点一下结果、写一句即可。"
    assert soon not in lines(promised, "member", date(2011, 5, 1))
    assert lines(promised, "member", date(2011, 6, 20))[soon] == ("/ledger/mine/results/", "soon")
    assert lines(promised, "member", date(2011, 7, 1))[late] == ("/ledger/mine/results/", "late")
    assert not {soon, late} & set(lines(promised, "co_member", date(2011, 7, 1)))


def _waiting(county, who):
    return [(s, url) for s, (url, _) in lines(county, who, date(2011, 7, 2)).items() if "销号" in s]


def test_who_may_settle_a_result_is_told_and_nobody_else(promised):
    """Members' by their branch, the branch's own by the level above, nobody's by him who stated it."""
    promised.round.terms["results_need_second_eyes"] = True
    promised.round.save()
    with time_machine.travel(date(2011, 3, 20), tick=False):
        walk(promised, promised.draft(None, "年内硬化村道1公里"), Stage.FILED)
    own, mine = (StandingItem.objects.get(pledge__member__isnull=is_own) for is_own in (True, False))
    done = Statement(outcome=Outcome.KEPT, done_on=date(2011, 6, 20))
    with time_machine.travel(date(2011, 7, 1), tick=False):
        state_result(mine, done, by=promised.users["member"])
        state_result(own, done, by=promised.users["secretary"])
    branch, town = promised.branch, promised.town
    settle_mine = (
        f"践诺：{branch.short_name}有 1 项党员的结果等您销号。",
        f"/ledger/of/{branch.pk}/?year=2011&state=to_settle&whose=people",
    )
    settle_own = (
        f"践诺：{town.short_name}有 1 项党组织的结果等您销号。",
        f"/ledger/of/{town.pk}/?year=2011&state=to_settle&whose=bodies",
    )
    assert _waiting(promised, "secretary") == [settle_mine]
    assert _waiting(promised, "town_organiser") == [settle_own]
    assert [_waiting(promised, who) for who in ("member", "neighbour_secretary", "county_organiser")] == [[], [], []]
    page = promised.client("town_organiser").get(settle_own[1]).content.decode()
    assert "待销号：已兑现" in page
    assert page.count("待销号：已兑现") == 1
    with time_machine.travel(date(2011, 7, 2), tick=False):
        settle(own, by=promised.users["town_organiser"])
    assert _waiting(promised, "town_organiser") == []


def test_a_secretary_sees_what_is_overdue_in_the_ledger_until_its_result_is_said(promised):
    sentence = f"践诺：{promised.branch.short_name}有 1 项承诺逾期，还没有说明结果。"
    url, state = lines(promised, "secretary", date(2011, 7, 1))[sentence]
    assert (url, state) == (f"/ledger/of/{promised.branch.pk}/results/", "late")
    assert sentence not in lines(promised, "neighbour_secretary", date(2011, 7, 1))
    with time_machine.travel(date(2011, 7, 2), tick=False):
        done = Statement(outcome=Outcome.KEPT, done_on=date(2011, 7, 1))
        state_result(StandingItem.objects.get(), done, by=promised.users["member"])
    assert sentence not in lines(promised, "secretary", date(2011, 7, 3))


def _counting(citizen):
    """What the desk asks of the representative beside looking at the board."""
    return [line for line in desk_of(User.objects.get(pk=citizen.pk)).due if line.action != "看公示栏"]


def test_a_citizens_representative_is_led_to_the_paper_he_counts(county):
    """While the box is open, until he has noted his count or two others have; a box of slips alone asks for nobody."""
    citizen = User.objects.create_user("citizen", display_name="孙师傅")
    appoint(by=None, user=citizen, organisation=county.branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    with time_machine.travel(datetime(2011, 6, 20, 1, 0, tzinfo=UTC), tick=False):
        survey, by = convened(county), county.users["secretary"]
        take_roll(survey, TWELVE, by=by)
        box = open_survey(survey, Asked(), slips(0), by=by).box
        (line,) = _counting(citizen)
        assert (line.sentence, line.action) == (f"群众评：“{box.title}”有纸票，投完后等您清点登记。", "去登记")
        client = Client()
        client.force_login(citizen)
        assert "登记我清点的纸票" in client.get(line.url).content.decode()
        counts = {key: {"satisfied": 8, "fairly": 4} for key in ("overall", "members")}
        enter_paper(box, counts, ballots=12, by=citizen)
        assert not _counting(citizen)
        enter_paper(box, counts, ballots=12, by=by)
        close(box, [], by=by)
        (line,) = _counting(citizen)
        assert line.action == "去确认"


def test_no_representative_is_led_to_a_box_of_slips_alone(county):
    citizen = User.objects.create_user("citizen", display_name="孙师傅")
    appoint(by=None, user=citizen, organisation=county.branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    with time_machine.travel(datetime(2011, 6, 20, 1, 0, tzinfo=UTC), tick=False):
        survey, by = convened(county), county.users["secretary"]
        take_roll(survey, TWELVE, by=by)
        open_survey(survey, Asked(), slips(12), by=by)
        assert not _counting(citizen)
