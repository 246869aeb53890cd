"""C13 「会议定诺」: two kinds of meeting with roll, votes and minutes; both pass the exact text, or it is refused."""

import pytest

from jiannuo.base.errors import Refusal
from jiannuo.meetings.actions import close, convene, enrol, mark_roll, write_minutes
from jiannuo.meetings.models import Category, Meeting, MeetingKind
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.models import Confirmation
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import HELD, fresh, walk


def _held(county, kind, rolls):
    by = county.users["secretary"]
    meeting = convene(county.branch, kind, HELD, "村委会会议室", "李书记", by=by)
    for category, names in rolls.items():
        enrol(meeting, category, names, [], by=by)
    return meeting


def test_a_pledge_is_confirmed_by_the_leaders_and_by_the_delegates(county):
    by = county.users["secretary"]
    pledge = walk(county, county.draft(county.member), Stage.REVIEWED)
    leaders = _held(county, MeetingKind.LEADERS, {Category.LEADER: ["李书记", "王委员", "赵委员"]})
    with pytest.raises(Refusal, match="还缺领导班子成员会议的表决"):
        confirm(pledge, by=by)
    decide(leaders, pledge, Votes(3), by=by)
    with pytest.raises(Refusal, match="还缺党员群众代表会议的表决"):
        confirm(pledge, by=by)
    rolls = {Category.MEMBER: ["周大有", "陈小满"], Category.CITIZEN: ["熊老汉", "万二婶"], Category.OTHER: ["镇干部"]}
    delegates = _held(county, MeetingKind.DELEGATES, rolls)
    decide(delegates, pledge, Votes(3, 0, 1), by=by)
    confirm(pledge, by=by)
    pinned = Confirmation.objects.get()
    assert (pinned.version, pinned.leaders_decision.meeting, pinned.delegates_decision.meeting) == (
        pledge.current,
        leaders,
        delegates,
    )
    assert fresh(pledge).stage == Stage.CONFIRMED
    for meeting in Meeting.objects.all():
        assert "周大有的承诺书（第1稿）：赞成3" in meeting.minutes
        with pytest.raises(Refusal, match="到会名单随表决固定"):
            mark_roll(meeting, [], removed_ids=meeting.roll.values_list("pk", flat=True), by=by)


def test_the_meetings_page_shows_roll_by_category_votes_and_minutes(county):
    by = county.users["secretary"]
    pledge = walk(county, county.draft(county.member), Stage.REVIEWED)
    meeting = _held(county, MeetingKind.DELEGATES, {Category.MEMBER: ["周大有"], Category.CITIZEN: ["熊老汉"]})
    decide(meeting, pledge, Votes(2), by=by)
    close(write_minutes(meeting, "逐项讨论，认为明确、具体、实在。", by=by, version=1), by=by)
    client = county.client("town_secretary")
    page = client.get(f"/meetings/{meeting.pk}/").content.decode()
    for words in (
        "党员代表",
        "周大有",
        "群众代表",
        "熊老汉",
        "李书记",
        "村委会会议室",
        "逐项讨论，认为明确、具体、实在。",
    ):
        assert words in page
    assert "通过" in client.get(f"/pledges/meetings/{meeting.pk}/agenda/").content.decode()


def test_delegates_of_the_people_were_there_or_the_minutes_say_why_not(county):
    by = county.users["secretary"]
    pledge = walk(county, county.draft(county.member), Stage.REVIEWED)
    meeting = _held(county, MeetingKind.DELEGATES, {Category.MEMBER: ["李书记", "王委员", "赵委员"]})
    with pytest.raises(Refusal, match="到会名单里没有群众代表"):
        decide(meeting, pledge, Votes(3), by=by)
    client = county.client("secretary")
    assert "没有群众代表到会的原因" in client.get(f"/meetings/{meeting.pk}/").text
    client.post(f"/meetings/{meeting.pk}/citizens/", {"reason": "机关支部，没有群众。"})
    assert decide(meeting, pledge, Votes(3), by=by).is_passed
    meeting.refresh_from_db()
    assert "没有群众代表到会，原因：机关支部，没有群众。" in meeting.minutes
    assert "没有群众代表到会，原因：机关支部，没有群众。" in client.get(f"/meetings/{meeting.pk}/").text
