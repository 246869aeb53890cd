"""C30 亮点评、亮评议: after the appraisal closes, what may be public goes to the board; a person's grade never."""

import uuid
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jiannuo.appraisal.actions.yearly import Decision, Opinion, close, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.actions.yearly_words import go_back, publish
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.queries.yearly import public_of
from jiannuo.appraisal.workflow import TAKE_DOWN
from jiannuo.base.errors import Refusal
from jiannuo.meetings.models import MeetingKind
from jiannuo.pledges.two_meetings import Votes
from tests.appraisal.year_end import NOW, decided, meeting_of

LATER = datetime(2012, 1, 25, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


def _closed(county):
    """The branch's own year, decided by the town and closed."""
    by = county.users["town_organiser"]
    draft(county.round, county.town, by=by)
    row = YearlyAppraisal.objects.get(organisation=county.branch, member=None)
    propose({row.pk: Opinion("qualified", "洒水按月做到，路灯还差一盏。")}, by=by)
    meeting = meeting_of(county.town, by, kind=MeetingKind.LEADERS)
    decide(Decision(meeting, Votes(3), {row.pk: Opinion()}), by=by)
    with time_machine.travel(LATER, tick=False):
        close({row.pk: 0}, by=by)
    return YearlyAppraisal.objects.get(pk=row.pk)


def _board(county):
    return Client().get(reverse("publicity:organisation", args=[county.branch.code])).content.decode()


def test_an_organisations_result_is_published_by_other_hands_after_a_look(county):
    row = _closed(county)
    assert "2011年年度评议" not in _board(county)
    with pytest.raises(Refusal, match="登记评定的人不能同时审核公布"):
        publish(row, "", by=county.users["town_organiser"], has_looked=True)
    with pytest.raises(Refusal, match="请先通读"):
        publish(row, "承诺基本做到。", by=county.users["town_secretary"], has_looked=False)
    with pytest.raises(Refusal, match="年度评议由中共清河镇委员会"):
        publish(row, "", by=county.users["secretary"], has_looked=True)
    publish(row, "承诺基本做到。", by=county.users["town_secretary"], has_looked=True)
    board = _board(county)
    assert "2011年年度评议：<strong>合格</strong>" in board
    assert "承诺基本做到。" in board
    assert "路灯还差一盏" not in board  # the opinion itself stays inside


def test_it_is_taken_down_with_a_reason(county):
    row = publish(_closed(county), "", by=county.users["town_secretary"], has_looked=True)
    with pytest.raises(Refusal, match="请写明撤下的理由"):
        go_back(row, TAKE_DOWN, " ", by=county.users["town_organiser"])
    go_back(row, TAKE_DOWN, "数字有误。", by=county.users["town_organiser"])
    assert public_of(county.branch) is None
    assert "2011年年度评议" not in _board(county)


def test_a_persons_grade_is_never_public(county):
    row = decided(county, {county.member: "qualified"})[county.member]
    with time_machine.travel(LATER, tick=False):
        close({row.pk: 0}, by=county.users["organiser"])
        row.refresh_from_db()
        for who in ("organiser", "secretary", "town_secretary"):
            with pytest.raises(Refusal, match="个人的评定等次只在支部内公布"):
                publish(row, "", by=county.users[who], has_looked=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyAppraisal.objects.filter(pk=row.pk).update(state="published", published_at=NOW)
    assert "2011年年度评议" not in _board(county)
    assert "合格" not in _board(county)


def test_what_tells_of_somebodys_circumstances_is_pointed_at_before_it_is_public(county):
    row, client = _closed(county), county.client("town_secretary")
    address = reverse("appraisal:yearly_publish", args=[row.pk])
    words = "李书记患有高血压，仍带头清渠。"
    assert "指出的都看过" not in client.get(reverse("appraisal:yearly_one", args=[row.pk])).text
    sent = {"public_words": words, "has_looked": "on", "version": row.version}
    answer = client.post(address, sent | {"once": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "（健康情况）可能涉及个人情况" in answer.text
    assert 'name="has_read_hints"' in answer.text
    assert words in answer.text
    assert "高血压" not in _board(county)
    assert client.post(address, sent | {"once": str(uuid.uuid4()), "has_read_hints": "on"}).status_code == 302
    assert words in _board(county)
