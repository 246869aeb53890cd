"""One item on its own page (C9, C10, C14): what was recognised, corrected row by row, and the optional facts."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.base.errors import Stale
from jiannuo.base.numbers import number, numbers
from jiannuo.pledges import policies, queries, subjects
from jiannuo.pledges.actions import items as actions
from jiannuo.pledges.actions import wishes
from jiannuo.pledges.forms.item import (
    DeadlineRows,
    ItemForm,
    TargetRows,
    deadline_initial,
    rows_of,
    target_initial,
)
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.pledges.wording import kinds_of
from jiannuo.ui.beside import beside


@dataclass(frozen=True, slots=True)
class Sheet:
    """The three forms of the page, which are sent together."""

    facts: ItemForm
    deadlines: BaseFormSet[Any]
    targets: BaseFormSet[Any]

    @classmethod
    def of(cls, item: PledgeItem, data: QueryDict | None) -> "Sheet":
        return cls(
            ItemForm(data, instance=item),
            DeadlineRows(data, prefix="deadline", initial=[deadline_initial(d) for d in item.deadlines]),
            TargetRows(data, prefix="target", initial=[target_initial(t) for t in item.targets]),
        )

    def is_valid(self) -> bool:
        return all([self.facts.is_valid(), self.deadlines.is_valid(), self.targets.is_valid()])

    @property
    def values(self) -> dict[str, Any]:
        rows = {"deadlines": rows_of(self.deadlines), "targets": rows_of(self.targets)}
        return self.facts.cleaned_data | rows


def item(request: Request, pk: int, uid: str) -> HttpResponse:
    """Correct one item."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if policies.why_not_edit(request.user, pledge):
        return redirect("pledges:detail", pk=pk)
    found = get_object_or_404(pledge.items.select_related("pledge__round"), uid=uid)
    sheet = Sheet.of(found, request.POST if request.method == "POST" else kept_data(request))
    if request.method != "POST" or not sheet.is_valid():
        return _page(request, pledge, found, sheet, status=422 if request.method == "POST" else 200)
    with beside(only=Stale) as told:
        _save(request, found, sheet)
        messages.success(request, "这一项已保存。")
        return redirect("pledges:check", pk=pk)
    sheet.facts.add_error(None, f"{told.sentence}现在存着的内容列在下面，再保存一次，就以您填写的为准。")
    pledge.refresh_from_db(fields=["version"])
    return _page(request, pledge, get_object_or_404(pledge.items, uid=uid), sheet, status=told.status)


def _save(request: Request, found: PledgeItem, sheet: Sheet) -> None:
    version = number(request.POST.get("version", ""))
    actions.edit_item(found, by=request.user, version=version, **sheet.values)
    if "has_wishes" in request.POST:
        chosen = set(numbers(request.POST.getlist("wishes")))
        wishes.answer(found, chosen, by=request.user)


def _page(request: Request, pledge: Pledge, found: PledgeItem, sheet: Sheet, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "pledge": pledge,
        "item": found,
        "sheet": sheet,
        "is_stale": status == HTTPStatus.CONFLICT,
    }
    context["label"] = kinds_of(pledge).get(found.kind, "")
    context["wishes"] = subjects.wishes_of(pledge.round, pledge.organisation)
    return render(request, "pledges/item.html", context, status=status)
