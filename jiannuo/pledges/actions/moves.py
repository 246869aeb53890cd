"""One step along the road: lock, judge, change the stage, journal. The other actions build on it."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Member
from jiannuo.pledges import authors, policies
from jiannuo.pledges.models import Pledge, PledgeVersion
from jiannuo.pledges.workflow import Move

HAND = ("is_oral", "recorded_by")  # what `sign_hand` writes
_STEP = ("stage", "stage_at", "version")  # what every move writes
_PARTS: dict[str, ForwardManyToOneDescriptor[Any]] = {"round": Pledge.round, "organisation": Pledge.organisation}


def lock(pledge: Pledge) -> Pledge:
    """The row as it is now, held until the transaction ends. Refused by the caller's policy, not here.

    Round and organisation are not what is held: where the caller has them at hand, they are not read again. Nor is a
    text looked for where none has been submitted yet.
    """
    unread = [name for name, part in _PARTS.items() if not part.is_cached(pledge)]
    submitted = ["current"] if pledge.current_id else []
    rows = Pledge.objects.select_for_update(of=("self",)).select_related(*unread, *submitted, "member")
    row = rows.get(pk=pledge.pk)
    for name in _PARTS.keys() - set(unread):
        setattr(row, name, getattr(pledge, name))
    return row


def lock_members(ids: Collection[int]) -> list[Member]:
    """Two drafts that would bind the same member wait for one another."""
    rows = Member.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(rows.select_related("branch").order_by("pk"))


def check_version(pledge: Pledge, version: int | None) -> None:
    """Refuse a click or text that was made on an older state of the pledge; the stored one is carried along."""
    if version is not None and version != pledge.version:
        raise Stale("这份承诺刚刚已被他人改动，请核对后再操作。您填写的内容没有丢失。", stored=pledge)


def sign_hand(pledge: Pledge, *, by: User) -> None:
    """C11: who writes for a member stands on the text as 代录; what the member writes is the member's own again."""
    if pledge.member_id is not None:
        pledge.is_oral = not authors.is_own(by, pledge)
        pledge.recorded_by = by if pledge.is_oral else None


def standing(pledge: Pledge) -> tuple[PledgeVersion, int]:
    """The text under way and the key of who proposed it; past the draft the database holds that there are both."""
    if pledge.current is None or pledge.proposed_by_id is None:
        raise Refusal("这份承诺还没有提交过文本，请先提交审诺。")
    return pledge.current, pledge.proposed_by_id


@transaction.atomic
def make_move(pledge: Pledge, move: Move, *, by: User, version: int | None = None) -> Pledge:
    """Make one move. Lock first, then judge: of two people who click at once, one succeeds."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, move))
    check_version(pledge, version)
    return advance(pledge, move, by=by)


@transaction.atomic(savepoint=False)
def advance(pledge: Pledge, move: Move, *, by: User, wrote: Collection[str] = (), **detail: object) -> Pledge:
    """Write a move that has been judged on a locked row, with its line in the journal.

    `wrote`: what else the action has changed on the row; nothing but that is written back.
    """
    before, pledge.stage = pledge.stage, move.target
    pledge.stage_at = timezone.now()
    pledge.version += 1
    pledge.save(update_fields=[*_STEP, *wrote])
    record(by=by, verb=move.name, subject=pledge, path=pledge.path, before=before, after=pledge.stage, **detail)
    return pledge
