"""C26 「支部讲。…逐项对照检查」: item by item, ready from the ledger, issued when the meeting is fixed."""

import pytest
import time_machine

from jiannuo.appraisal.actions.comment import Entry, judge
from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.judging import Word, usual
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement
from jiannuo.base.errors import Refusal, Stale
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.fulfilment.standing import ItemState
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from tests.appraisal.gathering import NOW, expected, filed, held, noted
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
    assert {state for state in ItemState if usual(state) in wanting} == {ItemState.LATE, ItemState.NOT_KEPT}
    assert usual(ItemState.WITHDRAWN) is None


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
