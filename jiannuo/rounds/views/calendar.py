"""C24, C34: the rounds, one round's calendar with how each day was reckoned, and its editing by the opener."""

from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.dates import today
from jiannuo.base.errors import Stale, require
from jiannuo.orgs.models import Organisation
from jiannuo.rounds import actions, policies, queries
from jiannuo.rounds.beginnings import said_of
from jiannuo.rounds.forms import CalendarForm, OpenForm
from jiannuo.rounds.models import Round, Step
from jiannuo.rounds.presets import ONE_DATE, TWO_WORDS
from jiannuo.ui.beside import Told, beside, typed_over


def _root() -> Organisation | None:
    return Organisation.objects.filter(parent=None).order_by("pk").first()


def index(request: Request) -> HttpResponse:
    """All rounds; the root's officer opens the next one here."""
    root = _root()
    why_not = policies.why_not_open(request.user, root)
    known = list(queries.all_rounds())
    next_year = max([today().year, *(found.year + 1 for found in known)])
    form = OpenForm(request.POST if request.method == "POST" else None, initial={"year": next_year})
    if request.method == "POST" and root and form.is_valid():
        require(why_not)
        opened = actions.open_round(by=request.user, organisation=root, year=form.cleaned_data["year"])
        messages.success(request, f"{opened.title}已建立，请核对日程。")
        return redirect("rounds:round", year=opened.year)
    last = queries.last_of(root, next_year) if root else None
    context = {"rounds": known, "form": form, "why_not": why_not, "last": last}
    return render(request, "rounds/index.html", context, status=422 if form.is_bound else 200)


@require_safe
def round_page(request: Request, year: int) -> HttpResponse:
    """The calendar, the cadences with their sources, who binds."""
    found = get_object_or_404(queries.all_rounds(), year=year)
    order = list(Step.values)
    context: dict[str, Any] = {"round": found, "cadences": list(found.cadences.order_by("id")), "two_words": TWO_WORDS}
    context |= {"one_date": ONE_DATE, "follows": said_of(found), "is_ahead": found.opens_on > today()}
    context["milestones"] = sorted(found.milestones.all(), key=lambda m: order.index(m.step))
    context["why_not"] = policies.why_not_edit(request.user, found)
    return render(request, "rounds/round.html", context)


def edit(request: Request, year: int) -> HttpResponse:
    """Change the calendar; a stale form is answered with what is stored."""
    found = get_object_or_404(queries.all_rounds(), year=year)
    require(policies.why_not_edit(request.user, found))
    form = _form(found, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        refill(form, request)
    if request.method != "POST" or not form.is_valid():
        return render(request, "rounds/edit.html", {"round": found, "form": form}, status=422 if form.is_bound else 200)
    with beside(only=Stale) as told:
        actions.set_calendar(found, form.calendar, by=request.user, version=form.cleaned_data["version"])
        messages.success(request, "日程已保存。")
        return redirect("rounds:round", year=year)
    return _conflict(request, found, form, told)


def _form(round_: Round, data: Any = None) -> CalendarForm:
    order = list(Step.values)
    milestones = sorted(round_.milestones.all(), key=lambda m: order.index(m.step))
    return CalendarForm(round_, milestones, list(round_.cadences.order_by("id")), data)


def _said(field: BoundField) -> Any:
    """The value as it is shown: a choice by its label."""
    value = field.value()
    return dict(getattr(field.field, "choices", ())).get(value, value)


def _conflict(request: Request, round_: Round, form: CalendarForm, told: Told) -> HttpResponse:
    round_.refresh_from_db()
    mine, stored = _form(round_, typed_over(request.POST, round_.version)), _form(round_)
    differing = [
        (field.label, _said(stored[field.name]))
        for field in form.visible_fields()
        if str(stored[field.name].value()) != str(form[field.name].value())
    ]
    context = {"round": round_, "form": mine, "sentence": told.sentence, "stored": differing}
    return render(request, "rounds/edit.html", context, status=told.status)
