"""备案 (C15): receipts to give and given, what is not filed and for whom it waits, who has not proposed at all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.models import User
from jiannuo.base.numbers import numbers
from jiannuo.base.paging import Leaf, leaf
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import policies, queries, subjects, workflow
from jiannuo.pledges.actions.filing import file_many
from jiannuo.pledges.road import waits_for
from jiannuo.pledges.views.outcome import outcome_of, remember
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round

TABS = {"waiting": "等待备案", "receipts": "备案回执", "unfiled": "未备案", "silent": "还没有提诺"}
_ROWS: dict[str, Callable[[User, Organisation, Round], Any]] = {
    "waiting": queries.awaiting_receipt,
    "receipts": queries.receipts_of,
    "unfiled": queries.not_filed,
    "silent": lambda user, organisation, round_: subjects.not_proposed(user, round_, organisation),
}


@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: Request, pk: int) -> HttpResponse:
    """Four lists of one organisation; giving receipts to many with one tap (POST)."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    if request.method == "POST":
        return _filed(request, organisation)
    show = request.GET.get("show", "")
    show = show if show in TABS else "waiting"
    round_, why_not = rounds.current(), _why_not(request.user, organisation)
    context = {
        "organisation": organisation,
        "tabs": TABS.items(),
        "show": show,
        "template": f"pledges/filing_{show}.html",
        "page": _page(request, organisation, show, round_) if round_ else None,
        "why_not": why_not,
        "to_publish": 0 if why_not or round_ is None else queries.awaiting_board(organisation, round_).count(),
        "outcome": outcome_of(request, f"filing_{pk}") if show == "waiting" else None,
    }
    return render(request, "pledges/filing.html", context)


def _why_not(user: User, organisation: Organisation) -> str:
    if holds(user, OFFICERS, organisation.pk):
        return ""
    return f"备案由{organisation.short_name}的书记或组织委员办理。"


def _page(request: Request, organisation: Organisation, show: str, round_: Round) -> Leaf:
    rows = _ROWS[show](request.user, organisation, round_)
    page = leaf(rows, request.GET.get("page"))
    if show == "unfiled":
        page.object_list = [(pledge, waits_for(pledge)) for pledge in page.object_list]
    return page


def _filed(request: Request, organisation: Organisation) -> HttpResponse:
    picked = numbers(request.POST.getlist("pick"))
    pledges = list(queries.visible_to(request.user).filter(pk__in=picked).order_by("stage_at", "id"))
    given, refused = file_many(pledges, by=request.user)
    remember(request, f"filing_{organisation.pk}", len(given), [(p.subject_name, why) for p, why in refused])
    if given:
        span = given[0].number if len(given) == 1 else f"{given[0].number}至{given[-1].number}"
        messages.success(request, f"已备案{len(given)}份，编号{span}。")
    return redirect("pledges:filing", pk=organisation.pk)


@require_safe
def receipt(request: Request, pk: int, number: int) -> HttpResponse:
    """The receipt of one version, to be printed."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    version = get_object_or_404(queries.versions_of(pledge), number=number)
    if not hasattr(version, "filing"):
        raise Http404
    context: dict[str, Any] = {"pledge": pledge, "version": version, "filing": version.filing}
    context["may_publish"] = version.pk == pledge.current_id and not policies.why_not(
        request.user, pledge, workflow.PUBLISH
    )
    return render(request, "pledges/receipt.html", context)
