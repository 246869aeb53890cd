"""C26: 「在党员互评的基础上」: anonymous, sealed until closed, in the branch's meeting."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.models import MutualAssessment
from jiannuo.appraisal.queries.mutual import own_figures
from jiannuo.ballots.actions import cancel, close
from jiannuo.ballots.models import BallotBox
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from jiannuo.meetings.actions import mark_roll
from jiannuo.orgs.models import Member
from tests.appraisal.polling import sitting, slips, vote

MARCH = datetime(2011, 3, 28, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel(MARCH, tick=False):
        yield


def test_all_members_are_assessed_and_only_who_came_votes(county):
    comment, by = sitting(county), county.users["secretary"]
    present = comment.meeting.roll.exclude(member=county.co_member).values_list("pk", flat=True)
    mark_roll(comment.meeting, list(present), by=by)
    _, opened = start_mutual(comment, slips(2), in_detail=True, by=by)
    groups = [question["group"] for question in opened.box.questions]
    assert (opened.box.roll_size, len(opened.slips)) == (2, 2)
    assert groups == ["周大有"] * 5 + ["陈小满"] * 5 + ["李书记"] * 5


def test_a_large_branch_may_ask_one_question_of_each(county):
    _, opened = start_mutual(sitting(county), slips(3), in_detail=False, by=county.users["secretary"])
    assert [question["label"] for question in opened.box.questions] == [
        "周大有：五比综合",
        "陈小满：五比综合",
        "李书记：五比综合",
    ]


@pytest.mark.parametrize(("more", "preselected"), [(3, "yes"), (4, "no")])
def test_with_more_than_six_to_assess_one_question_of_each_stands_chosen(county, more, preselected):
    Member.objects.bulk_create(Member(branch=county.branch, name=f"党员{n}", sex="male") for n in range(more))
    comment = sitting(county)
    page = county.client("secretary").get(reverse("appraisal:mutual_start", args=[comment.meeting_id]))
    told, people = page.content.decode(), 3 + more
    assert f'value="{preselected}" checked' in re.sub(r'(value="\w+")[^>]* checked', r"\1 checked", told)
    assert f"每人一题，共{people}题" in told
    assert f"每人5题，共{people * 5}题" in told


def test_more_questions_than_a_ballot_holds_are_refused_with_the_way_out(county):
    Member.objects.bulk_create(Member(branch=county.branch, name=f"党员{n}", sex="male") for n in range(80))
    with pytest.raises(Refusal, match="请改为每人一题综合评"):
        start_mutual(sitting(county), slips(3), in_detail=True, by=county.users["secretary"])
    assert not MutualAssessment.objects.exists()


def test_two_of_the_same_name_are_told_apart(county):
    Member.objects.create(branch=county.branch, name="周大有", sex="male", unit_and_post="村小学教师")
    _, opened = start_mutual(sitting(county), slips(4), in_detail=False, by=county.users["secretary"])
    assert len({question["group"] for question in opened.box.questions}) == 4


def test_nothing_is_seen_before_a_second_scrutineer_has_confirmed(county):
    by = county.users["secretary"]
    _, opened = start_mutual(sitting(county), slips(3), in_detail=False, by=by)
    for _ in range(3):
        vote(opened, {})
    close(opened.box, opened.keys.sheets, by=by)
    assert list(own_figures(county.users["member"])) == []


def test_one_box_a_meeting_and_a_void_one_may_be_replaced(county):
    comment, by = sitting(county), county.users["secretary"]
    first, opened = start_mutual(comment, slips(3), in_detail=False, by=by)
    with pytest.raises(Refusal, match="已经开箱"):
        start_mutual(comment, slips(3), in_detail=False, by=by)
    cancel(opened.box, "票印坏了", by=by)
    second, _ = start_mutual(comment, slips(3), in_detail=False, by=by)
    assert (second.pk, MutualAssessment.objects.count(), BallotBox.objects.count()) == (first.pk, 1, 2)


def test_not_after_the_meeting_has_been_fixed(county):
    comment, by = sitting(county), county.users["secretary"]
    fix(comment, by=by)
    comment.refresh_from_db()
    with pytest.raises(Refusal, match="会议已固定"):
        start_mutual(comment, slips(3), in_detail=False, by=by)


def test_slips_opened_on_a_later_day_move_the_day_of_the_meeting(county):
    """A meeting entered as of March whose slips are printed in June was not over in March."""
    expect(county.round, county.county, by=None)
    comment, by = sitting(county), county.users["secretary"]
    start = reverse("appraisal:mutual_start", args=[comment.meeting_id])
    with time_machine.travel(datetime(2011, 6, 20, 2, 0, tzinfo=UTC), tick=False):
        assert "登记的会议时间早于今天" in county.client("secretary").get(start).text
        mutual, _ = start_mutual(comment, slips(3), in_detail=False, by=by)
        assert mutual.held_on == date(2011, 6, 20)
        fix(comment, by=by)
        duty = Duty.objects.get(kind=DutyKind.BRANCH_COMMENT, period=1, organisation=county.branch)
        assert (duty.done_on, state_of(duty, today())) == (date(2011, 6, 20), DutyState.DONE_LATE)
        comment.meeting.refresh_from_db()
        assert "2011年6月20日开箱印票" in comment.meeting.minutes


def test_it_starts_from_the_meetings_page_and_the_slips_are_printed_once(county):
    comment, client = sitting(county), county.client("secretary")
    meeting_page = reverse("appraisal:meeting", args=[county.branch.pk])
    start = reverse("appraisal:mutual_start", args=[comment.meeting_id])
    assert start in client.get(meeting_page).content.decode()
    sent = {"in_detail": "yes", "slip_count": 3, "closes_at": "2011-03-28T14:00", "scrutineers": 2}
    answer = client.post(start, sent)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert client.post(start, sent).status_code != 200
    mutual = MutualAssessment.objects.get()
    page = client.get(meeting_page).content.decode()
    assert reverse("appraisal:mutual", args=[mutual.pk]) in page
    assert "看投票、封箱计票" in page


def test_with_paper_alone_there_is_nothing_to_print(county):
    start = reverse("appraisal:mutual_start", args=[sitting(county).meeting_id])
    sent = {"in_detail": "no", "slip_count": 0, "closes_at": "2011-03-28T14:00", "scrutineers": 2}
    answer = county.client("secretary").post(start, sent, follow=True)
    assert answer.redirect_chain == [(reverse("appraisal:mutual", args=[MutualAssessment.objects.get().pk]), 302)]
    assert "这次全用纸票" in answer.text


def test_the_page_says_how_skipping_oneself_is_honest(county):
    comment = sitting(county)
    page = county.client("secretary").get(reverse("appraisal:mutual_start", args=[comment.meeting_id]))
    assert "系统认不出谁是谁" in page.content.decode()
    _, opened = start_mutual(comment, slips(3), in_detail=True, by=county.users["secretary"])
    assert opened.box.title.endswith("（遇到自己请跳过）")
