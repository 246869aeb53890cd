"""The check page (C10): what was read from the boxes, confirmed with a tap, moved, then 提交审诺."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.numbers import number
from jiannuo.pledges import authors, boxes, policies, queries, subjects, workflow
from jiannuo.pledges.actions import items as actions
from jiannuo.pledges.actions import propose as proposing
from jiannuo.pledges.content import item_content
from jiannuo.pledges.hints import hints_of
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.pledges.sheet import facts_of
from jiannuo.pledges.wording import form_title, kinds_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One item on the check page."""

    item: PledgeItem
    facts: tuple[tuple[str, str], ...]
    hints: list[str]
    elsewhere: list[tuple[str, str]]  # the other boxes it could be moved to


def _groups(pledge: Pledge) -> list[tuple[str, list[Checked]]]:
    kinds, items, elsewhere_too = kinds_of(pledge), list(pledge.items.all()), subjects.repeated(pledge)

    def checked(item: PledgeItem) -> Checked:
        elsewhere = [(kind, label) for kind, label in kinds.items() if kind != item.kind]
        hints = hints_of(item, pledge)
        if count := elsewhere_too.get(item.text_key):
            hints.append(f"本轮另有{count}份承诺书写着同样的话，请结合自己的实际改写。")
        return Checked(item, facts_of(item_content(item)), hints, elsewhere)

    return [(label, [checked(item) for item in items if item.kind == kind]) for kind, label in kinds.items()]


def check(request: Request, pk: int) -> HttpResponse:
    """All items with what was recognised; one tap each, or one for all."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if policies.why_not_edit(request.user, pledge):
        return redirect("pledges:detail", pk=pk)
    if request.method == "POST":
        return _act(request, pledge)
    groups = _groups(pledge)
    shown = [checked for _, group in groups for checked in group]
    context: dict[str, Any] = {"pledge": pledge, "groups": groups, "title": form_title(pledge), "count": len(shown)}
    context["open_count"] = sum(not checked.item.is_confirmed for checked in shown)
    context["left_out"] = boxes.left_out(pledge.boxes, list(kinds_of(pledge)))
    context["firsts"] = pledge.round.terms["firsts"]
    context["is_own"] = authors.is_own(request.user, pledge)
    context["why_not"] = policies.why_not(request.user, pledge, workflow.PROPOSE)
    return render(request, "pledges/check.html", context)


def _act(request: Request, pledge: Pledge) -> HttpResponse:
    """Confirm, move or tie to a first; the button pressed says which item."""
    version = number(request.POST.get("version", ""))
    verb, value = next(((n, request.POST[n]) for n in ("confirm", "move", "first") if n in request.POST), ("", ""))
    uid, _, argument = value.partition(":")
    if verb and not _is_uid(uid) and (verb, uid) != ("confirm", "all"):
        raise Http404
    if verb == "confirm":
        actions.confirm_items(pledge, None if uid == "all" else [uid], by=request.user)
        return redirect("pledges:check", pk=pledge.pk)
    if verb:
        item = get_object_or_404(pledge.items, uid=uid)
        if verb == "move":
            actions.move_item(item, argument, by=request.user, version=version)
        elif argument in pledge.round.terms["firsts"]:
            actions.edit_item(item, by=request.user, version=version, first=argument)
    return redirect("pledges:check", pk=pledge.pk)


def _is_uid(sent: str) -> bool:
    try:
        uuid.UUID(sent)
    except ValueError:
        return False
    return True


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    """提交审诺."""
    pledge = queries.to_act_on(request.user, pk)
    if pledge is None:
        raise Http404
    version = number(request.POST.get("version", ""))
    proposing.propose(pledge, by=request.user, version=version)
    messages.success(request, "已提交审诺。审定意见出来后，会出现在“应办”里。")
    return redirect("pledges:detail", pk=pk)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the proposal back while nobody has judged it."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    proposing.withdraw(pledge, by=request.user)
    messages.success(request, "已撤回，可以接着修改。")
    return redirect("pledges:write", pk=pk)
