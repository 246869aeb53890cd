from operator import attrgetter

from django.db import transaction
from django.db.models import Max

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.duties.actions import meet_proposal
from jiannuo.orgs.models import Member, Role
from jiannuo.orgs.offices import OFFICERS, holds, officers_at
from jiannuo.pledges import authors, policies, workflow
from jiannuo.pledges.actions.moves import HAND, advance, check_version, lock, make_move, sign_hand
from jiannuo.pledges.content import content_of, fingerprint_of, new_code
from jiannuo.pledges.hints import hints_in
from jiannuo.pledges.models import Pledge, PledgeItem, PledgeVersion

_PROPOSED = ("current", "proposed_by", "is_direct", *HAND)


@transaction.atomic(savepoint=False)
def freeze(pledge: Pledge, items: list[PledgeItem], signers: list[Member], *, by: User) -> PledgeVersion:
    """Freeze the text as it stands. The same text that nobody has judged yet stays the same version."""
    content = content_of(pledge, items, [m.name for m in signers])
    fingerprint = fingerprint_of(content)
    current = pledge.current
    if current is not None and current.fingerprint == fingerprint:
        return _unchanged(current)
    return PledgeVersion.objects.create(
        pledge=pledge,
        number=_next_number(pledge) if current else 1,
        content=content,
        fingerprint=fingerprint,
        code=new_code(),
        reason=pledge.amendment_reason,
        hint_count=sum(len(hints_in(item, pledge, today())) for item in content["items"]),
        frozen_by=by,
    )


def _next_number(pledge: Pledge) -> int:
    """After the last one, given up or not: a number names one text for ever."""
    return int(pledge.versions.aggregate(last=Max("number"))["last"]) + 1


def _unchanged(current: PledgeVersion) -> PledgeVersion:
    """The same words again: fine while nobody has judged them, refused where they have been sent back or confirmed."""
    if hasattr(current, "confirmation"):
        raise Refusal("内容与已定诺的文本完全相同，没有需要充实完善的地方。请先修改承诺事项，再提交审诺。")
    if current.reviews.exists():
        raise Refusal("内容与退回时的文本完全相同。请按退回的意见修改后，再提交审诺。")
    return current


def _goes_straight_up(pledge: Pledge, signers: list[Member], by: User) -> bool:
    """C12: a secretary's own promise, or no officer of the branch but the submitter and those who sign."""
    here = pledge.organisation_id
    if pledge.member is None or not holds(by, OFFICERS, here):
        return False
    signing = {pledge.member.user_id, *(member.user_id for member in signers)}
    if by.pk in signing and holds(by, frozenset({Role.SECRETARY}), here):
        return True
    return officers_at(here) <= signing | {by.pk}


@transaction.atomic
def propose(pledge: Pledge, *, by: User, version: int | None = None) -> Pledge:
    """提诺: freeze the text and hand it to review (C11). The duty of everyone who signs is done."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.PROPOSE))
    check_version(pledge, version)
    items = sorted(pledge.items.order_by(), key=attrgetter("kind", "position"))
    if not items:
        raise Refusal("还没有承诺事项。请先填写至少一项，再提交审诺。")
    signers = sorted(pledge.co_signers.only("name", "user"), key=attrgetter("pk"))
    if not pledge.is_oral or authors.is_own(by, pledge):
        sign_hand(pledge, by=by)
    pledge.current, pledge.proposed_by = freeze(pledge, items, signers, by=by), by
    pledge.is_direct = _goes_straight_up(pledge, signers, by)
    signing = [pledge.member_id, *(m.pk for m in signers)] if pledge.member_id else []
    meet_proposal(pledge.round, pledge.organisation, signing, by=by)
    return advance(pledge, workflow.PROPOSE, by=by, wrote=_PROPOSED, version_number=pledge.current.number)


@transaction.atomic
def withdraw(pledge: Pledge, *, by: User, version: int | None = None) -> Pledge:
    """Take a proposal back while nobody has judged it yet."""
    return make_move(pledge, workflow.WITHDRAW, by=by, version=version)


@transaction.atomic
def amend(pledge: Pledge, reason: str, *, by: User, version: int | None = None) -> Pledge:
    """C35: open a filed or published pledge for completion. What is public stays so until the new text is published."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.AMEND))
    check_version(pledge, version)
    if not reason.strip():
        raise Refusal("请写明充实完善的原因，公示时会与新旧文本一同公开。")
    pledge.amendment_reason = reason.strip()
    if not pledge.is_oral and not authors.is_own(by, pledge):
        sign_hand(pledge, by=by)
    return advance(pledge, workflow.AMEND, by=by, wrote=["amendment_reason", *HAND], reason=pledge.amendment_reason)
