"""C25 「党员述」: each quarter, in 专题组织生活会, every member on every promise, ready from the ledger."""

import pytest
import time_machine

from jiannuo.appraisal.models import SelfReport
from jiannuo.base import whose
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.meetings.models import MeetingKind
from jiannuo.orgs.models import Member, Sex
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import periods_of
from tests.appraisal.gathering import DONE, NOW, expected, filed, held, noted

pytestmark = [pytest.mark.django_db]
PAGE = "/appraisal/mine/"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_member_with_nothing_unusual_hands_in_with_one_tap_and_no_typing(county):
    item = filed(county, county.member)
    noted(county, item)
    expected(county)
    client = county.client("member")
    page = client.get(PAGE).content.decode()
    assert "情况属实，提交述职" in page
    assert f">{DONE}。</textarea>" in page
    client.post(PAGE, {"version": 0, f"line-{item.pk}": f"{DONE}。", "other": ""})
    report = SelfReport.objects.get()
    assert (report.member, report.period, report.lines.get().text) == (county.member, 1, f"{DONE}。")
    assert Duty.objects.get(kind=DutyKind.SELF_REPORT, member=county.member, period=1).done_on
    receipt = client.get(PAGE).content.decode()
    assert "本人提交" in receipt
    assert "送到柳树湾村党支部" in receipt


def test_it_is_held_by_branches_each_quarter(county):
    assert [p.label for p in periods_of(county.round, Practice.SELF_REPORT)] == [
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
    ]
    comment = held(county)
    assert (comment.meeting.kind, comment.meeting.get_kind_display()) == (MeetingKind.LIFE, "专题组织生活会")
    town = county.client("town_secretary").get(f"/appraisal/of/{county.town.pk}/meeting/").content.decode()
    assert "述职和讲评以党支部为单位" in town


def test_a_report_may_be_corrected_and_the_correction_reaches_the_ledger(county):
    item = filed(county, county.member)
    noted(county, item)
    client = county.client("member")
    client.post(PAGE, {"version": 0, f"line-{item.pk}": f"{DONE}。"})
    client.post(PAGE, {"version": 1, f"line-{item.pk}": "已洒水6次", "other": "帮厨2天"})
    assert item.notes.order_by("-id").first().text == "已洒水6次"
    assert client.get(PAGE).content.decode().count("已洒水6次") == 2  # on the sheet, and ready in the box


def test_a_stale_page_shows_both_texts(county):
    item = filed(county, county.member)
    client = county.client("member")
    client.post(PAGE, {"version": 0, f"line-{item.pk}": "手机上写的"})
    answer = client.post(PAGE, {"version": 0, f"line-{item.pk}": "电脑上写的"})
    page = answer.content.decode()
    assert (answer.status_code, "手机上写的" in page, "电脑上写的" in page) == (409, True, True)
    assert SelfReport.objects.get().lines.get().text == "手机上写的"


def test_a_refused_report_keeps_what_was_typed(county):
    item = filed(county, county.member)
    long = "多" * 201
    answer = county.client("member").post(PAGE, {"version": 0, f"line-{item.pk}": long})
    assert (answer.status_code, long in answer.content.decode()) == (422, True)


def test_a_member_without_a_pledge_says_it_in_his_own_words(county):
    client = county.client("co_member")
    assert "还没有备案的承诺书" in client.get(PAGE).content.decode()
    client.post(PAGE, {"version": 0, "other": "参加了三次义务巡河。"})
    assert SelfReport.objects.get().text == "参加了三次义务巡河。"


def test_a_member_who_joined_in_the_quarter_reports_too(county):
    user = county.users["administrator"]
    joined = Member.objects.create(branch=county.branch, name="新来的", sex=Sex.FEMALE, user=user)
    county.client("administrator").post(PAGE, {"version": 0, "other": "熟悉了村里的情况。"})
    assert SelfReport.objects.get().member == joined


def test_who_is_on_no_roster_is_told_so(county):
    assert "不在党员名册上" in county.client("leader").get(PAGE).content.decode()


def test_typing_survives_an_expired_sign_in(county, client):
    item = filed(county, county.member)
    mine = {whose.FIELD: whose.mark(county.users["member"].pk), "kept_page": PAGE}
    client.post(PAGE, {"version": 0, "period": 1, f"line-{item.pk}": "山里没信号时写的"} | mine)
    client.force_login(county.users["member"])
    assert "山里没信号时写的" in client.get(PAGE).content.decode()
