"""Joint pledges (C11): who signs too, who agrees to the text, and who would rather not."""

from collections.abc import Collection

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.duties.actions import unmeet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Member
from jiannuo.pledges import policies, subjects, workflow
from jiannuo.pledges.actions.moves import HAND, advance, check_version, lock, lock_members, sign_hand, standing
from jiannuo.pledges.models import LONGEST_NOTE, Agreement, Pledge


@transaction.atomic
def sign_together(pledge: Pledge, members: Collection[Member], *, by: User, version: int | None = None) -> Pledge:
    """C11: name who else signs. Nobody signs two pledges of one round."""
    pledge = lock(pledge)
    require(policies.why_not_edit(by, pledge))
    check_version(pledge, version)
    if pledge.member_id is None:
        raise Refusal("党组织的承诺书不联名；党员可以联名承诺。")
    signers = lock_members([member.pk for member in members if member.pk != pledge.member_id])
    free = set(subjects.without_pledge(pledge.round, pledge.organisation).values_list("pk", flat=True))
    free |= set(pledge.co_signers.values_list("pk", flat=True))
    taken = [member.name for member in signers if member.pk not in free]
    if taken:
        raise Refusal(f"{'、'.join(taken)}不在本支部，或本轮已有承诺书，不能再联名。请去掉后重试。")
    gone = pledge.co_signers.exclude(pk__in=[member.pk for member in signers])
    if left := list(gone.values_list("pk", flat=True)):
        _expect_again(pledge, left, by=by)
    pledge.co_signers.set(signers)
    pledge.version += 1
    sign_hand(pledge, by=by)
    pledge.save(update_fields=["version", *HAND])
    record(by=by, verb="sign_together", subject=pledge, path=pledge.path, members=[m.pk for m in signers])
    return pledge


@transaction.atomic
def agree(pledge: Pledge, member: Member | None, *, by: User, note: str = "") -> Agreement:
    """A joint signer says yes to the text as submitted; by an officer of the branch it was said aloud, and how."""
    pledge = lock(pledge)
    require(policies.why_not_agree(by, pledge, member))
    if member is None:
        raise Refusal(policies.NO_SIGNER)
    frozen, _ = standing(pledge)
    is_oral, said = member.user_id != by.pk, clean(note).strip()
    if is_oral and not said:
        raise Refusal(f"请写明{member.name}何时、怎样同意的，例如“11月20日电话询问，本人同意”。")
    if len(said) > LONGEST_NOTE:
        raise Refusal(f"说明太长了：最多{LONGEST_NOTE}字，现在有{len(said)}字。请删减后再记。")
    agreement = Agreement.objects.create(
        version=frozen, member=member, is_oral=is_oral, note=said if is_oral else "", by=by
    )
    told = {"member": member.pk, "is_oral": is_oral, "note": agreement.note, "version_number": frozen.number}
    record(by=by, verb="agree", subject=pledge, path=pledge.path, **told)
    return agreement


@transaction.atomic
def step_out(pledge: Pledge, *, by: User) -> Pledge:
    """Whoever was named as a joint signer takes the name out again; a submitted text goes back to its author with it.

    A pledge of his own is expected of him again.
    """
    pledge = lock(pledge)
    require(policies.why_not_step_out(by, pledge))
    going = list(pledge.co_signers.filter(user=by))
    pledge.co_signers.remove(*going)
    _expect_again(pledge, [member.pk for member in going], by=by)
    if pledge.stage in workflow.DECLINE.sources:
        return advance(pledge, workflow.DECLINE, by=by)
    pledge.version += 1
    pledge.save(update_fields=["version"])
    record(by=by, verb="step_out", subject=pledge, path=pledge.path)
    return pledge


@transaction.atomic(savepoint=False)
def _expect_again(pledge: Pledge, ids: Collection[int], *, by: User) -> None:
    """Who signs no longer owes a pledge of his own, also where the joint one had been submitted."""
    unmeet(pledge.round, DutyKind.PROPOSE, 0, organisation=pledge.organisation, member_ids=ids, by=by)
