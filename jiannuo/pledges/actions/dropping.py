"""放弃修改: an amendment opened by mistake is given up, and the pledge stands again as it was filed (C35)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.duties.actions import meet_proposal
from jiannuo.journal import queries as journal
from jiannuo.orgs.models import Member
from jiannuo.pledges import boxes, policies, subjects, workflow
from jiannuo.pledges.actions.moves import HAND, advance, check_version, lock
from jiannuo.pledges.content import ITEM_WORDS
from jiannuo.pledges.models import Pledge, PledgeItem, PledgeVersion
from jiannuo.pledges.queries import filed_text
from jiannuo.pledges.wording import kinds_of
from jiannuo.pledges.workflow import Stage

_RESTORED = ("current", "proposed_by", "amendment_reason", "boxes", *HAND)


@transaction.atomic
def drop_amendment(pledge: Pledge, *, by: User, version: int | None = None) -> Pledge:
    """Back to the text that stands: its words, signers and stage. Texts proposed meanwhile stay in the history."""
    pledge = lock(pledge)
    filed = filed_text(pledge)
    move = policies.dropping(pledge, filed)
    require(policies.why_not(by, pledge, move))
    check_version(pledge, version)
    if filed is None:
        raise Refusal(policies.NOTHING_FILED)
    given_up = pledge.amendment_reason
    _restore_signers(pledge, filed, by=by)
    _restore_items(pledge, filed)
    pledge.current, pledge.proposed_by, pledge.amendment_reason = filed, filed.frozen_by, filed.reason
    pledge.is_oral = filed.content["is_oral"]
    pledge.recorded_by = (pledge.recorded_by or filed.frozen_by) if pledge.is_oral else None
    dropped = advance(pledge, move, by=by, wrote=_RESTORED, version_number=filed.number, reason=given_up)
    dropped.stage_at = _reached_at(dropped, filed)
    dropped.save(update_fields=["stage_at"])
    return dropped


def _reached_at(pledge: Pledge, filed: PledgeVersion) -> datetime:
    """When it was published, or filed: giving up a change publishes nothing anew."""
    published = journal.of(pledge).filter(verb=workflow.PUBLISH.name).last()
    return published.at if published and pledge.stage == Stage.PUBLISHED else filed.filing.at


def _restore_items(pledge: Pledge, filed: PledgeVersion) -> None:
    """The items of the filed text and no others, each with its own key; the boxes say the same again."""
    rows = [_row(pledge, n, item) for n, item in enumerate(filed.content["items"], start=1)]
    pledge.items.exclude(uid__in=[row.uid for row in rows]).delete()
    PledgeItem.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["uid"],
        update_fields=["position", "text_key", "due_on", "is_confirmed", *ITEM_WORDS],
    )
    year = pledge.round.year
    for kind in {*kinds_of(pledge), *pledge.boxes}:
        texts = [row.text for row in rows if row.kind == kind]
        if boxes.texts_in(pledge.boxes.get(kind, ""), year) != texts:
            pledge.boxes[kind] = boxes.as_list(texts) if texts else ""


def _row(pledge: Pledge, position: int, item: dict[str, Any]) -> PledgeItem:
    return PledgeItem(
        uid=item["uid"],
        pledge=pledge,
        position=position,
        text_key=boxes.text_key(item["text"]),
        due_on=date.fromisoformat(item["due_on"]) if item["due_on"] else None,
        is_confirmed=True,
        **{name: item[name] for name in ITEM_WORDS},
    )


def _restore_signers(pledge: Pledge, filed: PledgeVersion, *, by: User) -> None:
    """The frozen text knows its signers by name: those who still sign, else the one of that name who is free."""
    now = list(pledge.co_signers.order_by("id"))
    names = list(filed.content["co_signers"])
    if [member.name for member in now] == names:
        return
    free = list(subjects.without_pledge(pledge.round, pledge.organisation))
    signers = [_signer(name, now, free) for name in names]
    pledge.co_signers.set(signers)
    if signers:
        meet_proposal(pledge.round, pledge.organisation, [member.pk for member in signers], by=by)


def _signer(name: str, now: list[Member], free: list[Member]) -> Member:
    for members in (now, free):
        named = [member for member in members if member.name == name]
        if len(named) == 1:
            return named[0]
    raise Refusal(f"联名人{name}已不能恢复：不在本支部、另有承诺书，或支部有同名党员。请先在“联名”里选好，再放弃修改。")
