"""C13: once a vote stands on it the roll stands, and a meeting that has voted has minutes that nobody need type."""

import uuid

import pytest
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.meetings.actions import close, enrol, mark_roll, write_minutes
from jiannuo.meetings.models import CONFIRMING, Category, Meeting
from jiannuo.pledges.actions.confirm import confirm, decide, reconsider
from jiannuo.pledges.actions.retraction import take_back_votes
from jiannuo.pledges.models import Decision
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, hold, walk

LEADERS, DELEGATES = CONFIRMING


@pytest.fixture
def reviewed(county):
    return walk(county, county.draft(county.member), Stage.REVIEWED)


@pytest.fixture
def by(county):
    return county.users["secretary"]


@pytest.fixture
def held(county):
    return {kind: hold(county, kind) for kind in CONFIRMING}


@pytest.fixture
def voted(reviewed, held, by):
    for meeting in held.values():
        decide(meeting, reviewed, Votes(3), by=by)
    return held[LEADERS]


def _stored(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def _page(county, meeting, name="meetings:meeting"):
    return county.client("secretary").get(reverse(name, args=[meeting.pk])).text


# The roll


def test_nobody_comes_on_the_roll_or_off_it_once_votes_were_counted_against_it(voted, by):
    before = list(voted.roll.values_list("name", "is_present"))
    everybody = list(voted.roll.values_list("pk", flat=True))
    for act in (
        lambda: mark_roll(voted, everybody, removed_ids=everybody, by=by),
        lambda: mark_roll(voted, [], by=by),
        lambda: enrol(voted, Category.LEADER, ["迟到的人"], [], by=by),
    ):
        with pytest.raises(Refusal, match=r"到会名单随表决固定.*点“撤回这次会议的表决”"):
            act()
    assert list(voted.roll.values_list("name", "is_present")) == before


def test_nor_after_the_pledge_is_confirmed_and_filed(county, by):
    walk(county, county.draft(county.member), Stage.FILED)
    for decision in Decision.objects.select_related("meeting"):
        meeting = decision.meeting
        with pytest.raises(Refusal, match="到会名单随表决固定"):
            mark_roll(meeting, [], removed_ids=meeting.roll.values_list("pk", flat=True), by=by)
        assert meeting.roll.filter(is_present=True).count() == decision.present


def test_the_page_offers_neither_and_says_why(county, voted):
    page = _page(county, voted)
    assert "从名单上去掉登记错的人" not in page
    assert "登记到会人员" not in page
    assert "到会名单随表决固定" in page
    assert "熊老汉" in page


def test_a_vote_that_was_refused_fixes_nothing(county, reviewed, held, by):
    address = reverse("pledges:confirm", args=[county.branch.pk])
    sent = {"pick": f"{reviewed.pk}:{reviewed.version}", LEADERS.value: held[LEADERS].pk, "leaders-all": 3}
    county.client("secretary").post(address, sent | {"delegates": "", "once": str(uuid.uuid4())})
    assert (_stored(held[LEADERS]).roll_fixed_at, _stored(held[LEADERS]).minutes) == (None, "")
    assert enrol(held[LEADERS], Category.LEADER, ["后来登记的人"], [], by=by) == 1


def test_a_roll_that_was_emptied_before_rolls_were_fixed_confirms_nothing(reviewed, voted, by):
    Meeting.objects.filter(pk=voted.pk).update(roll_fixed_at=None)
    voted.roll.all().delete()
    with pytest.raises(Refusal, match="领导班子成员会议（2011年3月10日）的到会名单在表决以后改过"):
        confirm(reviewed, by=by)


# The way back


def test_a_wrong_roll_is_mended_by_taking_the_votes_back_with_a_reason(county, reviewed, voted, by):
    with pytest.raises(Refusal, match="请写明为什么撤回"):
        take_back_votes(voted, " ", by=by)
    address = reverse("pledges:take_back_votes", args=[voted.pk])
    assert "撤回这次会议的表决" in _page(county, voted, "pledges:agenda")
    answer = county.client("secretary").post(address, {"reason": "漏登一人"})
    assert answer.url == reverse("meetings:meeting", args=[voted.pk])
    assert not Decision.objects.filter(meeting=voted).exists()
    assert Decision.objects.count() == 1, "the other meeting's votes stand"
    detail = Entry.objects.get(verb="take_back_votes").detail
    assert (detail["ayes"], detail["present"], detail["reason"]) == (3, 3, "漏登一人")
    enrol(voted, Category.LEADER, ["漏登的人"], [], by=by)
    assert decide(voted, reviewed, Votes(4), by=by).present == 4


def test_votes_from_which_something_has_followed_stay(county, reviewed, voted, by):
    confirm(reviewed, by=by)
    with pytest.raises(Refusal, match="已经用于定诺"):
        take_back_votes(voted, "名单错了", by=by)
    assert "撤回这次会议的表决" not in _page(county, voted, "pledges:agenda")


def test_votes_on_a_text_that_was_handed_back_stay(reviewed, voted, by):
    reconsider(fresh(reviewed), "请写明数量。", by=by)
    with pytest.raises(Refusal, match="已经退回修改"):
        take_back_votes(voted, "名单错了", by=by)


def test_votes_of_an_ended_meeting_stay(voted, by):
    close(voted, by=by)
    with pytest.raises(Refusal, match="会议已经结束"):
        take_back_votes(voted, "名单错了", by=by)


def test_where_nothing_was_voted_nothing_is_taken_back(held, by):
    with pytest.raises(Refusal, match="还没有登记过表决"):
        take_back_votes(held[LEADERS], "名单错了", by=by)


# The minutes


def test_minutes_write_themselves_from_what_was_entered(county, reviewed, held, by):
    meeting = held[DELEGATES]
    enrol(meeting, Category.OTHER, ["镇干部"], [], by=by)
    away = meeting.roll.get(name="龚师傅")
    mark_roll(meeting, [row.pk for row in meeting.roll.all() if row != away], by=by)
    decide(meeting, reviewed, Votes(2), by=by)
    assert _stored(meeting).minutes.splitlines() == [
        f"{county.branch.name}党员群众代表会议",
        "时间：2011年3月10日09:00　地点：村委会会议室　主持人：李书记",
        "到会：群众代表2人（熊老汉、万二婶）；列席人员1人（镇干部）。其中可以表决的2人。",
        "缺席1人：龚师傅。",
        "议题：对承诺书表决定诺。表决结果：",
        f"1．{county.member.name}的承诺书（第1稿）：赞成2，反对0，弃权0，通过。",
    ]
    assert "这份记录由系统按登记的到会和表决写成" in _page(county, meeting)


def test_they_are_kept_up_with_corrections_and_further_votes(county, reviewed, voted, by):
    other = walk(county, county.draft(county.co_member, "帮厨1次"), Stage.REVIEWED, proposer="organiser")
    decide(voted, reviewed, Votes(2, 1), by=by, correction="抄错一票")
    decide(voted, other, Votes(0, 3), by=by)
    lines = _stored(voted).minutes.splitlines()[-2:]
    assert ["赞成2，反对1" in lines[0], "赞成0，反对3，弃权0，没有通过" in lines[1]] == [True, True]


def test_own_words_stand_whether_typed_before_the_vote_or_after(reviewed, held, by):
    write_minutes(held[LEADERS], "会上议定。", by=by, version=1)
    for meeting in held.values():
        decide(meeting, reviewed, Votes(3), by=by)
    write_minutes(held[DELEGATES], "代表们同意。", by=by, version=1)
    for meeting in held.values():
        decide(meeting, reviewed, Votes(2), by=by, correction="抄错")
    assert [_stored(m).minutes for m in held.values()] == ["会上议定。", "代表们同意。"]


def test_a_meeting_that_has_voted_is_not_left_without_minutes(voted, by):
    with pytest.raises(Refusal, match="会议记录不能空着"):
        write_minutes(voted, " ", by=by, version=1)
    assert close(voted, by=by).minutes


def test_votes_taken_before_minutes_wrote_themselves_get_them_when_confirmed(reviewed, voted, by):
    Meeting.objects.filter(pk=voted.pk).update(minutes="", is_drafted=False)
    confirm(reviewed, by=by)
    assert "赞成3，反对0" in _stored(voted).minutes


def test_one_press_confirms_with_roll_and_minutes_of_both(county, reviewed, held):
    address = reverse("pledges:confirm", args=[county.branch.pk])
    sent = {"pick": f"{reviewed.pk}:{reviewed.version}", "leaders-all": 3, "delegates-all": 3}
    county.client("secretary").post(address, sent | {kind.value: meeting.pk for kind, meeting in held.items()})
    assert fresh(reviewed).stage == Stage.CONFIRMED
    for meeting in map(_stored, held.values()):
        assert meeting.roll_fixed_at
        assert "赞成3，反对0，弃权0，通过" in meeting.minutes
