"""What waits for a reviewer, as the address asks for it."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from jiannuo.accounts.http import Request
from jiannuo.pledges import queries
from jiannuo.pledges.forms.review import QueueFilter
from jiannuo.pledges.models import Pledge

PAGE = 20


class Queue:
    """What waits for the person, and the part of it that the address asks for."""

    def __init__(self, request: Request) -> None:
        self._user = request.user
        self._address = request.GET

    # Asked when a page shows them, not when a judgement is sent.

    @cached_property
    def form(self) -> QueueFilter:
        return QueueFilter(self._address)

    @cached_property
    def _asked(self) -> dict[str, Any]:
        """What the address asks for; a plain one asks for nothing."""
        return self.form.chosen() if self._address else {}

    @cached_property
    def _line(self) -> list[queries.InLine]:
        """Everything that waits, and of each whether it is what is asked for but for the organisation; one query."""
        asked = {name: value for name, value in self._asked.items() if name != "organisation"}
        return queries.in_line(queries.awaiting_bare(self._user), queries.part(**asked))

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; an organisation of which nothing waits asks for nothing."""
        asked = self._asked.get("organisation")
        there = asked is None or any(asked == one.organisation_id for one in self._line)
        return {name: value for name, value in self._asked.items() if there or name != "organisation"}

    @cached_property
    def query(self) -> str:
        return urlencode(self.chosen)

    @cached_property
    def rows(self) -> QuerySet[Pledge]:
        return queries.awaiting(self._user).filter(queries.part(**self.chosen))

    @property
    def organisations(self) -> list[tuple[int, str]]:
        """For the filter: of whom something waits, and how much, in the order of the tree."""
        waiting = Counter((one.path, one.organisation_id, one.short_name) for one in self._line)
        return [(pk, f"{name}（{number}）") for (_, pk, name), number in sorted(waiting.items())]

    @property
    def years(self) -> list[tuple[int, str]]:
        """For the filter: of which rounds something waits, and how much; nothing to choose where it is one."""
        waiting = Counter(one.year for one in self._line)
        return (
            [(year, f"{year}年（{waiting[year]}）") for year in sorted(waiting, reverse=True)]
            if len(waiting) > 1
            else []
        )

    def page(self, number: str | None) -> Page[Any]:
        """One page of the list: its place among all, and its rows in the order in which they wait."""
        here = self.chosen.get("organisation")
        found = [one.pk for one in self._line if one.is_asked and here in {None, one.organisation_id}]
        page: Page[Any] = Paginator(found, PAGE).get_page(number)
        page.object_list = queries.listed(list(page.object_list))
        return page

    @property
    def tail(self) -> str:
        """What every address of this part of the queue ends with."""
        return f"?{self.query}" if self.query else ""

    def address_of(self, pledge_id: int) -> str:
        return reverse("pledges:review", args=[pledge_id]) + self.tail

    everything = property(lambda _: reverse("pledges:queue"))
    desk = property(lambda _: reverse("desk:desk"))

    def address(self) -> str:
        return reverse("pledges:queue") + (f"?{self.query}" if self.query else "")
