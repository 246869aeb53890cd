"""Near-copies (C5): whose text a text resembles, and how much. Nobody is shown a text beyond the own reach."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.offices import below, oversight
from jiannuo.pledges import reading
from jiannuo.pledges.models import Pledge, PledgeItem

SHOWN = 3  # near-copies shown beside an item
POOL = 20_000  # texts that one item is compared with at most


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


def _pool(user: User, pledge: Pledge) -> QuerySet[PledgeItem]:
    """Items of the same round under the same superior, of the same sort of subject, within the person's reach."""
    superior = pledge.organisation.parent or pledge.organisation
    return PledgeItem.objects.filter(
        oversight(user, path_field="pledge__path"),
        below(superior.path or "", field="pledge__path"),
        pledge__round=pledge.round_id,
        pledge__member__isnull=pledge.member_id is None,
    ).order_by()


def _own_and_equal(pledge: Pledge) -> tuple[list[PledgeItem], Counter[str]]:
    """The pledge's items, and how often each text stands word for word in other pledges of the round: no names."""
    own = PledgeItem.objects.filter(pledge=pledge).exclude(text_key="").order_by().values("text_key")
    equal = Q(text_key__in=own, pledge__round=pledge.round_id)
    rows = PledgeItem.objects.filter(Q(pledge=pledge) | equal).only("uid", "pledge_id", "text", "text_key").order_by()
    items, elsewhere = [], Counter[str]()
    for row in rows:
        if row.pledge_id == pledge.pk:
            items.append(row)
        else:
            elsewhere[row.text_key] += 1
    return items, elsewhere


def likeness_of(user: User, pledge: Pledge) -> dict[str, Likeness]:
    """{item uid: its likeness} for the text under review; three queries however many items there are."""
    items, equal = _own_and_equal(pledge)
    own = {item.pk for item in items}
    pool = [row for row in _pool(user, pledge).values_list("pk", "text")[:POOL] if row[0] not in own]
    near = {item.pk: reading.near_copies(item.text, pool, limit=SHOWN) for item in items}
    wanted = {pk for found in near.values() for pk, _ in found}
    rows = PledgeItem.objects.filter(pk__in=wanted).select_related("pledge__organisation", "pledge__member")
    others = {row.pk: row for row in rows}
    return {str(item.uid): _likeness(item, near[item.pk], others, equal[item.text_key]) for item in items}


def _likeness(item: PledgeItem, near: list[tuple[int, float]], others: dict[int, PledgeItem], equal: int) -> Likeness:
    """What is shown beside the item; equal texts that are shown are not counted a second time."""
    shown = sum(others[pk].text_key == item.text_key for pk, _ in near)
    alike = (Alike(others[pk].pledge, others[pk].text, round(ratio * 100)) for pk, ratio in near)
    return Likeness(tuple(alike), max(0, equal - shown))


def repeated_within(pledges: list[Pledge]) -> set[int]:
    """Those of a handful of pledges that resemble another one of the handful; no query."""
    texts = [((p.pk, i["uid"]), i["text"]) for p in pledges if p.current for i in p.current.content["items"]]
    found: set[int] = set()
    for (pk, _), text in texts:
        others = [((other, uid), said) for (other, uid), said in texts if other != pk]
        if reading.near_copies(text, others, limit=1):
            found.add(pk)
    return found
