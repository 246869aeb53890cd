"""Sign-ins for members: issued and reset by those who keep the roster, on slips that are printed once."""

from dataclasses import asdict, dataclass

from django.db import transaction
from pypinyin import Style, lazy_pinyin

from jiannuo.accounts.actions import open_sign_in, reset_password
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.models import Member, Organisation

AT_ONCE = 60  # each password takes a while to hash


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to one person on paper. The password is nowhere kept after the slip has been shown."""

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
def issue(member: Member, *, by: User | None) -> Slip:
    """A first sign-in, or a new first password for the one there is."""
    member = Member.objects.select_for_update(of=("self",)).select_related("branch", "user").get(pk=member.pk)
    if by is not None:
        require(policies.why_not_issue(by, member))
    if member.user is None:
        user, password = open_sign_in(by=by, stem=stem_of(member.name), display_name=member.name)
        member.user = user
        member.save(update_fields=["user"])
        verb = "issue_sign_in"
    else:
        user, password, verb = member.user, reset_password(member.user, by=by), "reset_password"
    record(by=by, verb=verb, subject=member, path=member.branch.path or "", username=user.username)
    return Slip(member.name, member.branch.name, user.username, password)


@transaction.atomic
def issue_all(branch: Organisation, *, by: User) -> list[Slip]:
    """First sign-ins for those of the branch who have none yet; those who have one keep it."""
    require(policies.why_not_maintain(by, branch))
    without = branch.members.filter(left_on__isnull=True, user__isnull=True).order_by("id")[:AT_ONCE]
    slips = [issue(member, by=by) for member in without]
    if not slips:
        raise Refusal("本支部的党员都已发放登录账号；忘记密码的，请在党员页面重新发放。")
    return slips
