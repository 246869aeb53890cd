"""C45: the desk leads each person along the whole road, one tap to each step, until nothing is left to do."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import expect, expect_proposals, meet
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from tests.walking import walk


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel(datetime(2011, 3, 12, 1, 0, tzinfo=UTC)):
        yield


def due(county, who: str) -> dict[str, str]:
    """{the sentence's first word: address} of what is expected of the person now."""
    user = User.objects.get(pk=county.users[who].pk)
    return {line.sentence.split("：")[0]: line.url for line in desk_of(user).due}


ROAD = [
    (Stage.PROPOSED, "secretary", "审诺", "/pledges/review/"),
    (Stage.ENDORSED, "town_organiser", "审诺", "/pledges/review/"),
    (Stage.REVIEWED, "secretary", "定诺", "/pledges/in/{org}/confirm/"),
    (Stage.CONFIRMED, "secretary", "备案", "/pledges/in/{org}/filing/"),
    (Stage.FILED, "secretary", "公示", "/publicity/of/{org}/"),
]


@pytest.mark.parametrize(("stage", "who", "word", "address"), ROAD)
def test_each_stage_puts_the_next_step_on_the_right_desk(county, stage, who, word, address):
    walk(county, county.draft(county.member), stage)
    assert due(county, who)[word] == address.format(org=county.branch.pk)
    assert word not in due(county, "neighbour_secretary")


def test_the_publishing_check_goes_from_desk_to_desk(county):
    pledge = walk(county, county.draft(county.member), Stage.FILED)
    publication = prepare(pledge, {}, by=county.users["organiser"], has_looked=True)
    for move, who, word in (
        (workflow.CHECK, "town_organiser", "审核"),
        (workflow.APPROVE, "town_secretary", "审批"),
        (workflow.GO_LIVE, "secretary", "公示"),
    ):
        assert due(county, who)[word] == f"/publicity/?step={move.name}"
        publication = take_step(publication, move, by=county.users[who])
        assert word not in due(county, who)


def test_every_address_on_every_desk_opens(county):
    expect_proposals(county.round, county.county, by=None)
    walk(county, county.draft(county.member), Stage.REVIEWED)
    for who in county.users:
        client = county.client(who)
        desk = desk_of(User.objects.get(pk=county.users[who].pk))
        for line in [*desk.due, *desk.waiting, *desk.done]:
            assert client.get(line.url).status_code in {200, 302}, (who, line)


def test_through_the_year_the_desk_asks_for_each_practice_and_forgets_it_when_done(county):
    """C24: every line is a query over duties; what is done leaves, and only that."""
    expect(county.round, county.county, by=None)
    assert due(county, "member")["党员述"] == "/appraisal/mine/?year=2011&period=1"
    of_branch = due(county, "organiser")
    assert of_branch["党员述"].startswith(f"/duties/in/{county.branch.pk}/self_report/1/")
    assert of_branch["支部讲"] == f"/appraisal/of/{county.branch.pk}/meeting/?year=2011&period=1"
    meet(county.round, "self_report", 1, organisation=county.branch, member_ids=[county.member.pk],
         on=date(2011, 3, 12), by=None)  # fmt: skip
    meet(county.round, "branch_comment", 1, organisation=county.branch, on=date(2011, 3, 12), by=None)
    assert "党员述" not in due(county, "member")
    assert "党员述" in due(county, "co_member")
    assert "支部讲" not in due(county, "organiser")
    with time_machine.travel(datetime(2011, 6, 2, 1, 0, tzinfo=UTC)):
        assert due(county, "leader")["领导点"] == "/appraisal/comments/?year=2011&period=1"
        assert due(county, "organiser")["群众评"] == f"/appraisal/of/{county.branch.pk}/surveys/?year=2011&period=1"
    with time_machine.travel(datetime(2011, 12, 2, 1, 0, tzinfo=UTC)):
        assert due(county, "organiser")["年度评议"] == f"/appraisal/of/{county.branch.pk}/year/?year=2011"


def test_a_desk_is_first_after_sign_in(county):
    assert county.client("member").get("/desk/").status_code == 200
    assert settings.LOGIN_REDIRECT_URL == "desk:desk"
