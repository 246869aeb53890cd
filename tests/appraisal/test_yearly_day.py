"""C29: the suggestion does not hang on the day somebody asks for it, and what is older than the results says so."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.yearly import Opinion, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.frozen import Pending, pending_in
from jiannuo.base.errors import Refusal
from jiannuo.fulfilment.actions import Statement, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.models import Member, Sex
from jiannuo.pledges.models import StandingItem
from tests.appraisal.year_end import filed, kept, row_of

DECEMBER, JANUARY = datetime(2011, 12, 28, 1, 0, tzinfo=UTC), datetime(2012, 1, 6, 1, 0, tzinfo=UTC)
LAST = date(2011, 12, 31)
STATED = Statement(Outcome.KEPT, date(2011, 12, 20))


@pytest.fixture
def item(county):
    """A promise of the member's that falls due on the last day of the year."""
    found = filed(county, county.member)
    StandingItem.objects.filter(pk=found.pk).update(due_on=LAST, ends_on=LAST)
    found.refresh_from_db()
    return found


def _reckon(county):
    draft(county.round, county.branch, by=county.users["organiser"])


def _page(county):
    return county.client("organiser").get(reverse("appraisal:yearly", args=[county.branch.pk])).content.decode()


def _chosen(page, row):
    box = page.partition(f'name="grade-{row.pk}"')[2].partition("</select>")[0]
    found = re.search(r'value="(\w+)" selected', box)
    return found[1] if found else ""


def _propose(county, row, grade):
    return propose({row.pk: Opinion(grade)}, by=county.users["organiser"], knows_unwritten=True)


def test_what_falls_due_before_the_year_ends_keeps_the_grade_open(county, item):
    """An earlier promise is kept: it alone would have been excellent."""
    early = StandingItem.objects.get(pk=item.pk)
    early.pk, early.uid, early.position, early.text = None, uuid.uuid4(), 2, "为5户老人修屋顶"
    early.due_on = early.ends_on = date(2011, 11, 30)
    early.save()
    state_result(early, Statement(Outcome.KEPT, date(2011, 11, 1)), by=county.users["organiser"])
    with time_machine.travel(DECEMBER, tick=False):
        _reckon(county)
        row, page = row_of(county.member), _page(county)
        assert row.suggested == "excellent"
        assert _chosen(page, row) == ""
        assert page.count("1项12月31日到期，还没有结果") == 2  # in the notice and in the row
        assert "另有未到期（12月31日）1，不计入" in page
        with pytest.raises(Refusal, match="12月31日到期，还没有结果。请先办完再核算，或者自己选择等次"):
            _propose(county, row, "")
        state_result(item, STATED, by=county.users["organiser"])
        _reckon(county)
        page = _page(county)
        assert "还没有结果" not in page
        assert _chosen(page, row) == "excellent"


def test_what_falls_due_after_the_year_keeps_nothing_open(county, item):
    beyond = date(2012, 6, 30)
    StandingItem.objects.filter(pk=item.pk).update(due_on=beyond, ends_on=beyond)
    with time_machine.travel(DECEMBER, tick=False):
        _reckon(county)
        figures = row_of(county.member).figures
    assert not pending_in(figures)
    assert "另有未到期1，不计入" in figures["figures"][0]["said"]


def test_many_days_are_told_from_the_first_to_the_last():
    one = Pending(1, 0, (date(2011, 12, 25), LAST))
    with time_machine.travel(DECEMBER, tick=False):
        assert str(one) == "1项没有说明结果、1项12月25日、1项12月31日到期，还没有结果"
        assert str(one + Pending(ahead=(date(2011, 12, 28),))) == (
            "1项没有说明结果、3项12月25日到12月31日到期，还没有结果"
        )


def test_a_reckoning_older_than_the_results_says_so_until_it_is_made_again(county, item):
    with time_machine.travel(DECEMBER, tick=False):
        _reckon(county)
        row = row_of(county.member)
        assert "结果有变化" not in _page(county)
        state_result(item, STATED, by=county.users["organiser"])
        page = _page(county)
        assert "有1项承诺的结果有变化，请先“重新核算”" in page
        assert _chosen(page, row) == ""
        _reckon(county)
        assert "结果有变化" not in _page(county)


@pytest.mark.parametrize("is_stated", [True, False], ids=["stated", "come-due"])
def test_at_the_decision_an_older_opinion_leads_back_to_the_reckoning(county, item, is_stated):
    """Stated since it was put forward; or past its day since, and nobody has stated it."""
    with time_machine.travel(DECEMBER, tick=False):
        _reckon(county)
        row = _propose(county, row_of(county.member), "excellent")[0]
        assert "结果有变化" not in _page(county)
    with time_machine.travel(JANUARY, tick=False):
        if is_stated:
            state_result(item, STATED, by=county.users["organiser"])
        page = _page(county)
        assert "有1项承诺的结果有变化，拟评没有算进去" in page
        one = reverse("appraisal:yearly_one", args=[row.pk])
        assert f'<a href="{one}">打开收回重核</a>' in page
        assert "收回重核" in county.client("organiser").get(one).content.decode()
        back = {"once": str(uuid.uuid4()), "reason": "结果已填报。", "version": row.version}
        county.client("organiser").post(reverse("appraisal:yearly_back", args=[row.pk, "redraft"]), back)
        _reckon(county)
        assert "结果有变化" not in _page(county)


def test_many_are_compared_in_as_many_queries_as_one(county, queries_of):
    kept(county, county.co_member)
    with time_machine.travel(JANUARY, tick=False):
        _reckon(county)
        client, url = county.client("organiser"), reverse("appraisal:yearly", args=[county.branch.pk])
        client.get(url)
        before = queries_of(client, url)
        for name in ("赵一", "钱二", "孙三"):
            Member.objects.create(branch=county.branch, name=name, sex=Sex.FEMALE)
        _reckon(county)
        assert queries_of(client, url) == before
