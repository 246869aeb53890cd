"""定诺 of a text that was changed: only meetings held since it was proposed decide on it (C13, C35)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.meetings.models import CONFIRMING
from jiannuo.pledges.actions.confirm import confirm, decide, reconsider
from jiannuo.pledges.models import Decision
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, hold, walk

LEADERS, DELEGATES = CONFIRMING
CHANGED = datetime(2011, 3, 12, 6, 0, tzinfo=UTC)  # two days after the meetings
OLDER = "2011年3月10日召开，第2稿2011年3月12日才提交，会上表决的不是这一稿"


@pytest.fixture
def changed(county):
    """Handed back by the meetings of 10 March, proposed again and reviewed two days later."""
    with time_machine.travel(datetime(2011, 3, 10, 3, 0, tzinfo=UTC), tick=False):
        pledge = walk(county, county.draft(county.member), Stage.REVIEWED)
        reconsider(pledge, "请写明数量。", by=county.users["secretary"])
    pledge.items.update(text="每月洒水3次")
    with time_machine.travel(CHANGED, tick=False):
        return walk(county, fresh(pledge), Stage.REVIEWED)


@pytest.fixture
def held(county):
    return {kind: hold(county, kind) for kind in CONFIRMING}


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(CHANGED + timedelta(days=1), tick=False):
        yield


def test_a_meeting_held_before_the_text_was_changed_does_not_decide_on_it(county, changed, held):
    with pytest.raises(Refusal, match=f"领导班子成员会议{OLDER}"):
        decide(held[LEADERS], changed, Votes(3), by=county.users["secretary"])
    assert not Decision.objects.exists()


def test_one_held_on_the_same_day_does(county, changed):
    earlier_that_day = CHANGED - timedelta(hours=5)
    for kind in CONFIRMING:
        decide(hold(county, kind, held_at=earlier_that_day), changed, Votes(3), by=county.users["secretary"])
    confirm(changed, by=county.users["secretary"])
    assert fresh(changed).stage == Stage.CONFIRMED


def test_a_first_text_may_have_been_read_from_paper(county, held):
    first = walk(county, county.draft(county.co_member), Stage.REVIEWED, proposer="organiser")
    assert decide(held[LEADERS], first, Votes(3), by=county.users["secretary"]).is_passed


def test_votes_of_older_meetings_recorded_before_this_was_refused_confirm_nothing(county, changed, held):
    for meeting in held.values():
        votes = {"present": 3, "ayes": 3, "is_passed": True, "by": county.users["secretary"]}
        Decision.objects.create(meeting=meeting, version=changed.current, **votes)
    with pytest.raises(Refusal, match="还缺领导班子成员会议的表决"):
        confirm(changed, by=county.users["secretary"])
    page = county.client("secretary").get(reverse("pledges:confirm", args=[county.branch.pk])).text
    assert "还缺领导班子成员会议的表决" in page


def test_of_many_the_changed_text_comes_back_with_the_reason_and_the_others_go_in(county, changed, held):
    first = walk(county, county.draft(county.co_member, "帮厨1次"), Stage.REVIEWED, proposer="organiser")
    client, address = county.client("secretary"), reverse("pledges:confirm", args=[county.branch.pk])
    sent = {"pick": [f"{p.pk}:{p.version}" for p in (first, changed)]}
    for kind, meeting in held.items():
        sent |= {kind.value: meeting.pk, f"{kind}-ayes": 3}
    page = client.get(client.post(address, sent).url).text
    assert "<strong>1 份已定诺</strong>，1 份没有办成" in page
    assert f"领导班子成员会议{OLDER}" in page
    assert (fresh(first).stage, fresh(changed).stage) == (Stage.CONFIRMED, Stage.REVIEWED)


@pytest.mark.parametrize("page", ["confirm", "agenda"])
def test_the_page_says_so_beforehand_and_ticks_only_what_can_go_in(county, changed, held, page):
    first = walk(county, county.draft(county.co_member, "帮厨1次"), Stage.REVIEWED, proposer="organiser")
    key = county.branch.pk if page == "confirm" else held[LEADERS].pk
    shown = county.client("secretary").get(reverse(f"pledges:{page}", args=[key]))
    assert f"领导班子成员会议{OLDER}" in shown.text
    assert {row.standing.pledge: row.is_ticked for row in shown.context["rows"]} == {first: True, changed: False}


def test_the_agenda_refuses_it_too(county, changed, held):
    client, address = county.client("secretary"), reverse("pledges:agenda", args=[held[DELEGATES].pk])
    client.post(address, {"pick": f"{changed.pk}:{changed.version}", "delegates-ayes": 3})
    assert f"党员群众代表会议{OLDER}" in client.get(address).text
    assert not Decision.objects.exists()
