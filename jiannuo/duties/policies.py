"""Who may put a duty off or waive it; the reason when not. Nobody decides about what is expected of himself."""

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.duties.models import Duty, DutyKind, Exemption
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds


def _why_not_decide(user: User, organisation: Organisation, *, is_member: bool, is_self: bool) -> str:
    """A member's: the own branch or the level above; an organisation's: the level above."""
    if is_self:
        return "自己的应办事项不能由自己同意，请由支部其他负责人或上一级办理。"
    if organisation.parent_id is not None and holds(user, OFFICERS, organisation.parent_id):
        return ""
    if is_member and holds(user, OFFICERS, organisation.pk):
        return ""
    if is_member:
        return "须由所在党支部或上一级党组织的书记、组织委员办理。"
    return "党组织的应办事项须由上一级党组织的书记、组织委员办理。"


def why_not_decide(user: User, duty: Duty) -> str:
    """Whose office it is to put this duty off or to waive it."""
    is_self = duty.member is not None and duty.member.user_id == user.pk
    return _why_not_decide(user, duty.organisation, is_member=duty.member_id is not None, is_self=is_self)


def why_not_record(user: User, duty: Duty) -> str:
    """代录 for a member without a sign-in: by the officers of the own branch (C25)."""
    if duty.kind != DutyKind.SELF_REPORT or duty.done_on is not None:
        return "没有可以代录的述职。"
    return "" if holds(user, OFFICERS, duty.organisation_id) else "述职由所在党支部的书记、组织委员代录。"


def _why_not_open(duty: Duty) -> str:
    if duty.done_on is not None:
        return f"{duty.subject_name}的{duty.label}已经办结，不需要办理。"
    if duty.exemption_id is not None:
        return f"{duty.subject_name}的{duty.label}已免办。需要恢复的，请先结束免办。"
    return ""


def why_not_extend(user: User, duty: Duty) -> str:
    """What is late stays late: a day is put off before it is over, or not at all (C24)."""
    return why_not_decide(user, duty) or _why_not_open(duty) or _why_not_in_time(duty)


def _why_not_in_time(duty: Duty) -> str:
    if duty.due_on >= today():
        return ""
    return f"{duty.subject_name}的{duty.label}期限已过，不能再延期。请补办，记为逾期完成；确实不能办的，办理免办。"


def why_not_shorten(user: User, duty: Duty) -> str:
    """Taking an extension back."""
    if not duty.extension:
        return "这一项没有延期。"
    if duty.done_on is not None:
        return f"{duty.subject_name}的{duty.label}已经办结，延期不再改动。"
    return why_not_decide(user, duty)


def why_not_exempt(user: User, duty: Duty) -> str:
    return why_not_decide(user, duty) or _why_not_open(duty)


def why_not_end(user: User, exemption: Exemption) -> str:
    """Ending an exemption."""
    if exemption.ended_on is not None:
        return "这项免办已经结束。"
    is_self = exemption.member is not None and exemption.member.user_id == user.pk
    is_member = exemption.member_id is not None
    return _why_not_decide(user, exemption.organisation, is_member=is_member, is_self=is_self)


def why_not_robot(user: User, organisation: Organisation) -> str:
    if holds(user, OFFICERS, organisation.pk):
        return ""
    return f"群机器人由{organisation.name}的书记或组织委员设置。"
