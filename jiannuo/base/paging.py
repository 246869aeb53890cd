"""Pages of a long list without counting it: the rows of one page are found by key first, then fetched."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from jiannuo.base.numbers import number as number_of

_LAST = 100_000


class Leaf(Page[Any]):
    """One page; whether another follows was seen, not counted."""

    def __init__(self, rows: list[Any], number: int, paginator: Paginator[Any], *, goes_on: bool) -> None:
        super().__init__(rows, number, paginator)
        self.goes_on = goes_on

    def has_next(self) -> bool:
        return self.goes_on

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


def leaf(rows: QuerySet[Any], number: str | None, *, size: int = 50) -> Leaf:
    """The page of that number, the first where there is none. Two queries, whatever the length of the list."""
    wanted = min(number_of(number or "") or 1, _LAST)
    keys = list(rows.values_list("pk", flat=True)[(wanted - 1) * size : wanted * size + 1])
    if not keys and wanted > 1:
        return leaf(rows, None, size=size)
    found = list(rows.filter(pk__in=keys[:size])) if keys else []
    return Leaf(found, wanted, Paginator(found, size), goes_on=len(keys) > size)
