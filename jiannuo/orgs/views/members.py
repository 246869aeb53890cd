from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiannuo.accounts.actions import first_password
from jiannuo.accounts.http import Request
from jiannuo.accounts.once import acting_once, reads_first
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import one_line
from jiannuo.journal.queries import of
from jiannuo.orgs import policies, queries
from jiannuo.orgs.actions import members as actions
from jiannuo.orgs.actions import signins
from jiannuo.orgs.forms import LeaveForm, MemberForm
from jiannuo.orgs.models import OrgKind
from jiannuo.orgs.views.form_page import form_page
from jiannuo.orgs.views.slips import hand_over, waiting

_PER_PAGE = 50
SHOWN = {
    "": "在册党员",
    "probationary": "预备党员",
    "mobile": "流动党员",
    "lost": "失联党员",
    "no_sign_in": "未发放登录账号",
    "no_duty": "未填岗位职责",
    "left": "已离开",
}


@require_GET
def members(request: Request, pk: int) -> HttpResponse:
    """The roster of the organisation and of all below it."""
    shown = get_object_or_404(queries.rosters_known_to(request.user), pk=pk)
    text, show = one_line(request.GET.get("q", "")), request.GET.get("show", "")
    rows = queries.members_of(request.user, shown, text=text, show=show)
    page = Paginator(rows.values_list("pk", flat=True), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": shown,
        "page": page,
        "rows": queries.members_known_to(request.user).filter(pk__in=page.object_list).order_by("branch_id", "id"),
        "text": text,
        "show": show,
        "choices": SHOWN.items(),
        "is_branch": shown.kind == OrgKind.BRANCH,
        "never_entered": signins.sheaf(shown, again=True).exists(),
        "waiting": waiting(request),
        "why_not": policies.why_not_maintain(request.user, shown),
    }
    return render(request, "orgs/members.html", context)


@require_GET
def member(request: Request, pk: int) -> HttpResponse:
    """C2: the post and its duty; consent with who and when; the sign-in."""
    shown = get_object_or_404(queries.members_known_to(request.user), pk=pk)
    consents = of(shown).filter(verb__in=["consent_given", "consent_withdrawn"]).order_by("-id")[:5]
    context = {
        "member": shown,
        "consents": consents,
        "may_list": queries.knows_all_below(request.user, shown.branch),
        "why_not": policies.why_not_maintain_member(request.user, shown),
        "why_not_leave": policies.why_not_leave(request.user, shown),
        "why_not_issue": policies.why_not_issue(request.user, shown),
        "leave_form": LeaveForm(),
    }
    return render(request, "orgs/member.html", context)


@require_http_methods(["GET", "POST"])
def member_edit(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.members_known_to(request.user), pk=pk)
    require(policies.why_not_maintain_member(request.user, shown))

    def act(told: dict[str, Any]) -> HttpResponse:
        actions.edit(shown, told, by=request.user, version=told["version"] or 0)
        messages.success(request, "资料已保存。")
        return redirect("orgs:member", pk=pk)

    form_of = partial(MemberForm, shown.branch, member=shown)
    return form_page(request, "orgs/member_edit.html", form_of, act, stored=shown, member=shown)


@require_http_methods(["GET", "POST"])
def member_add(request: Request, pk: int) -> HttpResponse:
    branch = get_object_or_404(queries.rosters_known_to(request.user), pk=pk)
    require(policies.why_not_maintain(request.user, branch))

    def act(told: dict[str, Any]) -> HttpResponse:
        made = actions.enrol(branch, told, by=request.user)
        messages.success(request, f"{made.name}已编入{branch.short_name}。")
        return redirect("orgs:member", pk=made.pk)

    return form_page(request, "orgs/member_add.html", partial(MemberForm, branch), act, branch=branch)


@require_POST
def member_leave(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.members_known_to(request.user), pk=pk)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写离开日期和原因，再办理。")
    actions.leave(shown, by=request.user, **form.cleaned_data)
    messages.success(request, f"{shown.name}已离开{shown.branch.short_name}，登录账号已停用。")
    return redirect("orgs:member", pk=pk)


@require_POST
def sign_in(request: Request, pk: int) -> HttpResponse:
    """A slip for one member: a first sign-in, or a new password for the one there is."""
    shown = get_object_or_404(queries.members_known_to(request.user), pk=pk)
    return hand_over(request, [signins.issue(shown, by=request.user)])


@reads_first
@require_POST
def sign_ins(request: Request, pk: int) -> HttpResponse:
    """Slips for all of the branch who have no sign-in yet, or anew for those who have never entered with theirs."""
    branch = get_object_or_404(queries.rosters_known_to(request.user), pk=pk)
    require(policies.why_not_maintain(request.user, branch))
    again = "again" in request.POST
    firsts = [first_password() for _ in signins.sheaf(branch, again=again)]
    issue = partial(signins.issue_all, branch, firsts, by=request.user, again=again)
    return acting_once(request, lambda: hand_over(request, issue()))
