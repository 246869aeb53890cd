"""The small forms of one promise's page: a count, a remark, and what is done with its stated result."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.fulfilment import actions
from jiannuo.fulfilment.forms.item import OpinionForm, RemarkForm, TickForm
from jiannuo.fulfilment.models import NoteKind
from jiannuo.fulfilment.views.ledger import back_to, visible_items
from jiannuo.pledges.models import StandingItem


def _found(request: Request, pk: int) -> StandingItem:
    return get_object_or_404(visible_items(request), pk=pk)


def _shown(request: Request) -> int:
    """The version of the result that was on the page; what was not on it is judged by nobody."""
    return number(request.POST.get("version", "")) or 0


@require_POST
def tick(request: Request, pk: int) -> HttpResponse:
    """One more, or exactly so many, in the period that holds the day."""
    found, form = _found(request, pk), TickForm(request.POST)
    if not form.is_valid():
        raise Refusal("次数应是0到999之间的整数，请核对。")
    actions.tick(found, form.cleaned_data["on"], by=request.user, times=form.cleaned_data["times"])
    messages.success(request, "次数已记下。")
    return back_to(request, redirect("fulfilment:item", pk=pk))


@require_POST
def remark(request: Request, pk: int) -> HttpResponse:
    """Why it takes longer."""
    found, form = _found(request, pk), RemarkForm(request.POST)
    if not form.is_valid():
        raise Refusal("情况说明没有保存：请写一句话（最多200字），日期可不填。")
    given = form.cleaned_data
    actions.note(found, given["text"], today(), by=request.user, kind=NoteKind.REMARK, expected_on=given["expected_on"])
    messages.success(request, "情况说明已记下。完成时限不变；要改时限，请办理充实完善。")
    return redirect("fulfilment:item", pk=pk)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    actions.take_back(_found(request, pk), by=request.user, version=_shown(request))
    messages.success(request, "结果已撤回，这一项继续进行。")
    return redirect("fulfilment:item", pk=pk)


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    actions.settle(_found(request, pk), by=request.user, version=_shown(request))
    messages.success(request, "已销号。")
    return redirect("fulfilment:item", pk=pk)


@require_POST
def hand_back(request: Request, pk: int) -> HttpResponse:
    found, form = _found(request, pk), OpinionForm(request.POST)
    if not form.is_valid():
        raise Refusal("退回重报须写明原因（最多200字），方便对方补充。")
    actions.hand_back(found, form.cleaned_data["opinion"], by=request.user, version=_shown(request))
    messages.success(request, "已退回重报。")
    return redirect("fulfilment:item", pk=pk)
