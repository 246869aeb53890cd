"""The branch's meeting on one page, without scripts and with htmx."""

import re

import pytest
import time_machine

from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement, SelfReport
from jiannuo.meetings.actions import mark_roll
from jiannuo.meetings.models import Attendance, Meeting, MeetingKind
from jiannuo.orgs.models import Member, Sex
from tests.appraisal.gathering import NOW, expected, filed, held, noted

pytestmark = [pytest.mark.django_db]
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _page(county, who="secretary"):
    return county.client(who).get(f"/appraisal/of/{county.branch.pk}/meeting/").content.decode()


def _marks(page):
    return dict(re.findall(r'name="was-([^"]+)"[^>]*value="([^"]+)"', page))


def test_the_meeting_from_two_fields_to_its_minutes_without_scripts(county):
    item = filed(county, county.member)
    noted(county, item)
    other = filed(county, county.co_member, "每周给2户独居老人挑水一次")
    expected(county)
    client, address = county.client("secretary"), f"/appraisal/of/{county.branch.pk}/meeting/"
    client.post(address, {"period": 1, "held_at": "2011-03-27T19:30", "place": "村委会", "chair": "李书记"})
    meeting = Meeting.objects.get(kind=MeetingKind.LIFE)
    roll = {row.name: row.pk for row in meeting.roll.all()}
    assert set(roll) == {"周大有", "陈小满", "李书记"}
    here = [roll["周大有"], roll["李书记"]]
    shown = re.findall(r'name="shown" value="([^"]+)"', client.get(address).text)
    sent = {"shown": shown, "present": here, "excused": roll["陈小满"]}
    client.post(f"/appraisal/meetings/{meeting.pk}/roll/", sent)
    assert list(meeting.roll.filter(is_excused=True).values_list("name", flat=True)) == ["陈小满"]
    client.post(f"/appraisal/meetings/{meeting.pk}/hear/")
    written = {"version": 0, f"line-{other.pk}": "已挑水11次", "way": "written"}
    client.post(f"/appraisal/meetings/{meeting.pk}/reports/{county.co_member.pk}/", written)
    spoken = {"version": 0, "other": "带班巡渠3次", "way": "spoken"}
    client.post(f"/appraisal/meetings/{meeting.pk}/reports/{county.secretary_member.pk}/", spoken)
    assert SelfReport.objects.count() == 3
    page = client.get(address).content.decode()
    told = {f"was-{key}": mark for key, mark in _marks(page).items()}
    told |= {f"verdict-item:{pk}": "on_track" for pk in (item.pk, other.pk)}
    told |= {
        f"verdict-item:{item.pk}": "needs_work",
        f"text-item:{item.pk}": "差一次，四月补上。",
        "overall": "总体较好",
        "version": 1,
    }
    client.post(f"/appraisal/meetings/{meeting.pk}/judge/", told)
    assert list(BranchCommentLine.objects.values_list("item", "verdict", "text")) == [
        (item.pk, Judgement.NEEDS_WORK, "差一次，四月补上。")
    ]
    client.post(f"/appraisal/meetings/{meeting.pk}/fix/")
    meeting.refresh_from_db()
    assert meeting.closed_at
    for words in ("周大有", "请假1人：陈小满", "已挑水11次", "带班巡渠3次", "需要加力，差一次，四月补上", "总体较好"):
        assert words in meeting.minutes
    assert "。。" not in meeting.minutes
    assert BranchCommentLine.objects.get(item=other).verdict == Judgement.ON_TRACK
    assert "会议已固定" in client.get(address).content.decode()


def test_a_meeting_is_entered_once_a_period(county):
    held(county)
    client = county.client("organiser")
    again = {"period": 1, "held_at": "2011-03-28T09:00", "place": "村委会", "chair": "李书记"}
    client.post(f"/appraisal/of/{county.branch.pk}/meeting/", again)
    assert BranchComment.objects.count() == 1


def test_last_times_place_and_chair_are_ready(county):
    held(county, place="老支书家堂屋", chair="王委员")
    with time_machine.travel("2011-06-20T02:00:00Z", tick=False):
        page = _page(county)
    assert 'value="老支书家堂屋"' in page
    assert 'value="王委员"' in page


