from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.dates import said, today
from jiannuo.base.errors import Refusal
from jiannuo.orgs import policies, queries
from jiannuo.orgs.actions import appointments as actions
from jiannuo.orgs.forms import AppointForm, DismissForm
from jiannuo.orgs.models import Appointment, Role


@require_http_methods(["GET", "POST"])
def appointments(request: Request, pk: int) -> HttpResponse:
    """Who holds and who held which office here; appointing somebody."""
    shown = get_object_or_404(queries.known_to(request.user), pk=pk)
    form = AppointForm(shown, request.POST or None)
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data
        made = actions.appoint(
            by=request.user,
            user=told["user"],
            organisation=shown,
            role=Role(told["role"]),
            starts_on=told["starts_on"],
            title=told["title"],
            guidance_group=told["guidance_group"],
        )
        messages.success(request, f"已任命{made.user.display_name}为{made.title or made.get_role_display()}。")
        return redirect("orgs:appointments", pk=pk)
    rows = [(a, _why_not_dismiss(request, a)) for a in queries.offices_at(shown)]
    context = {
        "organisation": shown,
        "rows": rows,
        "form": form,
        "dismiss_form": DismissForm(),
        "why_not": policies.why_not_appoint(request.user, shown, Role.ORGANISER, None),
        "secretaries": queries.secretaries_of([shown.pk]).get(shown.pk, 0),
    }
    return render(request, "orgs/appointments.html", context)


def _why_not_dismiss(request: Request, held: Appointment) -> str:
    if held.ends_on is not None and held.ends_on < today():
        return "已经免去。"
    return policies.why_not_dismiss(request.user, held)


@require_POST
def dismiss(request: Request, pk: int) -> HttpResponse:
    held = get_object_or_404(queries.appointments_known_to(request.user), pk=pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写免职日期，再办理。")
    actions.dismiss(held, by=request.user, ends_on=form.cleaned_data["ends_on"])
    messages.success(
        request, f"{held.user.display_name}的职务任到{said(form.cleaned_data['ends_on'])}，过了这一天权限随之结束。"
    )
    if held.role == Role.SECRETARY and not queries.secretaries_of([held.organisation_id]):
        messages.warning(request, "本组织现在没有书记，审诺、定诺和备案无人办理，请尽快任命。")
    return redirect("orgs:appointments", pk=held.organisation_id)
