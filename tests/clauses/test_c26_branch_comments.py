"""C26 「支部讲。…逐项对照检查」: item by item, ready from the ledger, issued when the meeting is fixed."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.appraisal.actions.comment import Entry, judge
from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.actions.report import hear
from jiannuo.appraisal.judging import Word, items_before, judged, usual
from jiannuo.appraisal.minutes import minutes_of
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement
from jiannuo.base.errors import Refusal, Stale
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.fulfilment.actions import Statement, state_result, tick
from jiannuo.fulfilment.queries import Standing
from jiannuo.fulfilment.standing import ENDED, ItemState
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round
from tests.appraisal.gathering import NOW, expected, filed, held, noted, occasion
from tests.walking import walk

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _own(county):
    """The branch's own promise, in force."""
    pledge = walk(county, county.draft(None, "年内硬化村道1公里"), Stage.FILED)
    return StandingItem.objects.get(pledge=pledge)


def test_every_promise_of_the_branch_and_its_members_gets_a_word(county):
    mine, own = filed(county, county.member), _own(county)
    noted(county, mine)
    expected(county)
    comment = fix(held(county), by=county.users["secretary"])
    assert set(comment.lines.values_list("item", "member", "verdict")) == {
        (mine.pk, county.member.pk, Judgement.ON_TRACK),
        (own.pk, None, Judgement.NOT_DUE),
    }
    duty = Duty.objects.get(kind=DutyKind.BRANCH_COMMENT, organisation=county.branch, period=1)
    assert str(duty.done_on) == "2011-03-27"


def test_what_is_not_due_yet_is_never_found_wanting():
    wanting = {Judgement.BEHIND, Judgement.NEEDS_WORK}
    found = {state: usual(Standing(state, None, has_begun=True)) for state in ItemState}
    assert {state for state, word in found.items() if word in wanting} == {ItemState.LATE, ItemState.NOT_KEPT}
    assert found[ItemState.WITHDRAWN] is None


def test_what_is_stated_broken_is_not_praised_while_it_waits_for_another_hand():
    found = {told: usual(Standing(ItemState.STATED, told, has_begun=False)) for told in ENDED}
    assert found == {
        ItemState.KEPT: Judgement.ON_TRACK,
        ItemState.KEPT_LATE: Judgement.BEHIND,
        ItemState.NOT_KEPT: Judgement.NEEDS_WORK,
        ItemState.CHANGED: Judgement.ON_TRACK,
        ItemState.WITHDRAWN: None,
    }


def test_nothing_is_praised_of_which_nothing_is_recorded(county):
    """Two days before its end a promise without a record is not 进展良好; with one it is."""
    item, late = filed(county, county.member), filed(county, county.co_member)
    StandingItem.objects.update(ends_on=date(2011, 3, 30), due_on=date(2011, 3, 30))
    StandingItem.objects.filter(pk=late.pk).update(ends_on=date(2011, 3, 20), due_on=date(2011, 3, 20))
    state_result(late, Statement(Outcome.KEPT, date(2011, 3, 25)), by=county.users["secretary"])
    comment = held(county)
    found = {row.item.pk: row.word.verdict for row in judged(items_before(county.branch, county.round), comment)}
    assert found == {item.pk: Judgement.NOT_DUE, late.pk: Judgement.KEPT_LATE}
    noted(county, item)
    found = {row.item.pk: row.word.verdict for row in judged(items_before(county.branch, county.round), comment)}
    assert found[item.pk] == Judgement.ON_TRACK
    fix(comment, by=county.users["secretary"])
    assert BranchCommentLine.objects.get(item=late).get_verdict_display() == "逾期兑现"


def test_what_recurs_is_praised_only_where_its_ticks_show_it(county):
    """Two months of the quarter are over: with one of them ticked the default is 进展偏慢, with both 进展良好."""
    item, officer = filed(county, county.member), county.users["secretary"]
    Pledge.objects.update(created_at=datetime(2011, 1, 10, tzinfo=UTC))
    Round.objects.update(opens_on=date(2011, 1, 1))
    StandingItem.objects.update(deadlines=[{"type": "recurring", "every": "month", "times": 2, "words": "每月"}])
    item.refresh_from_db()
    comment = held(county)

    def found():
        rows = items_before(county.branch, Round.objects.get())
        return next(row.word.verdict for row in judged(rows, comment) if row.item.pk == item.pk)

    comment.round.refresh_from_db()
    assert found() == Judgement.BEHIND
    tick(item, date(2011, 2, 12), by=officer)
    noted(county, item)
    assert found() == Judgement.BEHIND
    tick(item, date(2011, 1, 20), by=officer)
    assert found() == Judgement.ON_TRACK
    state_result(item, Statement(Outcome.KEPT, date(2011, 3, 25)), by=officer)
    assert found() in {Judgement.ON_TRACK, Judgement.KEPT}


