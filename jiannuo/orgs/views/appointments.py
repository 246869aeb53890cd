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
from jiannuo.orgs.actions import signins
from jiannuo.orgs.forms import AdmitForm, AppointForm, DismissForm
from jiannuo.orgs.models import Appointment, OrgKind, Role
from jiannuo.orgs.views.slips import hand_over, waiting


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
    held = queries.offices_with_holders(shown)
    rows = [(a, _why_not_dismiss(request, a), policies.why_not_reissue(request.user, a)) for a in held]
    context = {
        "organisation": shown,
        "is_branch": shown.kind == OrgKind.BRANCH,
        "keeps_second_line": not policies.why_not_keep_second_line(request.user),
        "has_people": queries.may_be_chosen(shown).exists(),
        "may_list": queries.knows_all_below(request.user, shown),
        "may_admit": bool(policies.roles_to_admit(request.user, shown)),
        "waiting": waiting(request),
        "rows": rows,
        "form": form,
        "dismiss_form": DismissForm(),
        "why_not": policies.why_not_appoint(request.user, shown, Role.ORGANISER, None),
        "no_secretary": _no_secretary(shown.pk),
        "secretaries": queries.secretaries_of([shown.pk]).get(shown.pk, 0),
    }
    return render(request, "orgs/appointments.html", context)


def _no_secretary(organisation_id: int) -> str:
    if queries.has_organiser(organisation_id):
        return "审诺、定诺和备案由组织委员办理，请上级党组织尽快任命书记。"
    return "也没有组织委员，审诺、定诺和备案无人办理，请上级党组织尽快任命。"


def _why_not_dismiss(request: Request, held: Appointment) -> str:
    if held.ends_on is not None and held.ends_on < today():
        return "已经免去。"
    return policies.why_not_dismiss(request.user, held)


@require_http_methods(["GET", "POST"])
def admit(request: Request, pk: int) -> HttpResponse:
    """Somebody on no roster: the office and, on a slip shown once, the sign-in for it."""
    shown = get_object_or_404(queries.known_to(request.user), pk=pk)
    roles = policies.roles_to_admit(request.user, shown)
    if not roles:
        raise Refusal(policies.why_not_appoint(request.user, shown, Role.CITIZEN, None))
    form = AdmitForm(shown, roles, request.POST or None)
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        return hand_over(request, [signins.admit(shown, by=request.user, **told)])
    context = {
        "organisation": shown,
        "form": form,
        "lacks_group": Role.GUIDE in roles and not shown.guidance_groups.exists(),
        "keeps_second_line": not policies.why_not_keep_second_line(request.user),
    }
    return render(request, "orgs/admit.html", context)


@require_POST
def reissue(request: Request, pk: int) -> HttpResponse:
    """A new first password for somebody in office who is on no roster."""
    held = get_object_or_404(queries.appointments_known_to(request.user), pk=pk)
    return hand_over(request, [signins.reissue(held, by=request.user)])


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
        messages.warning(request, f"本组织现在没有书记。{_no_secretary(held.organisation_id)}")
    return redirect("orgs:appointments", pk=held.organisation_id)
