from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, one_by_one, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.pledges.actions import filing
from jiannuo.pledges.actions.moves import lock as lock_pledge
from jiannuo.pledges.actions.public_wording import approve_wording
from jiannuo.pledges.reading import has_private_number
from jiannuo.publicity import policies, workflow
from jiannuo.publicity.comparison import shown_words
from jiannuo.publicity.models import Publication
from jiannuo.publicity.workflow import Ground, Move, State

_STAMPS = {
    workflow.CHECK: "checked",
    workflow.APPROVE: "approved",
    workflow.GO_LIVE: "live",
    workflow.WITHDRAW: "ended",
    workflow.NOTE: "noted",
}
_UNDONE = {"checked_by": None, "checked_at": None, "approved_by": None, "approved_at": None}


@transaction.atomic
def take_step(
    publication: Publication,
    move: Move,
    *,
    by: User,
    reason: str = "",
    ground: str = "",
    revision: int | None = None,
) -> Publication:
    """Take one step of the check. The pledge is locked first, then the row; then judged.

    `ground`: what the public reads of a taking down; `reason` stays inside.
    """
    row = _locked(publication)
    require(policies.why_not(by, row, move))
    if revision is not None and revision != row.revision:
        raise Stale("这份公示刚刚已被他人改动，请核对后再办理。", stored=row)
    reason = clean(reason).strip()
    if move.needs_reason and not reason:
        raise Refusal(f"{move.label}须写明理由，对方才知道怎样办。")
    if move is workflow.APPROVE:
        approve_wording(row.version, shown_words(row), by=by)
    elif move is workflow.GO_LIVE:
        _take_the_place(row, by)
    elif move is workflow.WITHDRAW:
        _leave_the_board(row, ground, reason, by)
    return _advance(row, move, by=by, reason=reason)


def _locked(publication: Publication) -> Publication:
    """The pledge first, then the row, as everywhere."""
    pledge = lock_pledge(publication.pledge)
    rows = Publication.objects.select_for_update(of=("self",)).select_related("organisation", "version")
    row = rows.get(pk=publication.pk)
    row.pledge = pledge
    return row


def _leave_the_board(row: Publication, ground: str, reason: str, by: User) -> None:
    """Taken down: the public reads the ground; whoever knows of it need not be told (0015)."""
    row.ground = _ground(ground, reason)
    if policies.knows_by_itself(by, row):
        row.noted_by, row.noted_at = by, timezone.now()
    filing.take_down(row.pledge, row.version, by=by, ground=Ground(row.ground).label, reason=reason)


def _ground(ground: str, reason: str) -> str:
    if ground not in Ground.values:
        raise Refusal("请选一条对外公开的理由，公示页上只写这一条。")
    if has_private_number(reason):
        raise Refusal("撤下的说明要留在案卷里，请不要写身份证号、手机号等号码。")
    return ground


def _take_the_place(row: Publication, by: User) -> None:
    """The earlier version leaves the board and stays in the history (C35); the pledge's own road moves on."""
    for earlier in Publication.objects.filter(pledge_id=row.pledge_id, state=State.LIVE):
        _advance(earlier, workflow.REPLACE, by=by)
    if row.pledge.published_id != row.version_id:
        filing.publish(row.pledge, row.version, by=by)


def _advance(row: Publication, move: Move, *, by: User, reason: str = "") -> Publication:
    before, row.state = row.state, move.target
    stamp = _STAMPS.get(move)
    if stamp:
        setattr(row, f"{stamp}_by", by)
        setattr(row, f"{stamp}_at", timezone.now())
    if move is workflow.SEND_BACK:
        for name, value in _UNDONE.items():
            setattr(row, name, value)
    row.reason = row.reason if move is workflow.NOTE else reason
    row.revision += 1
    row.save()
    record(by=by, verb=f"{move.name}_publication", subject=row, path=row.path, before=before, reason=reason)
    return row


@transaction.atomic
def take_step_with_many(
    publications: list[Publication], move: Move, *, by: User, revisions: Mapping[int, int]
) -> tuple[int, list[tuple[Publication, str]]]:
    """The same step for many, each as it was looked at: how many went through, and which did not with the reason."""
    taken, refused = one_by_one(publications, lambda one: take_step(one, move, by=by, revision=revisions[one.pk]))
    return len(taken), refused
