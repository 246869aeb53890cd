"""The next round has opened: 述, 讲, 点, 评, 年度评议 and results of the last one are still told to their end."""

from datetime import UTC, datetime

import pytest
import time_machine

from jiannuo.appraisal.models import BranchComment, LeaderComment, SelfReport, Survey, YearlyAppraisal
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.walking import walk

HELD = {"held_at": "2012-01-20T19:30", "place": "村委会", "chair": "李书记"}


@pytest.fixture
def last(county):
    """Of 2011 nothing but the pledge was done; the clock in February 2012."""
    with time_machine.travel(datetime(2011, 3, 20, 1, tzinfo=UTC), tick=False):
        walk(county, county.draft(county.member, "每月入户走访2户"), Stage.FILED)
        expect(county.round, county.county, by=None)
    with time_machine.travel(datetime(2012, 2, 6, 1, tzinfo=UTC), tick=False):
        expect(open_round(by=None, organisation=county.county, year=2012), county.county, by=None)
        yield county


def _done(county, kind, period, **who):
    return Duty.objects.get(round=county.round, kind=kind, period=period, **who).done_on


def test_a_member_reports_for_the_last_quarter(last):
    client = last.client("member")
    page = client.get("/appraisal/mine/?year=2011").text  # the earliest still owed
    assert 'name="year" value="2011"' in page
    assert 'name="period" value="1"' in page
    assert "2011年第一季度述职" in page
    sent = client.post("/appraisal/mine/", {"year": 2011, "period": 4, "version": 0, "other": "走访了2户"})
    assert sent.url == "/appraisal/mine/?year=2011&period=4"
    assert SelfReport.objects.get().round == last.round
    assert _done(last, "self_report", 4, member=last.member) is not None
    assert '<a href="?year=2012">2012年</a>' in client.get(sent.url).text


def test_a_branch_holds_the_meeting_of_the_last_quarter(last):
    client, address = last.client("secretary"), f"/appraisal/of/{last.branch.pk}/meeting/"
    assert 'name="year" value="2011"' in client.get(f"{address}?year=2011&period=4").text
    held = client.post(address, HELD | {"year": 2011, "period": 4})
    assert held.url == f"{address}?year=2011&period=4"
    comment = BranchComment.objects.get()
    assert (comment.round, comment.period) == (last.round, 4)
    assert "2011年第四季度专题组织生活会" in client.get(held.url).text
    fixed = client.post(f"/appraisal/meetings/{comment.meeting_id}/hear/", {}, follow=True)
    assert fixed.redirect_chain[0][0].startswith(f"{address}?year=2011&period=4")


def test_a_survey_of_the_last_half_year_is_convened(last):
    client, address = last.client("secretary"), f"/appraisal/of/{last.branch.pk}/surveys/"
    assert "登记2012年上半年的会议" in client.get(address).text
    page = client.get(f"{address}?year=2011").text
    assert "登记2011年下半年的会议" in page
    assert 'name="year" value="2011"' in page
    client.post(f"{address}convene/", HELD | {"year": 2011, "period": 2})
    survey = Survey.objects.get()
    assert (survey.round, survey.period) == (last.round, 2)
    page = client.get(f"/appraisal/surveys/{survey.pk}/").text
    assert "<title>2011年下半年群众评议会议" in page
    assert f'href="{address}?year=2011"' in page
    assert "<title>2011年群众评议" in client.get(f"{address}?year=2011").text
    cancelled = client.post(f"/appraisal/surveys/{survey.pk}/cancel/", {"reason": "会议没有开成"})
    assert cancelled.url == f"{address}?year=2011"
    town = last.client("town_secretary").get(f"/appraisal/of/{last.town.pk}/surveys/summary/?year=2011&period=2")
    assert 'name="year" value="2011"' in town.text


def test_the_members_of_an_organisation_lead_back_to_its_own_half_year(last):
    page = last.client("town_secretary").get(f"/appraisal/comments/{last.branch.pk}/members/?year=2011&period=2").text
    assert f'href="/appraisal/comments/{last.branch.pk}/?year=2011&amp;period=2"' in page


def test_a_leader_comments_on_the_last_half_year(last):
    client, address = last.client("town_secretary"), f"/appraisal/comments/{last.branch.pk}/?year=2011&period=2"
    assert f'action="{address.replace("&", "&amp;")}"' in client.get(address).text
    words = {"achievements": "路修好了", "problems": "", "direction": "", "mended": "", "version": 0, "do": "issue"}
    following = client.post(address, words)
    assert following.url.endswith("?year=2011&period=2")
    comment = LeaderComment.objects.get()
    assert (comment.round, comment.period) == (last.round, 2)
    assert _done(last, "leader_comment", 2, organisation=last.branch, member=None) is not None


def test_the_last_years_appraisal_is_made(last):
    member, branch = last.client("member"), last.client("secretary")
    sent = member.post("/appraisal/year/mine/?year=2011", {"grade": "qualified", "words": "", "version": 0})
    assert sent.url == "/appraisal/year/mine/?year=2011"
    address = f"/appraisal/of/{last.branch.pk}/year/"
    assert f'action="{address}draft/?year=2011"' in branch.get(f"{address}?year=2011").text
    assert branch.post(f"{address}draft/?year=2011").url == f"{address}?year=2011"
    rows = YearlyAppraisal.objects.filter(member__isnull=False)
    assert set(rows.values_list("round__year", flat=True)) == {2011}
    own = rows.get(member=last.member)
    assert (own.self_grade, own.suggested) == ("qualified", "unqualified")  # past its day and nothing said of it
    member.post(
        "/ledger/mine/", {"item": last.member.pledges.get().standing_items.get().pk, "act": "kept", "version": 0}
    )
    branch.post(f"{address}draft/?year=2011")
    own.refresh_from_db()
    assert own.suggested != "unqualified"


def test_a_round_that_has_not_opened_is_not_acted_in(last):
    open_round(by=None, organisation=last.county, year=2013)
    last.client("secretary").post(f"/appraisal/of/{last.branch.pk}/meeting/", HELD | {"year": 2013, "period": 1})
    assert BranchComment.objects.get().round.year == 2012
