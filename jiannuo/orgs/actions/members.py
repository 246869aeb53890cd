"""Members on the roster: added, edited, left."""

from datetime import date
from typing import Any

from django.db import transaction

from jiannuo.accounts.actions import close_sign_in
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.models import Appointment, Member, Organisation, OrgKind

EDITED = (
    *("name", "sex", "born_on", "joined_on", "unit_and_post", "duty", "group"),
    *("is_probationary", "is_mobile", "is_out_of_contact", "consents_to_name"),
)


@transaction.atomic
def enrol(branch: Organisation, values: dict[str, Any], *, by: User) -> Member:
    """Put a member on the branch's roster."""
    require(policies.why_not_maintain(by, branch))
    if branch.kind != OrgKind.BRANCH:
        raise Refusal("党员只能编入党支部，请先选择党支部。")
    same = Member.objects.filter(branch=branch, name=values["name"], born_on=values["born_on"], left_on__isnull=True)
    if same.exists():
        raise Refusal(f"名册上已有同名且出生日期相同的{values['name']}，请核对。")
    member = Member.objects.create(branch=branch, **{name: values[name] for name in EDITED if name in values})
    record(by=by, verb="enrol", subject=member, path=branch.path or "", name=member.name)
    return member


@transaction.atomic
def edit(member: Member, values: dict[str, Any], *, by: User, version: int) -> Member:
    """Change what the roster says; the consent to show the full name on the web is noted with who and when."""
    member = _lock(member)
    require(policies.why_not_maintain_member(by, member))
    if member.version != version:
        raise Stale("这份资料刚刚已被他人改动，请核对后再保存。您填写的内容没有丢失。", stored=member)
    changed = {name: values[name] for name in EDITED if name in values and getattr(member, name) != values[name]}
    for name, value in changed.items():
        setattr(member, name, value)
    member.version += 1
    member.save(update_fields=[*changed, "version"])
    path = member.branch.path or ""
    if "consents_to_name" in changed:
        verb = "consent_given" if member.consents_to_name else "consent_withdrawn"
        record(by=by, verb=verb, subject=member, path=path, name=member.name)
    record(by=by, verb="edit", subject=member, path=path, fields=sorted(changed))
    return member


@transaction.atomic
def leave(member: Member, *, by: User, left_on: date, reason: str = "") -> Member:
    """Off the roster from a day on: the sign-in closes, the offices end, the pledges stay as they were."""
    member = _lock(member)
    require(policies.why_not_leave(by, member))
    member.left_on = left_on
    member.version += 1
    member.save(update_fields=["left_on", "version"])
    if member.user is not None:
        close_sign_in(member.user, by=by)
        running = Appointment.objects.filter(user=member.user, ends_on__isnull=True, starts_on__lte=left_on)
        running.update(ends_on=left_on)
    record(by=by, verb="leave", subject=member, path=member.branch.path or "", on=left_on.isoformat(), reason=reason)
    return member


def _lock(member: Member) -> Member:
    return Member.objects.select_for_update(of=("self",)).select_related("branch", "user").get(pk=member.pk)
