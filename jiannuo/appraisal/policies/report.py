"""Who hands in a 述, and until when it may be corrected (C25)."""

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import BranchComment, SelfReport
from jiannuo.base.dates import today
from jiannuo.orgs.models import Member
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.rounds.periods import Period


def why_not_report(
    user: User, member: Member, period: Period, report: SelfReport | None, comment: BranchComment | None
) -> str:
    """The member, or the branch's officers for him; once the branch has commented, what was handed in stays."""
    if member.user_id != user.pk and not holds(user, OFFICERS, member.branch_id):
        return "述职由党员本人提交，或由所在党支部的书记、组织委员代录。"
    if member.left_on:
        return f"{member.name}已转出，不再述职。"
    if period.starts_on > today():
        return f"{period.label}还没有开始，不能述职。"
    if report is not None and comment is not None and comment.issued_at:
        return f"支部已讲评{period.label}的情况，述职内容已固定。新的进展请写进台帐，下期述职会带出。"
    return ""
