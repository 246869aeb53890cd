"""Who may comment as a leader, and record a visit (C27, C33)."""

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import LeaderComment
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import LEADERS, holds, oversees


def why_not_comment(user: User, organisation: Organisation, member: Member | None = None) -> str:
    """C27: the principal leader of the level above the organisation; nobody comments on himself."""
    if organisation.parent_id is None:
        return "本级没有上一级党组织，不由领导点评。"
    if not holds(user, LEADERS, organisation.parent_id):
        return "领导点评由上一级党组织的书记或领导提出。"
    if member is not None and member.user_id == user.pk:
        return "不能点评自己，请由其他领导点评。"
    return ""


def why_not_write(user: User, comment: LeaderComment) -> str:
    """The words of a comment that has been issued stay."""
    if comment.issued_at:
        return "这份点评已经发出，文字不再改动。还有话要说，请写在下一次点评里。"
    return why_not_comment(user, comment.organisation, comment.member)


def why_not_visit(user: User, organisation: Organisation) -> str:
    """C33: leaders go down; whoever leads at or above the organisation may record that he was there."""
    if not oversees(user, organisation.path or ""):
        return "到基层的情况由本级和上级的领导、书记登记。"
    return ""
