"""The minutes of a branch's meeting as .docx, read back from the file."""

import io

import pytest
import time_machine
from docx import Document

from jiannuo.appraisal.actions.comment import say
from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.actions.report import hear
from jiannuo.ballots.actions import cancel
from jiannuo.meetings.actions import mark_roll, write_minutes
from jiannuo.meetings.models import Attendance, Meeting
from tests.appraisal.gathering import DONE, NOW, filed, held, noted, occasion
from tests.appraisal.polling import counted, slips, vote

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _lines(county, comment):
    answer = county.client("secretary").get(f"/papers/meetings/{comment.meeting_id}.docx")
    assert answer.status_code == 200
    return [p.text for p in Document(io.BytesIO(answer.content)).paragraphs if p.text]


def _sitting(county):
    noted(county, filed(county, county.member))
    comment, by = held(county), county.users["secretary"]
    here = Attendance.objects.exclude(member=county.co_member).values_list("pk", flat=True)
    away = Attendance.objects.filter(member=county.co_member).values_list("pk", flat=True)
    mark_roll(comment.meeting, here, excused_ids=away, by=by)
    hear(occasion(county, comment.meeting), by=by)
    return say(comment, "总体较好，六月再看。", by=by, version=1)


def test_the_minutes_hold_the_roll_each_report_each_finding_and_room_to_sign(county):
    comment = fix(_sitting(county), by=county.users["secretary"])
    assert _lines(county, comment) == [
        "专题组织生活会记录",
        "柳树湾村党支部　2011年第一季度",
        "时间：2011年3月27日19:30",
        "地点：村委会会议室",
        "主持人：李书记",
        "记录人：secretary",
        "到会2人：周大有、李书记",
        "请假1人：陈小满",
        "一、党员述职",
        "（1）周大有（口头）",
        f"承诺：每月为村里水泥巷道洒水2次。述职：{DONE}。",
        "未述职：陈小满、李书记。",
        "二、支部讲评",
        "（1）周大有",
        "每月为村里水泥巷道洒水2次：进展良好。",
        "总体讲评",
        "总体较好，六月再看。",
        "主持人（签名）：＿＿＿＿＿＿＿＿",
        "记录人（签名）：＿＿＿＿＿＿＿＿",
        "年　　月　　日",
    ]


def test_minutes_written_by_hand_stand_as_they_were_written(county):
    comment = _sitting(county)
    write_minutes(comment.meeting, "会上逐项讲评。\n大家无异议。", by=county.users["secretary"], version=1)
    comment = fix(comment, by=county.users["secretary"])
    lines = _lines(county, comment)
    assert lines[8:10] == ["会上逐项讲评。", "大家无异议。"]
    assert "一、党员述职" not in lines


def _assessed_each_other(county, comment, *, counted_before_fixing=True):
    """互评 of everybody by the two who came, all of them 好."""
    by = county.users["secretary"]
    _, opened = start_mutual(comment, slips(2), in_detail=False, by=by)
    for _ in range(2):
        vote(opened, {question["key"]: "good" for question in opened.box.questions})
    if not counted_before_fixing:
        comment = fix(comment, by=by)
    counted(opened, by, county.users["organiser"])
    return comment if comment.issued_at else fix(comment, by=by)


@pytest.mark.parametrize("counted_before_fixing", [True, False])
def test_the_minutes_say_that_the_members_assessed_each_other_and_nothing_of_how(county, counted_before_fixing):
    """C26: also where the slips were counted after the book had been closed."""
    comment = _assessed_each_other(county, _sitting(county), counted_before_fixing=counted_before_fixing)
    lines = _lines(county, comment)
    at = lines.index("二、党员互评")
    said = "结果只给本人和支部的书记、组织委员看，不写入会议记录。"
    assert lines[at - 1] == "未述职：陈小满、李书记。"
    day = "2011年3月28日开箱印票"  # the day after the meeting
    assert lines[at + 1] == f"以无记名投票进行，{day}，应投票2人，印发扫码票2张，收回2张。{said}"
    assert lines[at + 2 : at + 4] == ["三、支部讲评", "（1）周大有"]
    assert not any(word in "".join(lines) for word in ("好、", "一般", "五比", "%"))
    if counted_before_fixing:
        comment.meeting.refresh_from_db()
        assert f"二、党员互评\n{lines[at + 1]}\n三、支部讲评" in comment.meeting.minutes


def test_of_a_box_made_void_the_minutes_say_nothing(county):
    comment = _sitting(county)
    _, opened = start_mutual(comment, slips(2), in_detail=False, by=county.users["secretary"])
    cancel(opened.box, "票没有印好", by=county.users["secretary"])
    assert "互评" not in "".join(_lines(county, fix(comment, by=county.users["secretary"])))


def test_minutes_fixed_before_they_spoke_of_it_speak_of_it_now(county):
    comment = _assessed_each_other(county, _sitting(county))
    comment.meeting.refresh_from_db()
    before = comment.meeting.minutes.replace("三、支部讲评", "二、支部讲评").split("\n")
    at = before.index("二、党员互评")
    Meeting.objects.filter(pk=comment.meeting_id).update(minutes="\n".join(before[:at] + before[at + 2 :]))
    assert "二、党员互评" in _lines(county, comment)


def test_a_meeting_of_another_kind_has_no_such_minutes(county):
    comment = held(county)
    meeting = comment.meeting
    comment.delete()
    assert county.client("secretary").get(f"/papers/meetings/{meeting.pk}.docx").status_code == 404
