"""What a filed text promises comes into force item by item (C17): nothing that was ever filed disappears.

What names no day is to be accounted for on the last day of the round.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.journal.actions import record
from jiannuo.pledges.content import ITEM_WORDS
from jiannuo.pledges.models import ItemKind, Pledge, PledgeVersion, StandingItem
from jiannuo.rounds.models import Round

_PRINTED = ItemKind.values  # the order of the form's boxes
_REPLACED = ["since", "dropped_by", "position", "due_on", "ends_on", "path", "sector_id", *ITEM_WORDS]


@transaction.atomic(savepoint=False)
def stand(pledge: Pledge, frozen: PledgeVersion, *, by: User | None) -> None:
    """Bring the items of a filed text into force: new ones added, old words replaced, those left out marked so."""
    as_printed = sorted(frozen.content["items"], key=lambda item: _PRINTED.index(item["kind"]))
    rows = [_row(pledge, frozen, n, item) for n, item in enumerate(as_printed, start=1)]
    StandingItem.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uid"], update_fields=_REPLACED)
    if frozen.number == 1:
        return
    standing = StandingItem.objects.filter(pledge=pledge, dropped_by__isnull=True)
    dropped = standing.exclude(uid__in=[row.uid for row in rows]).update(dropped_by=frozen)
    if dropped:
        record(by=by, verb="drop_items", subject=pledge, path=pledge.path, version_number=frozen.number, items=dropped)


@transaction.atomic
def follow(round_: Round, *, by: User | None) -> int:
    """Let what names no day end with the round, after its last day was set anew. Returns how many were moved."""
    undated = StandingItem.objects.filter(round=round_, due_on__isnull=True)
    moved = undated.exclude(ends_on=round_.closes_on).update(ends_on=round_.closes_on)
    if moved:
        path, day = round_.organisation.path or "", round_.closes_on.isoformat()
        record(by=by, verb="move_last_day", subject=round_, path=path, items=moved, ends_on=day)
    return moved


def _row(pledge: Pledge, frozen: PledgeVersion, position: int, item: dict[str, Any]) -> StandingItem:
    due_on = date.fromisoformat(item["due_on"]) if item["due_on"] else None
    return StandingItem(
        uid=UUID(item["uid"]),
        pledge=pledge,
        since=frozen,
        round_id=pledge.round_id,
        position=position,
        due_on=due_on,
        ends_on=due_on or pledge.round.closes_on,
        path=pledge.path,
        sector_id=pledge.sector_id,
        **{name: item[name] for name in ITEM_WORDS},
    )
