"""C4: guidance per class and subject: who has written what, its editing, and which text applies to a branch and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.errors import Stale, require
from jiannuo.base.numbers import number
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation, OrgClass
from jiannuo.rounds import actions, policies, queries
from jiannuo.rounds.examples import built_in
from jiannuo.rounds.forms import GuidanceForm
from jiannuo.rounds.models import ClassGuidance, Round, Subject
from jiannuo.ui.beside import beside, typed_over


def _asked(request: Request, known: list[Round]) -> Round | None:
    """The round of the year asked for, else the current one."""
    year = number(request.GET.get("year", ""))
    return next((found for found in known if found.year == year), next(iter(known), None))


def _round(request: Request) -> Round:
    found = _asked(request, queries.guidable())
    if found is None:
        raise Http404
    return found


@require_safe
def guidance(request: Request) -> HttpResponse:
    """For each of the person's offices: the classes it may guide, what it has written, and what is still built in."""
    known = queries.guidable()
    round_ = _asked(request, known)
    bodies = list(queries.bodies_of(request.user))
    written = queries.guidance_of_bodies(round_, {body.pk for body in bodies}) if round_ else {}
    shown = [(body, _rows(request, body, written)) for body in bodies]
    mine = Organisation.objects.filter(members__user=request.user, members__left_on__isnull=True).first()
    context: dict[str, Any] = {"round": round_, "bodies": [(body, rows) for body, rows in shown if rows], "mine": mine}
    context |= {"years": [found.year for found in reversed(known)], "asked": _query(request)}
    return render(request, "rounds/guidance.html", context)


def _query(request: Request) -> str:
    """The year as an address keeps it, where one was asked for."""
    asked = number(request.GET.get("year", ""))
    return f"?year={asked}" if asked else ""


def _back(request: Request) -> HttpResponse:
    return redirect(reverse("rounds:guidance") + _query(request))


def _rows(request: Request, body: Organisation, written: dict[tuple[int, str, str], ClassGuidance]) -> list[Any]:
    guided = policies.classes_guided(request.user, body)
    return [
        (OrgClass(c), [(Subject(s), written.get((body.pk, c, s))) for s in Subject.values])
        for c in OrgClass.values
        if c in guided
    ]


def _audience(org_class: str, subject: str) -> tuple[str, str]:
    if org_class not in OrgClass.values or subject not in Subject.values:
        raise Http404
    return org_class, subject


def edit(request: Request, pk: int, org_class: str, subject: str) -> HttpResponse:
    """Write what one body says to one class; the built-in examples stand beside as a start."""
    organisation = get_object_or_404(queries.bodies_of(request.user), pk=pk)
    round_, audience = _round(request), _audience(org_class, subject)
    require(policies.why_not_guide(request.user, organisation, org_class))
    found = queries.guidance_of(round_, organisation).get(audience)
    kinds = queries.kinds_of(round_, subject)
    form = GuidanceForm(kinds, found, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        refill(form, request)
    context: dict[str, Any] = {"round": round_, "organisation": organisation, "form": form, "guidance": found}
    context |= {"org_class": OrgClass(org_class), "subject": Subject(subject)}
    context["asked"] = _query(request)
    context["built_in"] = [(kinds[k], texts) for k, texts in built_in(org_class, subject).items()]
    if request.method != "POST" or not form.is_valid():
        return render(request, "rounds/guidance_edit.html", context, status=422 if form.is_bound else 200)
    with beside(only=Stale) as told:
        actions.guide(round_, organisation, audience, form.words, by=request.user, version=form.cleaned_data["version"])
        messages.success(request, "指导意见已保存，下级写承诺时就会看到。")
        return _back(request)
    context["form"] = GuidanceForm(kinds, found, typed_over(request.POST, told.version))
    context |= {"stale": told.sentence, "stored": found}
    return render(request, "rounds/guidance_edit.html", context, status=told.status)


@require_POST
def withdraw(request: Request, pk: int, org_class: str, subject: str) -> HttpResponse:
    """Take the own words back."""
    organisation = get_object_or_404(queries.bodies_of(request.user), pk=pk)
    found = queries.guidance_of(_round(request), organisation).get(_audience(org_class, subject))
    if found is None:
        raise Http404
    actions.withdraw_guidance(found, by=request.user)
    messages.success(request, "已撤回，改用上一级或内置的例子。")
    return _back(request)


@require_safe
def applies(request: Request, pk: int) -> HttpResponse:
    """Which text applies to an organisation, and why: the line of bodies above, nearest first."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = _round(request)
    parts = [
        (
            Subject(subject),
            queries.advice_for(round_, organisation, subject),
            queries.line_of_guidance(round_, organisation, subject),
            queries.kinds_of(round_, subject),
        )
        for subject in Subject.values
    ]
    context = {"round": round_, "organisation": organisation, "parts": [_shown(*part) for part in parts]}
    return render(request, "rounds/applies.html", context)


def _shown(subject: Subject, advice: queries.Advice, line: list[Any], kinds: dict[str, str]) -> dict[str, Any]:
    examples = [(label, advice.examples.get(kind, [])) for kind, label in kinds.items()]
    return {"subject": subject.label, "advice": advice, "line": line, "examples": examples}
