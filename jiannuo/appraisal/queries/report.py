"""Who reads which 述 (C25): oneself, the branch's officers and the levels above; once heard, the branch."""

from django.db.models import Prefetch, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import BranchComment, SelfReport, SelfReportLine
from jiannuo.appraisal.periods import report_period
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import oversight, own_branch
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import period_numbered


def reports_visible_to(user: User) -> QuerySet[SelfReport]:
    """One's own, those one oversees, and what was heard in a meeting of the own branch that has ended."""
    branch = own_branch(user)
    heard = Q(meeting__closed_at__isnull=False, organisation_id__in=branch)
    return with_lines(SelfReport.objects.filter(oversight(user) | Q(member__user=user) | heard))


def with_lines(reports: QuerySet[SelfReport]) -> QuerySet[SelfReport]:
    lines = Prefetch("lines", SelfReportLine.objects.select_related("item__pledge__round").order_by("item__position"))
    return reports.select_related("round", "member", "organisation", "recorded_by", "meeting").prefetch_related(lines)


def reports_of(round_: Round, period: int, members: list[Member]) -> dict[int, SelfReport]:
    """{member: what was handed in for the period}. The caller has checked who may see the members."""
    rows = with_lines(SelfReport.objects.filter(round=round_, period=period, member__in=members))
    return {row.member_id: row for row in rows}


def comment_on(round_: Round, report_number: int, organisation: Organisation) -> BranchComment | None:
    """The 讲 whose meeting heard, or will hear, the reports of that period."""
    rows = BranchComment.objects.filter(round=round_, organisation=organisation).select_related("meeting")
    for comment in rows.order_by("period"):
        period = period_numbered(round_, Practice.BRANCH_COMMENT, comment.period)
        heard = report_period(round_, period) if period else None
        if heard and heard.number == report_number:
            return comment
    return None
