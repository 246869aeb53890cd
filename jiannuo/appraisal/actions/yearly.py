"""年度评议: put forward, decided by a meeting, closed (C29). Whole branches at once, exceptions touched only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal import excellent, reckoning
from jiannuo.appraisal.actions.yearly_book import keep_book
from jiannuo.appraisal.actions.yearly_draft import lock, set_figures
from jiannuo.appraisal.counted import uncounted
from jiannuo.appraisal.frozen import Pending, pending_in
from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import GradeVote, YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.unwritten import unwritten_in
from jiannuo.appraisal.workflow import CLOSE, DECIDE, PROPOSE, Move
from jiannuo.ballots.models import BoxKind
from jiannuo.base.dates import local_day, today
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean
from jiannuo.duties.actions import meet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record_many
from jiannuo.meetings.models import Meeting
from jiannuo.meetings.queries import voters_present
from jiannuo.pledges.two_meetings import Votes, why_not_votes

MOST = 1000  # characters of an opinion


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is put forward or decided of one subject, and the version of the row that the page showed."""

    grade: str = ""
    text: str = ""
    version: int = 0


@transaction.atomic
def propose(opinions: Mapping[int, Opinion], *, by: User, knows_unwritten: bool = False) -> list[YearlyAppraisal]:
    """提出评定意见: figures are made once more and stay; the appraised may see them and reply from now on (C29).

    `knows_unwritten`: that nobody may write 自评 any more, though for some its day is ahead.
    """
    rows = _judged(opinions, PROPOSE, by)
    require(_why_not_counted(rows) or ("" if knows_unwritten else _why_not_written(rows)))
    set_figures(rows, rows[0].round, by=by)
    now = timezone.now()
    for row in rows:
        opinion = opinions[row.pk]
        row.proposed, row.opinion = _grade(row, opinion.grade or _preset(row)), _words(opinion.text)
        row.state, row.proposed_by, row.proposed_at = PROPOSE.target, by, now
    fields = ["proposed", "opinion", "state", "proposed_by", "proposed_at"]
    YearlyAppraisal.objects.bulk_update(rows, fields, batch_size=200)
    acts = [(row, row.path, {"grade": row.proposed, "suggested": row.suggested}) for row in rows]
    record_many(acts, by=by, verb="propose_grade")
    return rows


def _judged(opinions: Mapping[int, Opinion], move: Move, by: User) -> list[YearlyAppraisal]:
    """Locked, of one decider, each allowed this move and unchanged since it was shown."""
    rows = lock(opinions)
    if not rows:
        raise Refusal("没有选中任何一份评议。请先勾选，再办理。")
    for row in rows:
        require(policies.why_not(by, row, move))
        if opinions[row.pk].version not in {0, row.version}:
            raise Stale(f"{row.subject_name}的评议刚刚已被他人改动，没有覆盖。请核对后再办理。", stored=row)
    if len({(row.decider_id, row.round_id) for row in rows}) > 1:
        raise Refusal("一次只能办理同一个党组织评定的评议。")
    return rows


def _why_not_counted(rows: list[YearlyAppraisal]) -> str:
    """自评 → 互评 → 测评 → 评定意见: what has been opened is counted first."""
    round_ = rows[0].round
    people = {row.decider_id for row in rows if row.member_id}
    bodies = {row.organisation_id for row in rows if not row.member_id}
    waiting = uncounted(BoxKind.MUTUAL, people, round_) + uncounted(BoxKind.SURVEY, bodies, round_)
    return f"“{waiting[0].title}”还没有计票确认。请先计票，再提出评定意见。" if waiting else ""


def _why_not_written(rows: list[YearlyAppraisal]) -> str:
    """自评 comes first: it is not taken away before its day unawares."""
    unwritten = unwritten_in(rows, today())
    return f"{unwritten}提出后就不能再写自评了。要现在提出，请勾选“不等自评，现在就提出”。" if unwritten else ""


def _preset(row: YearlyAppraisal) -> str:
    """What is suggested, unless results are still to be stated or settled: then a person chooses."""
    pending = Pending() if row.is_probationary else pending_in(row.figures)
    require(f"{row.subject_name}还有{pending}。请先办完再核算，或者自己选择等次。" if pending else "")
    return row.suggested


def _grade(row: YearlyAppraisal, grade: str) -> str:
    if row.is_probationary:
        if grade:
            raise Refusal(f"{row.subject_name}是预备党员，参加评议，不评定等次。")
        return ""
    if grade not in Grade.values:
        raise Refusal(f"请为{row.subject_name}选择等次：优秀、合格、基本合格或不合格。")
    return grade


