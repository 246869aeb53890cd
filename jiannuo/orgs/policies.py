"""Who keeps tree, rosters and offices: officers of an organisation or of one above it, or an administrator."""

from collections.abc import Iterable
from datetime import date

from jiannuo.accounts.models import User
from jiannuo.base.dates import age_on, today
from jiannuo.orgs.models import Appointment, GuidanceGroup, Member, Organisation, OrgKind, OrgLevel, Role, Sector
from jiannuo.orgs.offices import OFFICERS, offices_of

_YOUNGEST, _REPUBLIC = 18, date(1949, 10, 1)  # who may ask to join
KEEPERS = OFFICERS | {Role.ADMINISTRATOR}
FROM_OUTSIDE = (Role.CITIZEN, Role.GUIDE, Role.ADMINISTRATOR, Role.LEADER)  # offices that need no line on a roster


def keeps(user: User, path: str, roles: frozenset[Role] = KEEPERS) -> bool:
    """Whether the person holds one of the roles at the place of the path or above it."""
    return any(o.role in roles and path.startswith(o.path) for o in offices_of(user))


def keeps_from_above(user: User, path: str, roles: frozenset[Role] = KEEPERS) -> bool:
    return any(o.role in roles and path.startswith(o.path) and path != o.path for o in offices_of(user))


def why_not_maintain(user: User, organisation: Organisation) -> str:
    """The organisation's own page, its roster and its members."""
    if not keeps(user, organisation.path or ""):
        return f"维护“{organisation.short_name}”的资料和名册，须由本组织或上级党组织的书记、组织委员办理。"
    return "该组织已撤销，资料不再改动。" if organisation.closed_on else ""


def why_not_found(user: User, parent: Organisation) -> str:
    if parent.kind == OrgKind.GROUP:
        return "党小组下面不能再设党组织。"
    return why_not_maintain(user, parent)


def levels_below(parent: Organisation) -> list[OrgLevel]:
    """A township has 基层单位 below it and no province; below a 基层单位 there are only others."""
    levels = list(OrgLevel)
    return levels[levels.index(OrgLevel(parent.level)) + 1 :] or [OrgLevel.UNIT]


def why_not_level(parent: Organisation, level: str) -> str:
    if level in levels_below(parent):
        return ""
    wanted = "、".join(one.label for one in levels_below(parent))
    return f"“{parent.short_name}”是{parent.get_level_display()}一级，下面只能建立：{wanted}。请改选层级。"


def why_not_joined(born: date, joined: date) -> str:
    """Only the month is known of many a day: within one month it may have been. Before 1949 some truly were younger."""
    if joined < _REPUBLIC or age_on(born.replace(day=1), joined) >= _YOUNGEST:
        return ""
    return f"按出生日期{born}推算，{joined}入党时不满{_YOUNGEST}周岁，请核对"


def why_not_close(user: User, organisation: Organisation) -> str:
    """The level above closes; whoever still has members or branches is not closed."""
    if not keeps_from_above(user, organisation.path or ""):
        return "撤销党组织须由上级党组织办理。"
    if organisation.closed_on:
        return "该组织已经撤销。"
    if organisation.children.filter(closed_on__isnull=True).exists():
        return "下面还有党组织，请先逐一撤销或调整。"
    if organisation.members.filter(left_on__isnull=True).exists():
        return "名册上还有党员，请先办理转接。"
    return ""


def why_not_maintain_member(user: User, member: Member) -> str:
    if member.left_on:
        return f"{member.name}已不在本支部名册中，资料不再改动。"
    return why_not_maintain(user, member.branch)


def why_not_appoint(user: User, organisation: Organisation, role: str, appointee: User | None) -> str:
    """The level above appoints; the own secretary may name the organiser and 群众代表. Nobody appoints himself."""
    path = organisation.path or ""
    own = {Role.ORGANISER, Role.CITIZEN}
    if appointee is not None and appointee.pk == user.pk:
        return "不能任命自己，请由上级党组织或其他负责人办理。"
    if organisation.closed_on:
        return "该组织已撤销，不能再任命。"
    if keeps_from_above(user, path) or _is_root_keeper(user, organisation):
        return ""
    if role in own and keeps(user, path, frozenset({Role.SECRETARY})):
        return ""
    if keeps(user, path, frozenset({Role.SECRETARY})):
        return "书记、领导等职务由上级党组织任免；本组织书记可以任免组织委员和群众代表。"
    return "任免职务须由上级党组织办理；组织委员和群众代表可由本组织书记任免。"


