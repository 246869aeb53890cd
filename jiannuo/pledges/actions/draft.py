"""提诺 (C11): opening a draft, writing in its boxes, carrying over, recording for others."""

from collections.abc import Collection

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges import boxes, policies, subjects
from jiannuo.pledges.actions.items import reread
from jiannuo.pledges.actions.moves import HAND, check_version, lock, lock_members, sign_hand
from jiannuo.pledges.models import Pledge
from jiannuo.rounds.models import Round


def _open(round_: Round, organisation: Organisation, member: Member | None, by: User) -> Pledge:
    is_oral = member is not None and member.user_id != by.pk
    pledge = Pledge.objects.create(
        round=round_,
        organisation=organisation,
        member=member,
        path=organisation.path or "",
        sector_id=organisation.sector_id,
        is_oral=is_oral,
        recorded_by=by if is_oral else None,
    )
    record(by=by, verb="draft", subject=pledge, path=pledge.path, is_oral=is_oral)
    return pledge


@transaction.atomic
def open_for_member(round_: Round, member: Member, *, by: User) -> Pledge:
    """The member's draft of the round; the one that exists, own or joint, where there is one. By others: 代录."""
    (member,) = lock_members([member.pk])
    found = subjects.of_member(round_, member)
    if found:
        return found
    require(policies.why_not_start(by, member.branch, member))
    return _open(round_, member.branch, member, by)


@transaction.atomic
def open_for_organisation(round_: Round, organisation: Organisation, *, by: User) -> Pledge:
    """The organisation's own draft of the round; the one that exists where there is one."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    found = subjects.of_organisation(round_, organisation)
    if found:
        return found
    require(policies.why_not_start(by, organisation, None))
    return _open(round_, organisation, None, by)


@transaction.atomic
def save_boxes(
    pledge: Pledge, texts: boxes.Boxes, *, by: User, version: int | None = None, is_autosave: bool = False
) -> Pledge:
    """Keep what was typed and read it again. The same text twice changes nothing; a pause in typing is no entry."""
    pledge = lock(pledge)
    require(policies.why_not_edit(by, pledge))
    if texts == {kind: pledge.boxes.get(kind, "") for kind in texts}:
        return pledge
    check_version(pledge, version)
    pledge.boxes = pledge.boxes | texts
    pledge.version += 1
    sign_hand(pledge, by=by)
    pledge.save(update_fields=["boxes", "version", *HAND])
    items = reread(pledge, by=by)
    if not is_autosave:
        record(by=by, verb="write", subject=pledge, path=pledge.path, items=len(items))
    return pledge


@transaction.atomic
def carry_over(pledge: Pledge, uids: Collection[str], *, by: User) -> Pledge:
    """C11: put chosen items of the year before into the boxes they stood in; those already there are not repeated."""
    pledge = lock(pledge)
    year, texts = pledge.round.year, dict(pledge.boxes)
    for item in subjects.last_items(pledge):
        box = texts.get(item.kind, "")
        if str(item.uid) in uids and item.text not in boxes.texts_in(box, year):
            texts[item.kind] = boxes.with_more(box, [item.text], year)
    return save_boxes(pledge, texts, by=by)


@transaction.atomic
def record_oral(round_: Round, member: Member, texts: boxes.Boxes, *, by: User) -> Pledge:
    """代录: what a member said, written down by an officer of the branch and marked as such."""
    (member,) = lock_members([member.pk])
    if subjects.of_member(round_, member):
        raise Refusal(f"{member.name}本轮已有承诺书，请从名单中打开后修改，不必再录一份。")
    pledge = open_for_member(round_, member, by=by)
    return save_boxes(pledge, texts, by=by)
