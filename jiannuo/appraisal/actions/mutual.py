"""党员互评 in the branch's meeting (C20, C26)."""

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.comment import lock
from jiannuo.appraisal.actions.survey import Slips
from jiannuo.appraisal.asking import mutual_questions
from jiannuo.appraisal.models import BranchComment, MutualAssessment
from jiannuo.appraisal.policies.survey import why_not_start_mutual
from jiannuo.appraisal.queries.mutual import assessed, mutual_in
from jiannuo.ballots import actions as ballots
from jiannuo.ballots.models import BoxKind
from jiannuo.ballots.questions import MOST_QUESTIONS
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.meetings.queries import assessors_present
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered


@transaction.atomic
def start_mutual(
    comment: BranchComment, slips: Slips, *, in_detail: bool, by: User
) -> tuple[MutualAssessment, ballots.Opened]:
    """Open the box: those who came assess every member of the branch, in five comparisons or in one question."""
    comment = lock(comment)
    present, mutual = assessors_present(comment.meeting), mutual_in(comment)
    require(why_not_start_mutual(by, comment, present, mutual))
    questions = mutual_questions(comment.round, assessed(comment.organisation), in_detail=in_detail)
    if len(questions) > MOST_QUESTIONS:
        raise Refusal(f"逐项评共{len(questions)}题，超过了{MOST_QUESTIONS}题。请改为每人一题综合评。")
    period = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    opened = ballots.open_box(
        BoxKind.MUTUAL,
        comment.organisation,
        f"{comment.round.year}年{period.label if period else ''}党员互评（遇到自己请跳过）",
        questions,
        present,
        slips.closes_at,
        by=by,
        slip_count=slips.slip_count,
        scrutineers=slips.scrutineers,
        period=f"{comment.round.year}/{comment.period}",
    )
    if mutual is None:
        mutual = MutualAssessment(
            round=comment.round,
            period=comment.period,
            organisation=comment.organisation,
            meeting=comment.meeting,
            path=comment.path,
            sector_id=comment.sector_id,
        )
    mutual.box, mutual.by = opened.box, by
    mutual.save()
    record(by=by, verb="start_mutual", subject=mutual, path=mutual.path, present=present, questions=len(questions))
    return mutual, opened
