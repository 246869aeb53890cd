"""专题组织生活会 from convening to 固定会议 (C25, C26): the roll, the words, the minutes and the duties in one act."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.comment import line_of, lock
from jiannuo.appraisal.judging import items_before, judged
from jiannuo.appraisal.minutes import drafted
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, SelfReport
from jiannuo.appraisal.periods import report_period
from jiannuo.appraisal.policies.meeting import why_not_comment, why_not_hold
from jiannuo.appraisal.queries.mutual import mutual_in
from jiannuo.base.dates import local_day
from jiannuo.base.errors import Refusal, require
from jiannuo.duties.actions import meet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Category, Meeting, MeetingKind
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, period_numbered


@dataclass(frozen=True, slots=True)
class Arranged:
    """When, where, who is in the chair."""

    held_at: datetime
    place: str
    chair: str


@transaction.atomic
def hold(round_: Round, period: Period, branch: Organisation, arranged: Arranged, *, by: User) -> BranchComment:
    """Enter the branch's meeting of a period; its roll is the roster, all present until somebody is unticked."""
    branch = Organisation.objects.select_for_update(of=("self",)).get(pk=branch.pk)
    require(why_not_hold(by, branch, period))
    if BranchComment.objects.filter(round=round_, period=period.number, organisation=branch).exists():
        raise Refusal(f"{period.label}的专题组织生活会已经登记过，请在原来的会议上继续。")
    when = arranged.held_at
    meeting = meetings.convene(branch, MeetingKind.LIFE, when, arranged.place, arranged.chair, by=by)
    enrol_all(meeting, by=by)
    comment = BranchComment.objects.create(
        round=round_,
        period=period.number,
        organisation=branch,
        meeting=meeting,
        by=by,
        path=branch.path or "",
        sector_id=branch.sector_id,
    )
    record(by=by, verb="hold_branch_meeting", subject=comment, path=comment.path, period=period.number)
    return comment


@transaction.atomic(savepoint=False)
def enrol_all(meeting: Meeting, *, by: User) -> int:
    """Put on the roll whoever stands on the roster now; also those who came to the branch after convening."""
    ids = Member.objects.filter(branch=meeting.organisation_id, left_on__isnull=True).order_by("id")
    return meetings.enrol(meeting, Category.BRANCH_MEMBER, [], ids.values_list("pk", flat=True), by=by)


@transaction.atomic
def fix(comment: BranchComment, *, by: User) -> BranchComment:
    """固定会议: the usual word for every item nobody touched, the minutes, the end of the meeting, the duty done."""
    comment = lock(comment)
    require(why_not_comment(by, comment))
    meeting, branch = comment.meeting, comment.organisation
    rows = judged(items_before(branch, comment.round), comment)
    said = {line.item_id for line in comment.lines.all()}
    BranchCommentLine.objects.bulk_create(line_of(comment, row) for row in rows if row.item.pk not in said)
    _hear_written(comment)
    if not meeting.closed_at:
        if not meeting.minutes.strip():
            meeting = meetings.write_minutes(meeting, drafted(comment), by=by, version=meeting.version)
        meeting = meetings.close(meeting, by=by)
    comment.issued_at, comment.issued_by = timezone.now(), by
    comment.save(update_fields=["issued_at", "issued_by"])
    mutual = mutual_in(comment)  # a meeting whose slips were opened on a later day was not over before
    day = mutual.held_on if mutual else local_day(meeting.held_at)
    meet(comment.round, DutyKind.BRANCH_COMMENT, comment.period, organisation=branch, on=day, by=by)
    record(by=by, verb="issue_branch_comment", subject=comment, path=comment.path, items=len(rows))
    return comment


def _hear_written(comment: BranchComment) -> None:
    """What was handed in before the meeting was heard in it."""
    period = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    heard = report_period(comment.round, period) if period else None
    reports = SelfReport.objects.filter(round=comment.round, organisation=comment.organisation, meeting__isnull=True)
    if heard:
        reports.filter(period=heard.number).update(meeting=comment.meeting)