def test_two_officers_write_at_once_and_nothing_is_overwritten(county):
    item = filed(county, county.member)
    comment = held(county)
    shown = _marks(_page(county))[f"item:{item.pk}"]
    url = f"/appraisal/meetings/{comment.meeting_id}/judge/"

    def told(verdict, text):
        return {f"was-item:{item.pk}": shown, f"verdict-item:{item.pk}": verdict, f"text-item:{item.pk}": text}

    county.client("organiser").post(url, told("behind", "要加快"))
    refused = county.client("secretary").post(url, told("kept", "做得好"))
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "要加快" in page
    assert 'value="做得好"' in page  # what was typed is not lost
    assert BranchCommentLine.objects.get().text == "要加快"
    again = told("kept", "做得好") | {f"was-item:{item.pk}": _marks(page)[f"item:{item.pk}"]}
    county.client("secretary").post(url, again)
    assert BranchCommentLine.objects.get().text == "做得好"


def test_what_was_not_touched_takes_nothing_back(county):
    """A whole section sent from an old page leaves alone what a colleague has written in between."""
    item = filed(county, county.member)
    comment = held(county)
    shown = _marks(_page(county))
    url = f"/appraisal/meetings/{comment.meeting_id}/judge/"
    fresh = {
        f"was-item:{item.pk}": shown[f"item:{item.pk}"],
        f"verdict-item:{item.pk}": "behind",
        f"text-item:{item.pk}": "要加快",
    }
    county.client("organiser").post(url, fresh)
    old = {f"was-{key}": mark for key, mark in shown.items()}
    old |= {
        f"verdict-item:{item.pk}": "not_due",
        f"text-item:{item.pk}": "",
        f"text-member:{county.member.pk}": "继续努力",
    }
    assert county.client("secretary").post(url, old).status_code == 302
    assert BranchCommentLine.objects.get(item=item).text == "要加快"
    assert BranchCommentLine.objects.get(item=None).text == "继续努力"


def test_one_block_is_saved_with_htmx_and_saved_again(county):
    item = filed(county, county.member)
    comment = held(county)
    url, client = f"/appraisal/meetings/{comment.meeting_id}/judge/", county.client("secretary")
    mark = _marks(_page(county))[f"item:{item.pk}"]
    for text in ("要加快", "要再快些"):
        sent = {f"was-item:{item.pk}": mark, f"verdict-item:{item.pk}": "behind", f"text-item:{item.pk}": text}
        answer = client.post(url, sent, headers=HTMX).content.decode()
        assert "已保存" in answer
        mark = _marks(answer)[f"item:{item.pk}"]
    assert BranchCommentLine.objects.get().text == "要再快些"


def test_a_block_carries_no_key_of_the_whole_form(county):
    """An answer that is no redirect undoes what a form with such a key has done."""
    filed(county, county.member)
    held(county)
    page = _page(county)
    block = page.split('<fieldset class="judged"')[1].split("</fieldset>")[0]
    assert 'name="once"' not in block
    assert block.count('form="judge-form"') == 5
    assert page.index('<form id="judge-form"') > page.rindex("</fieldset>")


def test_a_report_is_taken_down_row_by_row_with_htmx(county):
    item = filed(county, county.member)
    comment = held(county)
    url = f"/appraisal/meetings/{comment.meeting_id}/reports/{county.member.pk}/"
    client = county.client("secretary")
    answer = client.post(
        url, {"version": 0, f"line-{item.pk}": "已洒水4次", "way": "spoken"}, headers=HTMX, follow=True
    )
    assert "口头述职" in answer.content.decode()
    stale = client.post(url, {"version": 0, f"line-{item.pk}": "别的", "way": "spoken"}, headers=HTMX)
    assert (stale.status_code, "刚刚已被他人改动" in stale.content.decode()) == (422, True)
    assert "别的" in stale.content.decode()
    assert SelfReport.objects.get().lines.get().text == "已洒水4次"


def test_who_joined_since_is_put_on_the_roll_with_one_tap(county):
    comment = held(county)
    Attendance.objects.filter(member=county.co_member).delete()
    assert "陈小满" in _page(county).split("名册上还有1位不在名单上")[1]
    county.client("secretary").post(f"/appraisal/meetings/{comment.meeting_id}/roll/", {"enrol": "all"})
    assert comment.meeting.roll.filter(member=county.co_member).exists()


def test_edited_minutes_are_kept_and_can_write_themselves_again(county):
    comment = held(county)
    client, url = county.client("secretary"), f"/appraisal/meetings/{comment.meeting_id}/minutes/"
    client.post(url, {"minutes": "手写的记录", "version": 1})
    comment.meeting.refresh_from_db()
    assert comment.meeting.minutes == "手写的记录"
    stale = client.post(url, {"minutes": "另一份", "version": 1})
    assert (stale.status_code, "手写的记录" in stale.content.decode(), "另一份" in stale.content.decode()) == (
        409,
        True,
        True,
    )
    client.post(url, {"again": "1", "version": 2})
    comment.meeting.refresh_from_db()
    assert comment.meeting.minutes == ""
    assert "专题组织生活会" in _page(county)


