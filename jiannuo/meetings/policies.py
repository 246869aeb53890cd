"""Who may write in a meeting's book, and until when."""

from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.meetings.models import CONFIRMING, OF_A_PERIOD, Meeting
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds, oversees


def why_not_convene(user: User, organisation: Organisation) -> str:
    """Meetings are held and recorded by the organisation's own officers (C13)."""
    if not holds(user, OFFICERS, organisation.pk):
        return f"会议由{organisation.short_name}的书记或组织委员登记。"
    return ""


def why_not_see(user: User, organisation: Organisation) -> str:
    """Whose meetings one does not see: others than those who run the organisation or one above it."""
    return "" if oversees(user, organisation.path or "") else "会议记录由本组织和上级的书记、组织委员、领导查看。"


def why_not_write(user: User, meeting: Meeting) -> str:
    """Roll and minutes may be written until the meeting is closed."""
    if meeting.closed_at:
        return "会议已经结束并固定，到会名单、表决和记录不能再改。"
    return why_not_convene(user, meeting.organisation)


def why_not_decide(meeting: Meeting) -> str:
    """C13: one of the two decides once it has begun, and until its book is closed."""
    if meeting.kind not in CONFIRMING:
        return f"{meeting.get_kind_display()}不对承诺书作定诺表决。"
    if meeting.held_at > timezone.now():
        return "会议还没有召开，不能登记表决结果。请在会议召开后再登记。"
    return "会议已经结束并固定，不能再登记表决。" if meeting.closed_at else ""


def why_not_end_here(meeting: Meeting) -> str:
    """C25, C28: with the end of such a meeting its duty is done, its words go out: on its own page."""
    if meeting.kind in OF_A_PERIOD:
        return f"{meeting.get_kind_display()}请在它自己的页面固定，到会、结果和记录会一并办好。"
    return ""


def why_not_close(user: User, meeting: Meeting, present: int) -> str:
    """C13: a closed meeting has a roll and minutes."""
    if reason := why_not_write(user, meeting):
        return reason
    if meeting.held_at > timezone.now():
        return "会议还没有召开，不能结束。"
    if not present:
        return "到会名单还是空的。请先登记到会人员，再结束会议。"
    return "" if meeting.minutes.strip() else "还没有会议记录。请先填写会议记录，再结束会议。"
