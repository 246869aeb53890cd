"""措施 of one promise (C21)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.fulfilment.actions import measures as actions
from jiannuo.fulfilment.forms.item import MeasureForm
from jiannuo.fulfilment.models import Measure
from jiannuo.fulfilment.views.ledger import visible_items

_WRONG = "措施没有保存：请写明做什么（最多200字），日期可不填。"


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_items(request), pk=pk)
    form = MeasureForm(request.POST, prefix="new")
    if not form.is_valid():
        raise Refusal(_WRONG)
    actions.add_measure(item, form.cleaned_data["text"], form.cleaned_data["due_on"], by=request.user)
    messages.success(request, "措施已加上。")
    return redirect("fulfilment:item", pk=pk)


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Save, or take out, one step."""
    found = get_object_or_404(Measure.objects.filter(item__in=visible_items(request).values("pk")), pk=pk)
    version = number(request.POST.get("version", ""))
    if request.POST.get("act") == "drop":
        actions.drop_measure(found, by=request.user, version=version)
        messages.success(request, "措施已删去，原文留在记录里。")
        return redirect("fulfilment:item", pk=found.item_id)
    form = MeasureForm(request.POST, prefix=f"m{pk}")
    if not form.is_valid():
        raise Refusal(_WRONG)
    given = form.cleaned_data
    actions.change_measure(found, given["text"], given["due_on"], given["done_on"], by=request.user, version=version)
    messages.success(request, "措施已保存。")
    return redirect("fulfilment:item", pk=found.item_id)