def test_an_old_page_of_the_roll_makes_nobody_absent_who_came(county):
    """Enrolled or marked by the other officer since the page was opened: not touched here, so it stays."""
    meeting = held(county).meeting
    roll = {row.name: row for row in meeting.roll.all()}
    mark_roll(meeting, [roll["李书记"].pk], by=county.users["organiser"], excused_ids=[roll["周大有"].pk])
    client, here = county.client("secretary"), f"/appraisal/of/{county.branch.pk}/meeting/"
    shown = re.findall(r'name="shown" value="([^"]+)"', client.get(here).text)
    assert sorted(shown) == sorted(
        f"{roll[name].pk}:{mark}" for name, mark in (("李书记", 1), ("周大有", 2), ("陈小满", 0))
    )
    late = Member.objects.create(branch=county.branch, name="迟来的", sex=Sex.MALE)
    county.client("organiser").post(f"/appraisal/meetings/{meeting.pk}/roll/", {"enrol": "all"})
    mark_roll(meeting, [roll["周大有"].pk], by=county.users["organiser"], touched_ids=[roll["周大有"].pk])
    sent = {"shown": shown, "present": roll["陈小满"].pk, "excused": roll["周大有"].pk}
    client.post(f"/appraisal/meetings/{meeting.pk}/roll/", sent)
    stands = {row.name: (row.is_present, row.is_excused) for row in meeting.roll.all()}
    came, away = (True, False), (False, False)
    assert stands == {"李书记": away, "周大有": came, "陈小满": came, late.name: came}


def test_members_read_the_meeting_once_it_is_over_and_only_what_concerns_them(county):
    mine, other = filed(county, county.member), filed(county, county.co_member, "每周给2户独居老人挑水一次")
    noted(county, mine)
    noted(county, other, "已挑水11次")
    comment = held(county)
    assert "还没有开完" in _page(county, "member")
    secretary = county.client("secretary")
    secretary.post(f"/appraisal/meetings/{comment.meeting_id}/hear/")
    told = {
        f"was-item:{other.pk}": "",
        f"verdict-item:{other.pk}": "behind",
        f"text-item:{other.pk}": "挑水少了",
        "overall": "总体较好",
        "version": 1,
    }
    secretary.post(f"/appraisal/meetings/{comment.meeting_id}/judge/", told)
    secretary.post(f"/appraisal/meetings/{comment.meeting_id}/fix/")
    read = _page(county, "member")
    assert "已挑水11次" in read  # it was said in the meeting
    assert "总体较好" in read
    assert "挑水少了" not in read
    assert "挑水少了" in _page(county, "co_member")


def test_a_member_reads_what_is_said_of_himself_before_what_is_said_of_the_branch(county):
    of_branch, mine = filed(county, county.co_member, "每周给2户独居老人挑水一次"), filed(county, county.member)
    comment = held(county)
    county.client("secretary").post(f"/appraisal/meetings/{comment.meeting_id}/fix/")
    BranchCommentLine.objects.all().delete()
    for item, member in ((of_branch, None), (mine, county.member)):
        BranchCommentLine.objects.create(comment=comment, item=item, member=member, verdict=Judgement.ON_TRACK)
    page = county.client("member").get("/appraisal/mine/?period=1").content.decode().partition("支部讲评</h2>")[2]
    assert 0 < page.index(mine.text) < page.index(of_branch.text)


def test_a_meeting_that_is_still_to_come_is_not_fixed(county):
    comment = held(county, held_at=NOW.replace(hour=12))
    county.client("secretary").post(f"/appraisal/meetings/{comment.meeting_id}/fix/")
    comment.refresh_from_db()
    assert comment.issued_at is None
    arranged = {"held_at": "2011-03-27T19:30", "place": "村小学", "chair": "李书记"}
    county.client("secretary").post(f"/appraisal/meetings/{comment.meeting_id}/arrange/", arranged)
    county.client("secretary").post(f"/appraisal/meetings/{comment.meeting_id}/fix/")
    comment.refresh_from_db()
    assert comment.issued_at


def test_nobody_but_the_branchs_officers_writes(county):
    comment = held(county)
    for who in ("town_secretary", "leader", "county_organiser"):
        county.client(who).post(f"/appraisal/meetings/{comment.meeting_id}/fix/")
    for who in ("member", "neighbour_secretary", "far_secretary", "guide"):
        assert county.client(who).post(f"/appraisal/meetings/{comment.meeting_id}/fix/").status_code == 404
    comment.refresh_from_db()
    assert comment.issued_at is None
