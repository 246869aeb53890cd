"""The organiser's side of a box."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import never_kept
from jiannuo.accounts.models import User
from jiannuo.ballots import actions, forms, policies, printing, queries, workflow
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.running import steps_of
from jiannuo.base.errors import Refusal, require
from jiannuo.orgs.offices import oversees
from jiannuo.orgs.queries import visible_to as organisations_visible_to
from jiannuo.ui.beside import beside
from jiannuo.ui.files import handed, site_address


def _of(request: Request, pk: uuid.UUID) -> BallotBox:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _home(request: HttpRequest) -> str:
    """The page of ours from which the box is run, as the form says."""
    told = request.POST.get("back", "")
    return told if url_has_allowed_host_and_scheme(told, allowed_hosts=None) else ""


def _back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return redirect(_home(request) or reverse("ballots:box", args=[pk]))


@require_safe
def boxes(request: Request, pk: int) -> HttpResponse:
    """The counts held at an organisation, and the sums of those at and below it."""
    organisation = get_object_or_404(organisations_visible_to(request.user), pk=pk)
    rows = queries.visible_to(request.user).filter(organisation=organisation).defer("receipts", "questions")
    context = {
        "organisation": organisation,
        "boxes": rows[:100],
        "sums": queries.sums_of(organisation) if oversees(request.user, organisation.path or "") else [],
        "why_not": policies.why_not_summarise(request.user, organisation),
    }
    return render(request, "ballots/boxes.html", context)


@require_safe
def box(request: Request, pk: uuid.UUID) -> HttpResponse:
    return _page(request, _of(request, pk))


def _whence(user: User, row: BallotBox) -> dict[str, str]:
    """Where the page leads back to: a citizens' representative who helps to count sees no list of counts."""
    if organisations_visible_to(user).filter(pk=row.organisation_id).exists():
        return {"back": reverse("ballots:boxes", args=[row.organisation_id]), "back_label": "测评和互评"}
    return {"back": reverse("desk:desk"), "back_label": "应办"}


def _page(request: Request, row: BallotBox, status: int = 200, **filled: Any) -> HttpResponse:
    home = _home(request) or reverse("ballots:box", args=[row.pk])
    context = steps_of(request.user, row, address=site_address(request), home=home) | _whence(request.user, row)
    return render(request, "ballots/box.html", context | filled, status=status)


@require_POST
def issue(request: Request, pk: uuid.UUID) -> HttpResponse:
    """The answer is the only copy of slips and keys: it opens in a window of its own and is kept nowhere."""
    row = _of(request, pk)
    form = forms.OpenForm.of(row, request.POST)
    require(policies.why_not(request.user, row, workflow.OPEN))
    if not form.is_valid():
        return _page(request, row, 422, opening=form)
    opened = actions.issue(row, by=request.user, **form.cleaned_data)
    if not opened.box.slip_count:
        return _back(request, pk)
    papers = printing.opening_papers(opened, address=site_address(request))
    return handed(papers, f"{row.title}票和钥匙.pdf", inline=True)


@never_kept
@require_POST
def close(request: Request, pk: uuid.UUID) -> HttpResponse:
    row = _of(request, pk)
    form = forms.KeysForm(row, request.POST)
    require(policies.why_not(request.user, row, workflow.CLOSE))
    if form.is_valid():
        with beside(form):
            actions.close(row, form.sheets(), by=request.user)
            torn = "请监票人当场撕毁钥匙单，" if row.slip_count else ""
            messages.success(request, f"已封箱计票。{torn}请另一名监票人登录后确认结果。")
            return _back(request, pk)
    return _page(request, row, 422, keys=form)


@require_POST
def confirm(request: Request, pk: uuid.UUID) -> HttpResponse:
    actions.confirm(_of(request, pk), by=request.user)
    messages.success(request, "结果已确认。")
    return _back(request, pk)


@require_POST
def cancel(request: Request, pk: uuid.UUID) -> HttpResponse:
    row = _of(request, pk)
    actions.cancel(row, request.POST.get("reason", ""), by=request.user)
    messages.success(request, "这一箱票已作废，没有计票。会议没有取消，改好以后可以再开一箱。")
    return _back(request, pk)


@require_POST
def digest(request: Request, pk: uuid.UUID) -> HttpResponse:
    actions.write_digest(_of(request, pk), request.POST.get("digest", ""), by=request.user)
    messages.success(request, "摘要已保存，由另一名监票人与结果一并确认。")
    return _back(request, pk)


@never_kept
def paper(request: Request, pk: uuid.UUID) -> HttpResponse:
    """C28: each of two people types the same paper ballots; nobody sees what the other has typed."""
    row = _of(request, pk)
    form = forms.PaperForm(row, request.POST if request.method == "POST" else None)
    why_not = policies.why_not_enter_paper(request.user, row)
    if request.method == "POST":
        require(why_not)
    if form.is_valid():
        given = form.cleaned_data
        with beside(form):
            actions.enter_paper(row, form.counts(), ballots=given["ballots"], void=given["void"], by=request.user)
            messages.success(request, "您清点的纸票已登记。")
            return redirect("ballots:paper", pk=pk)
    told = queries.paper_of(row)
    has_entered = request.user.pk in told.entered_by
    context = {"box": row, "form": form, "paper": told, "has_entered": has_entered, "why_not": why_not}
    return render(request, "ballots/paper.html", context, status=422 if form.errors else 200)


@require_safe
def tally(request: Request, pk: uuid.UUID) -> HttpResponse:
    """The sheet for the scrutineers' signatures."""
    row = _of(request, pk)
    found = queries.to_confirm(row) if not policies.why_not_tally(request.user, row) else queries.released(row)
    if found.why:
        raise Refusal(found.why)
    return handed(printing.tally_sheet(row, found), f"{row.title}计票单.pdf", inline=True)
