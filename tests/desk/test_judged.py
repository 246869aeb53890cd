"""The desk from the opinion on the year to the board (C29, C30): nobody has to be told elsewhere that he may reply."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly import Decision, Opinion, close, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.actions.yearly_words import answer, go_back, publish, reply
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import TAKE_DOWN
from jiannuo.desk.queries import desk_of
from jiannuo.meetings.models import MeetingKind
from jiannuo.orgs.models import Member
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.appraisal.year_end import NOW, decided, filed, meeting_of, proposed, row_of
from tests.walking import walk


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


def _desk(county, who, part="waiting"):
    lines = getattr(desk_of(User.objects.get(pk=county.users[who].pk)), part)
    return [(line.sentence, line.due) for line in lines if "年度评议" in line.sentence and "还有" not in line.sentence]


def test_a_member_is_told_of_the_opinion_and_until_when_he_may_reply(county):
    assert _desk(county, "member") == []
    decided(county, {county.member: "fair", county.co_member: "excellent"})
    graded = "年度评议：您2011年评定为“基本合格”"
    sentence = f"{graded}，有不同看法可以说明。"
    assert _desk(county, "member", "graded") == [(sentence, "1月20日前（还有10天）")]
    assert _desk(county, "member") == []
    with time_machine.travel(datetime(2012, 1, 21, 1, 0, tzinfo=UTC), tick=False):
        assert _desk(county, "member", "graded") == [(f"{graded}。", "")]


def test_a_grade_stands_on_its_owners_desk_after_the_closing_and_in_the_next_round(county):
    decided(county, {county.member: "fair", county.co_member: "excellent"})
    told = [("年度评议：您2011年评定为“基本合格”。", "")]
    with time_machine.travel(datetime(2012, 2, 6, 1, 0, tzinfo=UTC), tick=False):
        close({row_of(county.member).pk: 0}, by=county.users["organiser"])
        assert _desk(county, "member", "graded") == told
        open_round(by=None, organisation=county.county, year=2012)
        assert _desk(county, "member", "graded") == told
        line = desk_of(User.objects.get(pk=county.users["member"].pk)).graded[0]
        assert "基本合格" in county.client("member").get(line.url).text
        page = county.client("member").get("/desk/").text
        assert (told[0][0] in page, f'href="{line.url}"' in page) == (True, True)
    for who in ("secretary", "organiser", "town_secretary", "leader"):
        assert _desk(county, who, "graded") == [], "nobody reads another's grade on his desk"


def test_a_probationary_member_is_told_that_no_grade_is_given(county):
    Member.objects.filter(pk=county.member.pk).update(is_probationary=True)
    decided(county, {county.member: "", county.co_member: "excellent"})
    said = "年度评议：您参加了2011年的评议，预备党员不评定等次，有不同看法可以说明。"
    assert [sentence for sentence, _ in _desk(county, "member", "graded")] == [said]


def _last_stations(county):
    road = desk_of(User.objects.get(pk=county.users["member"].pk)).road
    return [(station.name, station.state, station.waiting_for or station.by) for station in road[-2:]]


def test_the_road_reaches_the_appraisal_and_waits_there_for_the_meeting(county):
    walk(county, filed(county, county.member).pledge, Stage.PUBLISHED)
    assert _last_stations(county) == [("践诺", "here", "周大有"), ("评诺", "ahead", "")]
    proposed(county, {county.member: "fair"})
    assert _last_stations(county) == [("践诺", "done", ""), ("评诺", "here", "柳树湾村党支部")]
    meeting = meeting_of(county.branch, county.users["organiser"])
    decide(Decision(meeting, Votes(3), {row_of(county.member).pk: Opinion()}), by=county.users["organiser"])
    assert _last_stations(county) == [("践诺", "done", ""), ("评诺", "done", "柳树湾村党支部")]


def test_what_is_filed_is_kept_and_appraised_though_it_is_not_yet_public(county):
    filed(county, county.member)
    assert _last_stations(county) == [("践诺", "here", "周大有"), ("评诺", "ahead", "")]
    decided(county, {county.member: "fair"})
    states = [station.state for station in desk_of(User.objects.get(pk=county.users["member"].pk)).road]
    assert states == ["done", "done", "done", "done", "here", "done", "done"]


def test_a_reply_waits_on_the_desk_of_those_who_answer(county):
    proposed(county, {county.member: "fair", county.co_member: "excellent"})
    said = "年度评议：您2011年的评定意见已提出，等会议评定，有不同看法可以说明。"
    assert _desk(county, "member") == [(said, "")]
    reply(row_of(county.member), "水泵是镇里没有拨下来。", by=county.users["member"])
    assert _desk(county, "member") == [("年度评议：您对2011年评定意见的说明已提交，等答复。", "")]
    assert ("年度评议：柳树湾村党支部有 1 份2011年的说明等答复。", "") in _desk(county, "organiser", "due")
    answer(row_of(county.member), "情况属实。", by=county.users["organiser"])
    assert _desk(county, "member") == [("年度评议：您对2011年评定意见的说明已有答复。", "")]
    assert not any("等答复" in sentence for sentence, _ in _desk(county, "organiser", "due"))


def _closed(county):
    """The branch's own appraisal, told of while it is open, decided and closed by the town's organiser."""
    by = county.users["town_organiser"]
    draft(county.round, county.town, by=by)
    row = YearlyAppraisal.objects.get(organisation=county.branch, member=None)
    propose({row.pk: Opinion("qualified")}, by=by)
    assert "柳树湾村党支部2011年的评定意见已提出" in _desk(county, "organiser")[0][0]
    meeting = meeting_of(county.town, by, kind=MeetingKind.LEADERS)
    decide(Decision(meeting, Votes(3), {row.pk: Opinion()}), by=by)
    with time_machine.travel(datetime(2012, 1, 25, 1, 0, tzinfo=UTC), tick=False):
        close({row.pk: 0}, by=by)
    return row


def test_a_closed_result_waits_for_other_hands_than_the_decisions(county):
    row, waits = _closed(county), "份2011年的年度评议结果等公布"
    with time_machine.travel(datetime(2012, 1, 25, 1, 0, tzinfo=UTC), tick=False):
        assert any(f" 1 {waits}" in sentence for sentence, _ in _desk(county, "town_secretary", "due"))
        assert not any(waits in sentence for sentence, _ in _desk(county, "town_organiser", "due"))
        row.refresh_from_db()
        publish(row, "", by=county.users["town_secretary"], has_looked=True)
        assert not any(waits in sentence for sentence, _ in _desk(county, "town_secretary", "due"))


def test_what_was_taken_down_is_not_asked_for_again(county):
    row, secretary = _closed(county), county.users["town_secretary"]
    with time_machine.travel(datetime(2012, 1, 25, 1, 0, tzinfo=UTC), tick=False):
        publish(row, "", by=secretary, has_looked=True)
        go_back(row, TAKE_DOWN, "数字有误。", by=secretary)
        assert not any("等公布" in sentence for sentence, _ in _desk(county, "town_secretary", "due"))
        client = county.client("town_secretary")
        table = client.get(reverse("appraisal:yearly", args=[county.town.pk]) + "?year=2011").text
        assert "已撤下" in table
        assert "待公布" not in table
        page = client.get(reverse("appraisal:yearly_one", args=[row.pk])).text
        assert "撤下，理由：数字有误。" in page
        assert "公布结果" in page, "it may be published again"
        publish(row, "", by=secretary, has_looked=True)
        row.refresh_from_db()
        assert (row.taken_down_at, row.taken_down_reason) == (None, "")


def test_what_had_been_taken_down_before_is_recalled_from_the_journal(county):
    row, secretary = _closed(county), county.users["town_secretary"]
    with time_machine.travel(datetime(2012, 1, 25, 1, 0, tzinfo=UTC), tick=False):
        publish(row, "", by=secretary, has_looked=True)
        go_back(row, TAKE_DOWN, "数字有误。", by=secretary)
    YearlyAppraisal.objects.update(taken_down_at=None, taken_down_reason="")
    import_module("jiannuo.appraisal.migrations.0006_taken_down_before").recall(apps, None)
    told = list(YearlyAppraisal.objects.exclude(taken_down_at=None).values_list("pk", "taken_down_reason"))
    assert told == [(row.pk, "数字有误。")]


def test_the_desk_costs_the_same_with_one_opinion_and_with_three(county, queries_of):
    proposed(county, {county.member: "fair"})
    reply(row_of(county.member), "水泵没有拨下来。", by=county.users["member"])
    client = county.client("organiser")
    one = queries_of(client, "/desk/")
    YearlyAppraisal.objects.filter(state="drafted").update(state="proposed", reply="路不通。", replied_at=NOW)
    assert "3 份2011年的说明等答复" in client.get("/desk/").text
    assert queries_of(client, "/desk/") == one