def _words(text: str) -> str:
    text = clean(text).strip()
    if len(text) > MOST:
        raise Refusal(f"评定意见最多{MOST}字，现在有{len(text)}字，请删减。")
    return text


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided: by default what was put forward, with the same votes for all."""

    meeting: Meeting
    votes: Votes
    opinions: Mapping[int, Opinion]
    others: Mapping[int, Votes] | None = None  # votes that differ

    def votes_on(self, pk: int) -> Votes:
        return (self.others or {}).get(pk, self.votes)


@transaction.atomic
def decide(decision: Decision, *, by: User) -> list[YearlyAppraisal]:
    """会议评定: grades by vote of the decider's own meeting. Too many 优秀 is said and kept, never refused.

    What was voted down is kept as such: no grade, still put forward, to be voted on again.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=decision.meeting.pk)
    rows = _judged(decision.opinions, DECIDE, by)
    present = voters_present(meeting)
    for row in rows:
        require(policies.why_not_meet(row, meeting) or policies.why_not_decide(row))
        require(_why_not_counted_in(meeting, decision.votes_on(row.pk), present))
    votes = [_vote(row, meeting, present, decision, by) for row in rows]
    keep_book(meeting, votes, by=by)
    _settle([_graded(vote, decision) for vote in votes if vote.is_passed], meeting, by)
    _turn_down([vote for vote in votes if not vote.is_passed], by)
    return rows


def _vote(row: YearlyAppraisal, meeting: Meeting, present: int, decision: Decision, by: User) -> GradeVote:
    grade, votes = _grade(row, decision.opinions[row.pk].grade or row.proposed), decision.votes_on(row.pk)
    counted = {"ayes": votes.ayes, "noes": votes.noes, "abstentions": votes.abstentions, "present": present}
    is_passed, now = _is_passed(votes, present), timezone.now()
    return GradeVote(appraisal=row, meeting=meeting, grade=grade, is_passed=is_passed, by=by, at=now, **counted)


def _is_passed(votes: Votes, present: int) -> bool:
    return votes.ayes * 2 > present


def _graded(vote: GradeVote, decision: Decision) -> YearlyAppraisal:
    row = vote.appraisal
    row.grade, row.opinion = vote.grade, _words(decision.opinions[row.pk].text) or row.opinion
    row.meeting, row.present = vote.meeting, vote.present
    row.ayes, row.noes, row.abstentions = vote.ayes, vote.noes, vote.abstentions
    return row


@transaction.atomic(savepoint=False)
def _turn_down(votes: list[GradeVote], by: User) -> None:
    for vote in votes:
        vote.appraisal.version += 1
    YearlyAppraisal.objects.bulk_update([vote.appraisal for vote in votes], ["version"], batch_size=200)
    told = [{"grade": v.grade, "ayes": v.ayes, "noes": v.noes, "meeting": v.meeting_id} for v in votes]
    acts = [(vote.appraisal, vote.appraisal.path, said) for vote, said in zip(votes, told, strict=True)]
    record_many(acts, by=by, verb="turn_down_grade")


def _why_not_counted_in(meeting: Meeting, votes: Votes, present: int) -> str:
    if meeting.held_at > timezone.now():
        return "会议还没有召开，不能登记评定结果。请在会议召开后再登记。"
    if meeting.closed_at:
        return "会议已经结束并固定，不能再登记评定结果。"
    return why_not_votes(meeting, votes, present)


@transaction.atomic(savepoint=False)
def _settle(rows: list[YearlyAppraisal], meeting: Meeting, by: User) -> None:
    if not rows:
        return
    now = timezone.now()
    others = YearlyAppraisal.objects.filter(round=rows[0].round, decider=rows[0].decider)
    warnings = excellent.warnings([*rows, *others.exclude(pk__in=[row.pk for row in rows])])
    for row in rows:
        row.state, row.decided_by, row.decided_at, row.version = DECIDE.target, by, now, row.version + 1
        row.warning = warnings.get(row.subject_kind, "") if row.grade == Grade.EXCELLENT else ""
    fields = ["grade", "opinion", "meeting", "present", "ayes", "noes", "abstentions", "warning"]
    YearlyAppraisal.objects.bulk_update(rows, [*fields, "state", "decided_by", "decided_at", "version"], batch_size=100)
    acts = [(row, row.path, {**_told(row), "meeting": meeting.pk}) for row in rows]
    record_many(acts, by=by, verb="decide_grade")
    _meet(rows, meeting, by)


def _told(row: YearlyAppraisal) -> dict[str, Any]:
    return {"grade": row.grade, "ayes": row.ayes, "noes": row.noes, "warning": row.warning}


def _meet(rows: list[YearlyAppraisal], meeting: Meeting, by: User) -> None:
    round_, decider, on = rows[0].round, rows[0].decider, local_day(meeting.held_at)
    period = reckoning.period_of(round_)
    ids = [row.member_id for row in rows if row.member_id is not None]
    if ids:
        meet(round_, DutyKind.APPRAISAL, period, organisation=decider, member_ids=ids, on=on, by=by)
    for row in rows:
        if row.member_id is None:
            meet(round_, DutyKind.APPRAISAL, period, organisation=row.organisation, on=on, by=by)


@transaction.atomic
def close(versions: Mapping[int, int], *, by: User) -> list[YearlyAppraisal]:
    """办结: the days for a reply are over or it was answered; grades stay as they are."""
    rows = _judged({pk: Opinion(version=version) for pk, version in versions.items()}, CLOSE, by)
    for row in rows:
        require(policies.why_not_close(row))
        row.state, row.closed_by, row.closed_at, row.version = CLOSE.target, by, timezone.now(), row.version + 1
    YearlyAppraisal.objects.bulk_update(rows, ["state", "closed_by", "closed_at", "version"], batch_size=200)
    record_many([(row, row.path, {"grade": row.grade}) for row in rows], by=by, verb="close_appraisal")
    return rows