def test_a_meeting_fixed_later_finds_what_it_could_find_on_its_day(county):
    """补录: due, noted and stated after the meeting, so its minutes speak of none of it; what was late then is late."""
    secretary = county.users["secretary"]
    coming, late = filed(county, county.member), filed(county, county.co_member)
    kept, own = filed(county, county.secretary_member, "修渠100米"), _own(county)
    StandingItem.objects.update(ends_on=date(2011, 5, 10), due_on=date(2011, 5, 10))
    StandingItem.objects.filter(pk=late.pk).update(ends_on=date(2011, 3, 20), due_on=date(2011, 3, 20))
    comment = held(county)
    with time_machine.travel(datetime(2011, 5, 20, 2, 0, tzinfo=UTC), tick=False):
        noted(county, coming, on=date(2011, 5, 1))
        noted(county, late, "已备料", on=date(2011, 3, 21))
        state_result(kept, Statement(Outcome.KEPT, date(2011, 5, 9)), by=secretary)
        hear(occasion(county, comment.meeting), by=secretary)
        fix(comment, by=secretary)
    assert dict(comment.lines.values_list("item", "verdict")) == {
        coming.pk: Judgement.NOT_DUE,
        late.pk: Judgement.BEHIND,
        kept.pk: Judgement.NOT_DUE,
        own.pk: Judgement.NOT_DUE,
    }
    book = minutes_of(comment.meeting)
    assert book.held_at.startswith("2011年3月27日")
    assert [told.lines for told in book.reports] == [(("每月为村里水泥巷道洒水2次", "已备料。"),)]


def test_what_was_done_by_the_day_of_the_meeting_counts_however_late_it_is_entered(county):
    item, secretary = filed(county, county.member), county.users["secretary"]
    StandingItem.objects.update(ends_on=date(2011, 3, 26), due_on=date(2011, 3, 26))
    comment = held(county)
    with time_machine.travel(datetime(2011, 5, 20, 2, 0, tzinfo=UTC), tick=False):
        state_result(item, Statement(Outcome.KEPT, date(2011, 3, 25)), by=secretary)
        fix(comment, by=secretary)
    assert comment.lines.get().verdict == Judgement.KEPT


def test_once_issued_the_words_stay(county):
    item = filed(county, county.member)
    comment = fix(held(county), by=county.users["secretary"])
    entry = {f"item:{item.pk}": Entry(Word(Judgement.BEHIND, "慢"), "")}
    with pytest.raises(Refusal, match="会议已固定"):
        judge(comment, entry, by=county.users["secretary"])
    with pytest.raises(Refusal, match="会议已固定"):
        fix(comment, by=county.users["secretary"])


def test_a_colleagues_word_is_not_overwritten_and_nothing_else_of_the_same_sheet_is_lost(county):
    item = filed(county, county.member)
    comment, secretary = held(county), county.users["secretary"]
    key, shown = f"item:{item.pk}", Word(Judgement.NOT_DUE).mark
    judge(comment, {key: Entry(Word(Judgement.BEHIND, "慢"), shown)}, by=county.users["organiser"])
    with pytest.raises(Stale):
        judge(comment, {key: Entry(Word(Judgement.KEPT, "好"), shown)}, by=secretary)
    assert judge(comment, {key: Entry(Word(Judgement.BEHIND, "慢"), shown)}, by=secretary) == 1  # the same word twice
    assert BranchCommentLine.objects.get().text == "慢"


def test_only_items_of_the_branch_are_judged(county):
    other = county.draft(county.neighbour_member, "修渠100米")
    comment = held(county)
    entries = {"item:999999": Entry(Word(Judgement.KEPT), ""), f"member:{other.member_id}": Entry(Word("", "好"), "")}
    assert judge(comment, entries, by=county.users["secretary"]) == 0


def test_a_verdict_that_does_not_exist_is_refused(county):
    item = filed(county, county.member)
    with pytest.raises(Refusal, match="选择一种"):
        judge(held(county), {f"item:{item.pk}": Entry(Word("brilliant"), "")}, by=county.users["secretary"])


def test_a_member_reads_what_was_said_of_him(county):
    item = filed(county, county.member)
    comment = held(county)
    judge(comment, {f"item:{item.pk}": Entry(Word(Judgement.NEEDS_WORK, "四月补上"), "")}, by=county.users["secretary"])
    assert "四月补上" not in county.client("member").get("/appraisal/mine/").content.decode()
    fix(comment, by=county.users["secretary"])
    page = county.client("member").get("/appraisal/mine/").content.decode()
    assert "四月补上" in page
    assert "需要加力" in page
    assert "四月补上" not in county.client("co_member").get("/appraisal/mine/").content.decode()


def test_a_comment_is_begun_by_its_meeting_only(county):
    assert not BranchComment.objects.exists()
    comment = held(county)
    assert (comment.meeting.organisation, comment.issued_at, comment.issued_by) == (county.branch, None, None)
