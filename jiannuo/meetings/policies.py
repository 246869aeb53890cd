"""Who may write in a meeting's book, and until when."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.meetings.models import CONFIRMING, OF_A_PERIOD, Attendance, Meeting
from jiannuo.meetings.queries import lacks_citizens, voters_among
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
    """Minutes may be written until the meeting is closed."""
    if meeting.closed_at:
        return "会议已经结束并固定，到会名单、表决和记录不能再改。"
    return why_not_convene(user, meeting.organisation)


def why_not_change_roll(user: User, meeting: Meeting) -> str:
    """C13: votes are counted against the roll, so it stands from the first one on."""
    if reason := why_not_write(user, meeting):
        return reason
    return roll_fixed(meeting) if meeting.roll_fixed_at else ""


def roll_fixed(meeting: Meeting) -> str:
    """The sentence, with what to do where the roll was wrong."""
    stands = "这次会议已经登记了表决，到会名单随表决固定，不能再添人、去掉人或改到会情况。"
    if meeting.kind not in CONFIRMING:
        return f"{stands}名单登记错了的，请在会议记录里写明更正。"
    return (
        f"{stands}名单登记错了的，在“议题和表决”里点“撤回这次会议的表决”，写明原因，改好名单再登记表决；"
        "已经据此定诺的，请在会议记录里写明更正。"
    )


def why_not_reopen(meeting: Meeting, *, is_leant_on: bool) -> str:
    """A roll on which something else still stands is not mended."""
    if meeting.closed_at:
        return "会议已经结束并固定，到会名单、表决和记录不能再改。"
    return "这次会议的到会名单还用于其他评定，不能再改。请在会议记录里写明更正。" if is_leant_on else ""


def why_not_count_votes(roll: Sequence[Attendance], meeting: Meeting) -> str:
    """C13: votes are those of people who stand on the roll as present and may vote."""
    if not voters_among(meeting, roll):
        name = meeting.get_kind_display()
        return f"{name}的到会名单里还没有可以表决的人。请先登记到会人员，再登记表决。"
    if lacks_citizens(meeting, roll) and not meeting.without_citizens:
        return (
            "党员群众代表会议的到会名单里没有群众代表。请先登记到会的群众代表或服务对象；"
            "确实没有的，在会议页面写明原因，再登记表决。"
        )
    return ""


def why_not_enrol(names: Iterable[str], ticked: Iterable[str], roll: Sequence[Attendance]) -> str:
    """One line a person: a name that is typed is told apart from every other, a line of the roster from typed ones."""
    ticked, typed = set(ticked), [row.name for row in roll if row.member_id is None]
    there = ticked | {row.name for row in roll}
    twice = dict.fromkeys([*(name for name in names if name in there), *(name for name in typed if name in ticked)])
    if not twice:
        return ""
    said = "、".join(f"“{name}”" for name in twice)
    return (
        f"{said}已在名单上，或与勾选的人同名，一个人只登记一次。同名的另一人，请在姓名后注明，例如“{next(iter(twice))}（三组）”；"
        "先写了姓名、要改从名册勾选的，先把原来的去掉。"
    )


def why_not_rearrange(user: User, meeting: Meeting) -> str:
    """Time, place and chair stand once something is decided in the meeting."""
    if reason := why_not_write(user, meeting):
        return reason
    return (
        "这次会议已经登记了表决，时间、地点和主持人不能再改。请在会议记录里写明更正。" if meeting.roll_fixed_at else ""
    )


def why_not_cancel(user: User, meeting: Meeting, *, is_leant_on: bool = False) -> str:
    """A meeting entered by mistake goes while nothing was voted or written in it."""
    if reason := why_not_write(user, meeting) or why_not_end_here(meeting):
        return reason
    if meeting.roll_fixed_at or is_leant_on:
        return "这次会议已经登记了表决或评定，不能撤销。"
    return "这次会议已有会议记录，不能撤销。确实登记错了的，请先清空会议记录。" if meeting.minutes.strip() else ""


def why_not_minutes(meeting: Meeting, minutes: str) -> str:
    """C13: a meeting that has voted has minutes."""
    if minutes or not meeting.roll_fixed_at:
        return ""
    return "这次会议已经登记了表决，会议记录不能空着。请写明会上议定的内容，再保存。"


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
