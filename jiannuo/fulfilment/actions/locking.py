"""The row that decides, locked and fresh: the promise itself, so that two who act at once act one after another."""

from collections.abc import Iterable

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.queries import listed, share_rounds
from jiannuo.pledges.models import StandingItem


def lock(item: StandingItem) -> StandingItem:
    """The promise as it is now, held until the transaction ends."""
    found = lock_many([item.pk])
    if not found:
        raise Refusal("这项承诺不存在，请刷新后再看。")
    return found[item.pk]


def lock_many(ids: Iterable[int]) -> dict[int, StandingItem]:
    """Many at once, always in the order of their keys, with the joint signers that the policy asks for."""
    rows = listed(StandingItem.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)))
    items = list(rows.prefetch_related("pledge__co_signers").order_by("pk"))
    share_rounds(items)
    return {item.pk: item for item in items}


def hold(ids: Iterable[int]) -> None:
    """Only held, for a judgement that reads more than the promises themselves."""
    list(StandingItem.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk").values_list("pk"))


def results_for(items: Iterable[StandingItem]) -> dict[int, Result]:
    """What was stated of locked promises, taken back or not."""
    return {row.item_id: row for row in Result.objects.filter(item__in=[item.pk for item in items])}
