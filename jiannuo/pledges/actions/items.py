"""承诺事项 follow the boxes: what is read again keeps its uid and what was confirmed; the rest is found anew."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from rapidfuzz import fuzz, process

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.pledges import boxes, policies
from jiannuo.pledges.actions.moves import HAND, check_version, lock, sign_hand
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.pledges.reading.results import ReadItem
from jiannuo.pledges.wording import kinds_of

_ALIKE = 60  # per cent: an item whose words were changed no more than this stays the same item
_READ = ["kind", "position", "text", "text_key", "deadlines", "targets", "due_on", "is_confirmed"]
_EDITABLE = {
    "first",
    "responsible",
    "deadlines",
    "targets",
    "expected_effect",
    "criterion",
    "beneficiaries",
    "place",
}


def last_day(deadlines: Iterable[dict[str, Any]]) -> date | None:
    """The last dated deadline of an item; None where every one of them recurs, waits for an event or is open."""
    days = [d.get("on") or d.get("ends_on") for d in deadlines]
    return max((date.fromisoformat(day) for day in days if day), default=None)


def _take_same(kept: list[PledgeItem], kind: str, key: str) -> PledgeItem | None:
    same = [item for item in kept if item.text_key == key]
    found = next((item for item in same if item.kind == kind), same[0] if same else None)
    if found:
        kept.remove(found)
    return found


def _take_alike(kept: list[PledgeItem], text: str) -> PledgeItem | None:
    best = process.extractOne(text, [item.text for item in kept], scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return kept.pop(best[2]) if best else None


def _write(item: PledgeItem, read: ReadItem, *, is_anew: bool) -> None:
    """Put what was read into the item; deadlines and targets stay as confirmed while the words are the same."""
    key = boxes.text_key(read.text)
    if item.text_key != key or is_anew:
        item.deadlines = [d.as_json() for d in read.deadlines]
        item.targets = [t.as_json() for t in read.targets]
        item.due_on, item.is_confirmed = last_day(item.deadlines), False
    item.text, item.text_key = read.text, key


@transaction.atomic
def reread(pledge: Pledge, *, by: User) -> list[PledgeItem]:
    """Bring the items of a locked pledge into step with its boxes."""
    require(policies.why_not_edit(by, pledge))
    return _follow(pledge, list(kinds_of(pledge)), list(pledge.items.all()))


@transaction.atomic
def read_anew(pledge: Pledge, *, by: User) -> None:
    """What an earlier release read from an unchanged text, read as this one does: before anybody else has seen it.

    A box in which a single item is confirmed stays as it is.
    """
    pledge = lock(pledge)
    require(policies.why_not_edit(by, pledge))
    items = list(pledge.items.all())
    kinds = _unsettled(pledge, items)
    _follow(pledge, kinds, [item for item in items if item.kind in kinds])


def _unsettled(pledge: Pledge, items: list[PledgeItem]) -> list[str]:
    """The boxes of which nobody else has seen anything and the author has confirmed nothing."""
    settled = {item.kind for item in items if item.is_confirmed}
    return [] if pledge.current_id else [kind for kind in kinds_of(pledge) if kind not in settled]


@transaction.atomic(savepoint=False)
def _follow(pledge: Pledge, kinds: list[str], kept: list[PledgeItem]) -> list[PledgeItem]:
    """The items of these boxes, as they are read now; those of `kept` that are read no more go."""
    unsettled = _unsettled(pledge, kept)
    found = boxes.read(pledge.boxes, kinds, pledge.round.year, on=today())
    items = [_take_same(kept, kind, boxes.text_key(read.text)) for kind, read in found]
    for place, (kind, read) in enumerate(found):
        item = items[place] or _take_alike(kept, read.text) or PledgeItem(pledge=pledge)
        item.kind, item.position = kind, place + 1
        _write(item, read, is_anew=kind in unsettled)
        items[place] = item
    PledgeItem.objects.filter(pk__in=[item.pk for item in kept]).delete()
    written = [item for item in items if item]
    PledgeItem.objects.bulk_update([item for item in written if item.pk], _READ)
    PledgeItem.objects.bulk_create([item for item in written if not item.pk])
    return written


def _lock_item(item: PledgeItem, version: int | None, by: User) -> tuple[Pledge, PledgeItem]:
    pledge = lock(item.pledge)
    require(policies.why_not_edit(by, pledge))
    check_version(pledge, version)
    found = PledgeItem.objects.filter(pk=item.pk, pledge=pledge).first()
    if found is None:
        raise Refusal("这一项刚刚已从承诺书中删去，请回到核对页查看现在的内容。")
    return pledge, found


def _step(pledge: Pledge, item: PledgeItem, *, by: User, verb: str) -> None:
    pledge.version += 1
    sign_hand(pledge, by=by)
    pledge.save(update_fields=["version", "boxes", *HAND])
    record(by=by, verb=verb, subject=pledge, path=pledge.path, item=str(item.uid))


@transaction.atomic
def edit_item(item: PledgeItem, *, by: User, version: int | None = None, **values: Any) -> PledgeItem:
    """C10, C14: correct what was recognised and add who, for whom, where and how one can tell."""
    pledge, item = _lock_item(item, version, by)
    for name in _EDITABLE & values.keys():
        setattr(item, name, values[name])
    item.due_on, item.is_confirmed = last_day(item.deadlines), True
    item.save()
    _step(pledge, item, by=by, verb="edit_item")
    return item


@transaction.atomic
def confirm_items(pledge: Pledge, uids: Iterable[str] | None = None, *, by: User) -> int:
    """What was recognised is right: one item, or in one tap all whose day is not over. Returns how many were open."""
    pledge = lock(pledge)
    require(policies.why_not_edit(by, pledge))
    items = pledge.items.filter(is_confirmed=False)
    meant = items.exclude(due_on__lt=today()) if uids is None else items.filter(uid__in=list(uids))
    count = meant.update(is_confirmed=True)
    if count:
        record(by=by, verb="confirm_items", subject=pledge, path=pledge.path, count=count)
    return count


@transaction.atomic
def move_item(item: PledgeItem, kind: str, *, by: User, version: int | None = None) -> PledgeItem:
    """Put an item into another box; both boxes are rewritten so that the text and the items stay in step."""
    pledge, item = _lock_item(item, version, by)
    if kind not in kinds_of(pledge):
        raise Refusal("承诺书上没有这个类别，请重新选择。")
    if kind == item.kind:
        return item
    year, texts = pledge.round.year, dict(pledge.boxes)
    texts[item.kind] = boxes.without(texts.get(item.kind, ""), item.text, year)
    texts[kind] = boxes.with_more(texts.get(kind, ""), [item.text], year)
    pledge.boxes, item.kind = texts, kind
    item.save(update_fields=["kind"])
    _step(pledge, item, by=by, verb="move_item")
    reread(pledge, by=by)
    item.refresh_from_db()
    return item
