"""One duty with how its day was reckoned; putting off and waiving, for one or many, and taking both back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.dates import named, today
from jiannuo.base.numbers import number as number_of
from jiannuo.duties import actions, policies, queries, wording
from jiannuo.duties.forms import ExemptForm, ExtendForm
from jiannuo.duties.models import Duty
from jiannuo.duties.states import state_of
from jiannuo.rounds import queries as rounds
from jiannuo.ui.beside import beside

_AT_ONCE = 60


@require_safe
def duty(request: Request, pk: int) -> HttpResponse:
    """How it stands, by when and why by then; what was decided about it."""
    found = get_object_or_404(queries.visible_to(request.user).select_related("exemption", "obliged"), pk=pk)
    state = state_of(found, today())
    context = {
        "duty": found,
        "tone": wording.BADGES[state],
        "word": state.label,
        "history": wording.history(found),
        "is_open": found.done_on is None and found.exemption_id is None,
        "why_not_extend": policies.why_not_extend(request.user, found),
        "why_not_exempt": policies.why_not_exempt(request.user, found),
        "why_not_shorten": policies.why_not_shorten(request.user, found),
        "why_not_end": policies.why_not_end(request.user, found.exemption) if found.exemption else "",
    }
    return render(request, "duties/duty.html", context)


def _picked(request: Request) -> QuerySet[Duty]:
    """The ticked duties, as far as the person may see them."""
    given = request.POST if request.method == "POST" else request.GET
    picks = [pk for pick in given.getlist("pick")[:_AT_ONCE] if (pk := number_of(pick))]
    return queries.visible_to(request.user).filter(pk__in=picks).order_by("path", "id")


def extend(request: Request) -> HttpResponse:
    """延期: what was ticked, until when, why."""
    form = ExtendForm(request.POST if request.method == "POST" else None)
    rows = _rows(request, form)
    if request.method == "POST" and form.is_valid():
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        with beside(form):
            actions.extend(rows, until, reason, by=request.user)
            messages.success(request, f"{_named(rows)}已延至{named(until)}。")
            return redirect(_back(rows[0]))
    return _page(request, rows, form, title="延期", label="同意延期", why_not=policies.why_not_extend)


def exempt(request: Request) -> HttpResponse:
    """免办: what was ticked, on which ground, until when."""
    form = ExemptForm(request.POST if request.method == "POST" else None)
    rows = _rows(request, form)
    if request.method == "POST" and form.is_valid():
        with beside(form):
            actions.exempt(rows, form.waiver, by=request.user)
            messages.success(request, f"{_named(rows)}已免办。")
            return redirect(_back(rows[0]))
    return _page(request, rows, form, title="免办", label="同意免办", why_not=policies.why_not_exempt)


def _rows(request: Request, form: Any) -> list[Duty]:
    rows = list(_picked(request))
    if request.method == "POST" and not rows:
        raise Http404
    if request.method == "GET":
        refill(form, request)
    return rows


def _named(rows: list[Duty]) -> str:
    head = f"{rows[0].subject_name}的{rows[0].label}"
    return head if len(rows) == 1 else f"{head}等 {len(rows)} 项"


def _back(row: Duty) -> str:
    address = reverse("duties:missing", args=[row.organisation_id, row.kind, row.period])
    return f"{address}?year={row.round.year}"


def _page(request: Request, rows: list[Duty], form: Any, *, title: str, label: str, why_not: Any) -> HttpResponse:
    reasons = [(row, why_not(request.user, row)) for row in rows]
    context = {
        "rows": reasons,
        "form": form,
        "title": title,
        "label": label,
        "is_past": _is_past(rows),
        "why_not": next((reason for _, reason in reasons if reason), "") if rows else "请先在名单中勾选。",
        "back": _back(rows[0]) if rows else reverse("desk:desk"),
    }
    return render(request, "duties/leave.html", context, status=422 if form.is_bound else 200)


def _is_past(rows: list[Duty]) -> bool:
    """All of rounds before the one that runs."""
    now = rounds.current() if rows else None
    return now is not None and all(row.round.year < now.year for row in rows)


@require_POST
def shorten(request: Request, pk: int) -> HttpResponse:
    """Undo an extension."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.shorten(found, by=request.user)
    messages.success(request, "延期已撤销，按原来的日期办理。")
    return redirect("duties:duty", pk=pk)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """End the exemption that covers this duty."""
    found = get_object_or_404(queries.visible_to(request.user).filter(exemption__isnull=False), pk=pk)
    if found.exemption is not None:
        actions.end_exemption(found.exemption, by=request.user)
    messages.success(request, "免办已结束，从今天起照常办理。")
    return redirect("duties:duty", pk=pk)
