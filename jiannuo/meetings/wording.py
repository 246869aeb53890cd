"""Sentences of the room that more than one page says."""

from collections.abc import Iterable

from jiannuo.meetings.models import CONFIRMING, Attendance, Meeting


def leaders_hint(meeting: Meeting, without_office: Iterable[Attendance]) -> str:
    """C13: whom nobody knows as one of the leaders is pointed out, never refused: committees are not all appointed."""
    names = "、".join(row.name for row in without_office)
    if meeting.kind not in CONFIRMING or not names:
        return ""
    return (
        f"{names}没有登记为{meeting.organisation.short_name}的书记、组织委员或领导，却按领导班子成员登记到会。"
        "是班子其他成员的，不用改；不是的，请从名单上去掉，按实际类别登记。"
    )
