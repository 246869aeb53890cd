"""Sign-ins, on slips that are printed: for members by those who keep the roster, for others with an office."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from pypinyin import Style, lazy_pinyin

from jiannuo.accounts.actions import FirstPassword, open_sign_in, reset_password
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.actions.appointments import appoint
from jiannuo.orgs.models import Appointment, Member, Organisation, Role

AT_ONCE = 60  # each password takes a while to hash


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to one person on paper. Where it lies until it is printed: `views/slips.py`."""

    name: str
    branch: str
    username: str
    password: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def stem_of(name: str) -> str:
    """周大有 → zdy; what has no pinyin → dy."""
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
    return "".join(c for c in initials.lower() if c.isascii() and c.isalpha())[:6] or "dy"


@transaction.atomic
def issue(member: Member, *, by: User | None, first: FirstPassword | None = None) -> Slip:
    """A first sign-in, or a new first password for the one there is."""
    member = Member.objects.select_for_update(of=("self",)).select_related("branch", "user").get(pk=member.pk)
    if by is not None:
        require(policies.why_not_issue(by, member))
    if member.user is None:
        user, password = open_sign_in(by=by, stem=stem_of(member.name), display_name=member.name, first=first)
        member.user = user
        member.save(update_fields=["user"])
        verb = "issue_sign_in"
    else:
        user, password, verb = member.user, reset_password(member.user, by=by, first=first), "reset_password"
    record(by=by, verb=verb, subject=member, path=member.branch.path or "", username=user.username)
    return Slip(member.name, member.branch.name, user.username, password)


def sheaf(branch: Organisation, *, again: bool = False) -> QuerySet[Member]:
    """Those of the branch who have no sign-in yet; `again`: those who have one and never entered with it."""
    here = branch.members.filter(left_on__isnull=True).order_by("id")
    unused = here.filter(user__is_active=True, user__must_change_password=True, user__last_login__isnull=True)
    return (unused if again else here.filter(user__isnull=True))[:AT_ONCE]


@transaction.atomic
def issue_all(branch: Organisation, firsts: Sequence[FirstPassword], *, by: User, again: bool = False) -> list[Slip]:
    """First sign-ins for those of the branch who have none; `again`: new slips where the old ones were never used.

    Whoever has entered keeps his password. Passwords come hashed (`first_password`): sixty take many seconds, and
    nobody else could write meanwhile. Who holds an office that `by` cannot give is left to those who can.
    """
    require(policies.why_not_maintain(by, branch))
    free = [member for member in sheaf(branch, again=again) if not policies.why_not_issue(by, member)]
    slips = [issue(member, by=by, first=first) for member, first in zip(free, firsts, strict=False)]
    if not slips:
        raise Refusal("本支部的党员都已发放登录账号；忘记密码的，请在党员页面重新发放。")
    return slips


@transaction.atomic
def admit(organisation: Organisation, *, by: User, name: str, role: Role, **office: Any) -> Slip:
    """A sign-in for somebody on no roster, together with the office it is for; without the office there is none."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require(policies.why_not_admit(by, organisation, role))
    user, password = open_sign_in(by=by, stem=stem_of(name), display_name=name)
    path = organisation.path or ""
    record(by=by, verb="issue_sign_in", subject=organisation, path=path, username=user.username, name=name)
    appoint(by=by, user=user, organisation=organisation, role=role, **office)
    return Slip(name, organisation.short_name, user.username, password)


@transaction.atomic
def reissue(appointment: Appointment, *, by: User) -> Slip:
    """A new first password for somebody in office who is on no roster; the old one ends at once."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("organisation", "user")
    held = rows.get(pk=appointment.pk)
    require(policies.why_not_reissue(by, held))
    password = reset_password(held.user, by=by)
    organisation = held.organisation
    path = organisation.path or ""
    record(by=by, verb="reset_password", subject=organisation, path=path, username=held.user.username)
    return Slip(held.user.display_name, organisation.short_name, held.user.username, password)
