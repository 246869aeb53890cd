"""Near-copies (C5): whose text a text resembles, and how much. Nobody is shown a text beyond the own reach."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.offices import below, oversight
from jiannuo.pledges import boxes, reading
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.pledges.workflow import Stage

SHOWN = 3  # near-copies shown beside an item
POOL = 20_000  # texts that one item is compared with at most
_SHOWN_OF_OTHERS = (
    *("text", "text_key", "pledge__organisation__name", "pledge__organisation__short_name"),
    "pledge__member__name",
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody else's item that says nearly the same: whose, what, how alike in per cent."""

    pledge: Pledge
    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """For one item: the near-copies that may be shown, and how many equal texts stand elsewhere."""

    alike: tuple[Alike, ...] = ()
    elsewhere: int = 0
    shown: int = 0  # equal texts among those beside it


def _pool(user: User, pledge: Pledge) -> QuerySet[PledgeItem]:
    """Others' items of the round under the same superior, of the same sort of subject, within the person's reach.

    Words that are being written are nobody else's to read: only what has been submitted.
    """
    superior = pledge.organisation.parent or pledge.organisation
    rows = PledgeItem.objects.filter(
        oversight(user, path_field="pledge__path"),
        below(superior.path or "", field="pledge__path"),
        pledge__round=pledge.round_id,
        pledge__member__isnull=pledge.member_id is None,
    ).exclude(pledge__stage__in=[Stage.DRAFTED, Stage.RETURNED])
    return rows.exclude(pledge=pledge).order_by()


def _elsewhere(pledge: Pledge, keys: Iterable[str]) -> Counter[str]:
    """How often each text stands word for word in other pledges of the round: no names."""
    equal = PledgeItem.objects.filter(text_key__in=keys, pledge__round=pledge.round_id).exclude(pledge=pledge)
    return Counter(dict(equal.order_by().values_list("text_key").annotate(Count("pk"))))


def likeness_of(user: User, pledge: Pledge) -> dict[str, Likeness]:
    """{item uid: its likeness} for the frozen text under review; three queries however many items there are."""
    items = [(item["uid"], item["text"]) for item in pledge.current.content["items"]] if pledge.current else []
    keys = {uid: boxes.text_key(text) for uid, text in items}
    equal = _elsewhere(pledge, set(keys.values()))
    pool = list(_pool(user, pledge).values_list("pk", "text")[:POOL])
    near = {uid: reading.near_copies(text, pool, limit=SHOWN) for uid, text in items}
    wanted = {pk for found in near.values() for pk, _ in found}
    rows = PledgeItem.objects.filter(pk__in=wanted).select_related("pledge__organisation", "pledge__member")
    others = {row.pk: row for row in rows.only(*_SHOWN_OF_OTHERS)}
    return {uid: _likeness(key, near[uid], others, equal[key]) for uid, key in keys.items()}


def _likeness(key: str, near: list[tuple[int, float]], others: dict[int, PledgeItem], equal: int) -> Likeness:
    """What is shown beside the item; equal texts that are shown are not counted a second time."""
    shown = sum(others[pk].text_key == key for pk, _ in near)
    alike = (Alike(others[pk].pledge, others[pk].text, round(ratio * 100)) for pk, ratio in near)
    return Likeness(tuple(alike), max(0, equal - shown), shown)


def repeated_within(pledges: list[Pledge]) -> set[int]:
    """Those of a handful of pledges that resemble another one of the handful; no query."""
    texts = [((p.pk, i["uid"]), i["text"]) for p in pledges if p.current for i in p.current.content["items"]]
    found: set[int] = set()
    for (pk, _), text in texts:
        others = [((other, uid), said) for (other, uid), said in texts if other != pk]
        if reading.near_copies(text, others, limit=1):
            found.add(pk)
    return found
