"""A meeting's book: who may write in it, the roll, the minutes, the end."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiannuo.base import whose
from jiannuo.base.errors import Refusal, Stale
from jiannuo.journal.models import Entry
from jiannuo.meetings import queries
from jiannuo.meetings.actions import cancel, close, convene, enrol, fix_roll, mark_roll, rearrange, write_minutes
from jiannuo.meetings.models import Attendance, Category, Meeting, MeetingKind
from jiannuo.orgs.models import Member

HELD = datetime(2011, 3, 10, 1, 0, tzinfo=UTC)


@pytest.fixture
def by(county):
    return county.users["secretary"]


@pytest.fixture
def meeting(county, by):
    return convene(county.branch, MeetingKind.DELEGATES, HELD, "村委会", "李书记", by=by)


def _post(county, meeting, name, who="secretary", **data):
    address = reverse(f"meetings:{name}", args=[meeting.pk])
    return county.client(who).post(address, {"once": str(uuid.uuid4()), **data})


def _page(county, meeting, who="secretary"):
    return county.client(who).get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()


def test_only_the_organisations_own_officers_hold_its_meetings(county):
    for who in ("member", "town_secretary", "neighbour_secretary", "leader", "guide", "administrator"):
        with pytest.raises(Refusal, match="由柳树湾村党支部的书记或组织委员登记"):
            convene(county.branch, MeetingKind.LEADERS, HELD, "村部", "李书记", by=county.users[who])
    for who in ("secretary", "organiser"):
        convene(county.branch, MeetingKind.LEADERS, HELD, "村部", "李书记", by=county.users[who])
    assert Meeting.objects.count() == 2


def test_a_meeting_is_entered_on_its_page(county):
    address = reverse("meetings:create", args=[county.branch.pk])
    data = {"kind": "leaders", "held_at": "2011-03-10T09:00", "place": " 村委会\t会议室 ", "chair": "李书记"}
    answer = county.client("secretary").post(address, data)
    entered = Meeting.objects.get()
    assert answer.url == reverse("meetings:meeting", args=[entered.pk])
    assert (entered.place, timezone.localtime(entered.held_at).hour) == ("村委会 会议室", 9)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_at": ""}, "请填写会议时间"),
        ({"held_at": "1011-03-10T09:00"}, "请核对年份"),
        ({"held_at": "2999-03-10T09:00"}, "请核对年份"),
        ({"kind": "party"}, "选择一个有效的选项"),
        ({"place": "长" * 121}, "120"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_stays(county, wrong, sentence):
    data = {"kind": "leaders", "held_at": "2011-03-10T09:00", "place": "村部", "chair": "李书记"} | wrong
    answer = county.client("secretary").post(reverse("meetings:create", args=[county.branch.pk]), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="李书记"' in answer.content.decode()
    assert not Meeting.objects.exists()


def test_citizens_are_put_down_by_name_several_at_once_and_each_once(county, meeting):
    _post(county, meeting, "enrol", category="citizen", names="熊老汉、万二婶 龚师傅，熊老汉")
    _post(county, meeting, "enrol", category="citizen", names="熊老汉")
    assert list(meeting.roll.values_list("name", flat=True)) == ["熊老汉", "万二婶", "龚师傅"]


@pytest.mark.parametrize("typed", ["周大有", "万二婶"])
def test_a_name_that_is_on_the_roll_already_is_refused_beside_the_field(county, meeting, by, typed):
    enrol(meeting, Category.MEMBER, [], [county.member.pk], by=by)
    enrol(meeting, Category.CITIZEN, ["万二婶"], [], by=by)
    answer = _post(county, meeting, "enrol", category="served", names=f"{typed}、龚师傅")
    assert answer.status_code == 422
    assert f"“{typed}”已在名单上" in answer.text
    assert "龚师傅" in answer.text, "what was typed stays"
    assert list(meeting.roll.values_list("name", flat=True)) == ["周大有", "万二婶"]


def test_ticked_and_typed_at_once_is_one_person_too(county, meeting, by):
    with pytest.raises(Refusal, match="“周大有”已在名单上，或与勾选的人同名"):
        enrol(meeting, Category.MEMBER, ["周大有"], [county.member.pk], by=by)
    enrol(meeting, Category.MEMBER, ["周大有"], [], by=by)
    with pytest.raises(Refusal, match="先把原来的去掉"):
        enrol(meeting, Category.MEMBER, [], [county.member.pk], by=by)


def test_another_person_of_the_same_name_is_told_apart_by_a_remark(county, meeting, by):
    enrol(meeting, Category.MEMBER, [], [county.member.pk], by=by)
    _post(county, meeting, "enrol", category="citizen", names="周大有（三组，另一人）、龚师傅")
    assert list(meeting.roll.values_list("name", flat=True)) == ["周大有", "周大有（三组，另一人）", "龚师傅"]


def test_who_is_entered_as_a_leader_without_an_office_is_pointed_out_and_stays(county, by):
    leaders = convene(county.branch, MeetingKind.LEADERS, HELD, "村部", "李书记", by=by)
    enrol(leaders, Category.LEADER, ["过路人", by.display_name], [county.member.pk], by=by)
    assert "周大有、过路人没有登记为柳树湾村党支部的书记、组织委员或领导" in _page(county, leaders)
    assert queries.voters_present(leaders) == 3


def test_members_are_ticked_from_the_roster_even_with_the_same_name(county, meeting, by):
    double = Member.objects.create(branch=county.branch, name=county.member.name, sex="male")
    assert enrol(meeting, Category.MEMBER, [], [county.member.pk, double.pk], by=by) == 2
    assert enrol(meeting, Category.LEADER, [], [county.member.pk], by=by) == 0  # one line a person
    assert enrol(meeting, Category.MEMBER, [], [county.neighbour_member.pk], by=by) == 0  # not of this branch


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("", "请从名册中勾选，或写出姓名"),
        ("、，", "请从名册中勾选，或写出姓名"),
        ("长" * 61, "太长了"),
        ("人、" * 0 + "、".join(map(str, range(201))), "一次最多登记200位"),
    ],
)
def test_a_wrong_roll_is_refused_beside_the_field(county, meeting, names, sentence):
    answer = _post(county, meeting, "enrol", category="citizen", names=names)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not meeting.roll.exists()


def test_a_category_of_the_other_meeting_is_not_offered(county, by):
    leaders = convene(county.branch, MeetingKind.LEADERS, HELD, "村部", "李书记", by=by)
    assert _post(county, leaders, "enrol", category="citizen", names="熊老汉").status_code == 422


def test_the_roll_says_who_came_and_who_may_vote(county, meeting, by):
    enrol(meeting, Category.CITIZEN, ["甲", "乙"], [], by=by)
    enrol(meeting, Category.OTHER, ["列席的人"], [], by=by)
    first = meeting.roll.first()
    mark_roll(meeting, [row.pk for row in meeting.roll.all() if row != first], by=by)
    assert queries.voters_present(meeting) == 1
    assert '<span class="count">2</span> 人到会，其中 1 人可以表决' in _page(county, meeting)
    mark_roll(meeting, [first.pk], by=by, removed_ids=[first.pk])
    assert list(meeting.roll.values_list("is_present", flat=True)) == [False, False]


def test_before_anybody_is_entered_the_page_says_so_and_counts_nobody(county, meeting, by):
    listed = reverse("meetings:list", args=[county.branch.pk])
    for page in (_page(county, meeting), county.client("secretary").get(listed).text):
        assert ("还没有登记到会。" in page) or ("未登记" in page)
        assert "人到会" not in page
    enrol(meeting, Category.CITIZEN, ["甲"], [], by=by)
    assert "还没有登记到会。" not in _page(county, meeting)
    assert "未登记" not in county.client("secretary").get(listed).text


def test_a_roll_on_which_all_are_absent_can_still_be_mended(county, meeting, by):
    enrol(meeting, Category.CITIZEN, ["甲"], [], by=by)
    mark_roll(meeting, [], by=by)
    page = _page(county, meeting)
    assert '<span class="count">0</span> 人到会' in page
    assert f'name="present" value="{meeting.roll.get().pk}"' in page


def test_an_old_page_of_the_roll_makes_nobody_absent_who_came(county, meeting, by):
    enrol(meeting, Category.CITIZEN, ["甲", "乙"], [], by=by)
    first, second = meeting.roll.all()
    shown = re.findall(r'name="shown" value="([^"]+)"', _page(county, meeting))
    assert shown == [f"{first.pk}:1", f"{second.pk}:1"]
    enrol(meeting, Category.CITIZEN, ["后到的"], [], by=county.users["organiser"])
    address = reverse("meetings:roll", args=[meeting.pk])
    county.client("secretary").post(address, {"shown": shown, "present": [first.pk]})
    stands = dict(meeting.roll.values_list("name", "is_present"))
    assert stands == {"甲": True, "乙": False, "后到的": True}
    county.client("organiser").post(address, {"shown": [f"{second.pk}:0"], "present": [second.pk]})
    county.client("secretary").post(address, {"shown": [f"{second.pk}:0"]})  # opened before the last one
    assert meeting.roll.get(pk=second.pk).is_present


def test_marking_the_roll_of_one_meeting_leaves_others_alone(county, meeting, by):
    other = convene(county.branch, MeetingKind.DELEGATES, HELD, "村部", "李书记", by=by)
    enrol(other, Category.CITIZEN, ["甲"], [], by=by)
    mark_roll(meeting, [], by=by, removed_ids=other.roll.values_list("pk", flat=True))
    assert Attendance.objects.get().is_present


def test_minutes_saved_in_between_are_shown_beside_the_own_and_nothing_is_lost(county, meeting, by):
    write_minutes(meeting, "先保存的。", by=by, version=1)
    answer = _post(county, meeting, "minutes", minutes="后写的。", version=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先保存的。" in page
    assert "后写的。</textarea>" in page
    assert 'name="version" value="2"' in page
    with pytest.raises(Stale):
        write_minutes(meeting, "再写的。", by=by, version=1)
    assert Meeting.objects.get().minutes == "先保存的。"
    assert _post(county, meeting, "minutes", minutes="合并的。", version=2).status_code == 302
    assert Meeting.objects.get().minutes == "合并的。"


def test_hostile_minutes_are_kept_as_words(county, meeting):
    _post(county, meeting, "minutes", minutes="<script>alert(1)</script>\x00𬭎㛃\u202e", version=1)
    assert Meeting.objects.get().minutes == "<script>alert(1)</script>𬭎㛃"
    assert "<script>alert" not in _page(county, meeting)


def test_minutes_that_are_too_long_are_refused_and_stay_in_the_box(county, meeting):
    answer = _post(county, meeting, "minutes", minutes="长" * 20_001, version=1)
    assert answer.status_code == 422
    assert "长" * 20_001 in answer.content.decode()


def test_minutes_typed_while_the_sign_in_expired_come_back(county, meeting, client):
    address = reverse("meetings:meeting", args=[meeting.pk])
    given = {"kept_page": address, whose.FIELD: whose.mark(county.users["secretary"].pk)}
    client.post(reverse("meetings:minutes", args=[meeting.pk]), {"minutes": "会上说的话。", "version": 1} | given)
    client.force_login(county.users["secretary"])
    assert "会上说的话。</textarea>" in client.get(address).content.decode()


def test_a_meeting_ends_only_with_a_roll_and_minutes_and_is_then_fixed(county, meeting, by):
    with pytest.raises(Refusal, match="到会名单还是空的"):
        close(meeting, by=by)
    enrol(meeting, Category.CITIZEN, ["甲"], [], by=by)
    with pytest.raises(Refusal, match="还没有会议记录"):
        close(meeting, by=by)
    write_minutes(meeting, "议定。", by=by, version=1)
    assert _post(county, meeting, "close").status_code == 302
    for act in (
        lambda: enrol(meeting, Category.CITIZEN, ["乙"], [], by=by),
        lambda: mark_roll(meeting, [], by=by),
        lambda: write_minutes(meeting, "改写。", by=by, version=2),
        lambda: close(meeting, by=by),
    ):
        with pytest.raises(Refusal, match="会议已经结束并固定"):
            act()
    page = _page(county, meeting)
    assert "议定。" in page
    assert "<textarea" not in page


def test_a_meeting_still_to_come_cannot_end(county, by):
    meeting = convene(county.branch, MeetingKind.LEADERS, timezone.now() + timedelta(days=1), "村部", "李", by=by)
    with pytest.raises(Refusal, match="会议还没有召开"):
        close(meeting, by=by)


def test_the_level_above_reads_and_a_neighbour_finds_nothing(county, meeting):
    assert "登记到会人员" not in _page(county, meeting, "town_secretary")
    for name in ("meeting", "roll", "minutes", "enrol", "close"):
        address = reverse(f"meetings:{name}", args=[meeting.pk])
        assert county.client("neighbour_secretary").post(address).status_code in {404, 405}
    assert county.client("neighbour_secretary").get(address).status_code in {404, 405}
    assert list(queries.visible_to(county.users["neighbour_secretary"])) == []
    assert list(queries.visible_to(county.users["town_secretary"])) == [meeting]


@pytest.mark.parametrize("n", [1, 3])
def test_the_pages_take_the_same_queries_however_much_there_is(county, queries_of, by, n):
    for number in range(n):
        meeting = convene(county.branch, MeetingKind.LEADERS, HELD, "村部", "李书记", by=by)
        enrol(meeting, Category.LEADER, [f"班子成员{i}" for i in range(number + 1)], [], by=by)
    client = county.client("secretary")
    assert queries_of(client, reverse("meetings:list", args=[county.branch.pk])) == 7
    assert queries_of(client, reverse("meetings:meeting", args=[meeting.pk])) == 7


def test_a_probationary_member_is_present_without_a_vote_and_assesses(county):
    county.member.is_probationary = True
    county.member.save()
    meeting = convene(county.branch, MeetingKind.LIFE, HELD, "村委会", "李书记", by=county.users["secretary"])
    enrol(meeting, Category.BRANCH_MEMBER, [], [county.member.pk, county.co_member.pk], by=county.users["secretary"])
    assert queries.voters_present(meeting) == 1
    assert queries.assessors_present(meeting) == 2


def test_who_may_not_see_the_meetings_is_told_so_and_not_that_there_are_none(county):
    listed = reverse("meetings:list", args=[county.branch.pk])
    page = county.client("member").get(listed).text
    assert "这里的会议记录您看不到" in page
    assert "由本组织和上级的书记、组织委员、领导查看" in page
    assert "还没有登记过会议" not in page
    assert "还没有登记过会议" in county.client("secretary").get(listed).text


# Entered by mistake


def test_time_place_and_chair_are_corrected_on_a_page_of_their_own(county, meeting):
    assert reverse("meetings:edit", args=[meeting.pk]) in _page(county, meeting)
    sent = {"held_at": "2011-03-11T15:30", "place": "祠堂", "chair": "王委员"}
    assert _post(county, meeting, "edit", **sent | {"place": ""}).status_code == 422
    assert _post(county, meeting, "edit", **sent).status_code == 302
    meeting.refresh_from_db()
    assert (timezone.localtime(meeting.held_at).day, meeting.place, meeting.chair) == (11, "祠堂", "王委员")


def test_a_meeting_entered_by_mistake_is_cancelled_and_journalled(county, meeting, by):
    enrol(meeting, Category.CITIZEN, ["甲"], [], by=by)
    assert "登记错了，撤销这次会议" in _page(county, meeting)
    answer = _post(county, meeting, "cancel")
    assert answer.url == reverse("meetings:list", args=[county.branch.pk])
    assert not Meeting.objects.exists()
    detail = Entry.objects.get(verb="cancel_meeting").detail
    assert (detail["kind"], detail["place"], detail["roll"]) == ("delegates", "村委会", ["甲"])


def test_what_stands_in_a_meeting_keeps_it(county, meeting, by):
    write_minutes(meeting, "议定。", by=by, version=1)
    with pytest.raises(Refusal, match="已有会议记录"):
        cancel(meeting, by=by)
    write_minutes(meeting, "", by=by, version=2)
    fix_roll(meeting, by=by)
    with pytest.raises(Refusal, match="已经登记了表决或评定，不能撤销"):
        cancel(meeting, by=by)
    with pytest.raises(Refusal, match="时间、地点和主持人不能再改"):
        rearrange(meeting, HELD, "祠堂", "王委员", by=by)
    page = _page(county, meeting)
    assert reverse("meetings:edit", args=[meeting.pk]) not in page
    assert "撤销这次会议" not in page


def test_a_meeting_of_a_period_is_cancelled_on_its_own_page(county, by):
    survey = convene(county.branch, MeetingKind.SURVEY, HELD, "村部", "李书记", by=by)
    with pytest.raises(Refusal, match="请在它自己的页面"):
        cancel(survey, by=by)
