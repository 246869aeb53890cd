"""Who holds the branch's meeting and writes its 讲, and until when (C25, C26)."""

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import BranchComment
from jiannuo.base.dates import today
from jiannuo.meetings.policies import why_not_convene
from jiannuo.orgs.models import Organisation, OrgKind
from jiannuo.rounds.periods import Period


def why_not_hold(user: User, organisation: Organisation, period: Period) -> str:
    """C25: by branches, once a period; the guidance's 专题组织生活会."""
    if organisation.kind != OrgKind.BRANCH:
        return "述职和讲评以党支部为单位，请到各党支部的页面登记会议。"
    if organisation.closed_on:
        return f"{organisation.short_name}已撤销，不再召开会议。"
    if period.starts_on > today():
        return f"{period.label}还没有开始，不能登记述职讲评的会议。"
    return why_not_convene(user, organisation)


def why_not_comment(user: User, comment: BranchComment) -> str:
    """The words of a meeting that has ended stay."""
    if comment.issued_at:
        return "会议已固定，述职和讲评的文字不再改动。"
    return why_not_convene(user, comment.organisation)


def why_not_back_fill(user: User, comment: BranchComment) -> str:
    """补录 after the meeting, for whoever neither spoke nor wrote: late is better than never (C25)."""
    if not comment.issued_at:
        return "会议还没有固定，请在会上记下述职。"
    return why_not_convene(user, comment.organisation)
