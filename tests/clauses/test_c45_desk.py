"""C45: the desk leads each person along the whole road, one tap to each step, until nothing is left to do."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import expect_proposals
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


def test_a_desk_is_first_after_sign_in(county):
    assert county.client("member").get("/desk/").status_code == 200
    assert settings.LOGIN_REDIRECT_URL == "desk:desk"