def _is_root_keeper(user: User, organisation: Organisation) -> bool:
    """At the very top there is nobody above."""
    return organisation.parent_id is None and keeps(user, organisation.path or "")


def roles_to_admit(user: User, organisation: Organisation) -> list[Role]:
    """The offices for which the person may have a sign-in made here for somebody on no roster.

    Secretaries and organisers are members: theirs come from the roster, so that nobody has two.
    """
    return [role for role in FROM_OUTSIDE if not why_not_appoint(user, organisation, role, None)]


def why_not_admit(user: User, organisation: Organisation, role: str) -> str:
    """A sign-in comes with an office and is never more than what the person may give by appointing."""
    if role not in FROM_OUTSIDE:
        return "书记、组织委员是党员，请先在党员页面发放登录账号，再任命。"
    return why_not_appoint(user, organisation, role, None)


def why_not_reissue(user: User, appointment: Appointment) -> str:
    """A new first password for somebody on no roster: by whoever may end every office that the person holds."""
    if appointment.user_id == user.pk:
        return "自己的密码请在“修改密码”中更改。"
    if hasattr(appointment.user, "member"):
        return "名册上的党员，密码在党员页面重新发放。"
    if not appointment.user.is_active or (appointment.ends_on is not None and appointment.ends_on < today()):
        return "已经免去职务的，不再发放密码。"
    if office := _out_of_hand(user, appointment.user.appointments.all()):
        return f"{appointment.user.display_name}任{office}，密码须由有权任免这一职务的党组织重新发放。"
    return ""


def why_not_keep_second_line(user: User) -> str:
    """C32: sectors and their groups cross the territory; the topmost organisation's keepers set them up."""
    if any(o.role in KEEPERS and o.is_topmost for o in offices_of(user)):
        return ""
    return "系统和指导小组由最上级党组织的书记、组织委员或系统管理员设立。"


def why_not_widen(user: User, sector: Sector) -> str:
    """Nobody gives himself more to guide."""
    if any(o.role == Role.GUIDE and o.sector_id == sector.pk for o in offices_of(user)):
        return "您是本系统指导小组的成员，指导的类别请由其他负责人改。"
    return ""


def why_not_remove_sector(user: User, sector: Sector) -> str:
    if reason := why_not_keep_second_line(user):
        return reason
    if sector.organisations.exists():
        return "还有党组织属于这个系统，不能删除；名称可以改。"
    return "这个系统下还有指导小组，请先删除小组。" if sector.guidance_groups.exists() else ""


def why_not_remove_group(user: User, group: GuidanceGroup) -> str:
    if reason := why_not_keep_second_line(user):
        return reason
    if group.appointments.exists():
        return "已经任命过成员，任职记录要保留，小组不能删除；名称可以改。"
    return ""


def why_not_dismiss(user: User, appointment: Appointment) -> str:
    return why_not_appoint(user, appointment.organisation, appointment.role, appointment.user)


def why_not_issue(user: User, member: Member) -> str:
    """Sign-ins are issued and reset by those who keep the roster; never one's own."""
    if member.user_id == user.pk:
        return "自己的密码请在“修改密码”中更改。"
    if reason := why_not_maintain_member(user, member):
        return reason
    if office := _office_out_of_hand(user, member):
        return f"{member.name}任{office}，密码须由有权任免这一职务的党组织重新发放。"
    return ""


def why_not_leave(user: User, member: Member) -> str:
    """Leaving ends the offices and the sign-in: nobody ends an office that he could not end by itself."""
    if reason := why_not_maintain_member(user, member):
        return reason
    if office := _office_out_of_hand(user, member):
        return f"{member.name}任{office}，请先由上级党组织免去职务，再办理离开。"
    return ""


def _office_out_of_hand(user: User, member: Member) -> str:
    if member.user_id is None:
        return ""
    held = Appointment.objects.filter(user=member.user_id).select_related("organisation", "user")
    return _out_of_hand(user, held)


def _out_of_hand(user: User, held: Iterable[Appointment]) -> str:
    """One of these offices that the person may not give or take: a password is as good as the office. Or ""."""
    running = (a for a in held if a.ends_on is None or a.ends_on >= today())
    return next(
        (f"{a.organisation.short_name}{a.get_role_display()}" for a in running if why_not_dismiss(user, a)),
        "",
    )
