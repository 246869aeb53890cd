from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.errors import require
from jiannuo.base.numbers import number
from jiannuo.base.text import one_line
from jiannuo.orgs import policies, queries
from jiannuo.orgs.actions import tree as actions
from jiannuo.orgs.forms import CloseForm, FoundForm, OrganisationForm
from jiannuo.orgs.models import Organisation, OrgKind
from jiannuo.orgs.offices import below, oversees
from jiannuo.orgs.views.form_page import form_page

_PER_PAGE = 50
SHOWN = {"": "逐级查看", "headless": "没有登记书记的"}


@require_GET
def tree(request: Request) -> HttpResponse:
    """One level at a time, from where the person's own tree begins; or all that a search finds."""
    text, show = one_line(request.GET.get("q", "")), request.GET.get("show", "")
    known = queries.known_to(request.user)
    if show == "headless":
        known = queries.without_secretary(_seen_from(known, number(request.GET.get("below", ""))))
    rows = queries.named_like(known, text) if text or show == "headless" else queries.roots_of(request.user)
    page = Paginator(rows.values_list("pk", flat=True), _PER_PAGE).get_page(request.GET.get("page"))
    chosen = Organisation.objects.filter(pk__in=page.object_list).select_related("parent")
    shown = queries.with_counts(chosen).order_by("path")
    context = {"rows": shown, "page": page, "text": text, "show": show, "choices": SHOWN.items()}
    return render(request, "orgs/tree.html", context)


def _seen_from(known: QuerySet[Organisation], pk: int | None) -> QuerySet[Organisation]:
    """As a desk counts them: below the organisation; its own secretary is missed from above, where there is one."""
    top = known.filter(pk=pk).first() if pk else None
    if top is None:
        return known
    rows = known.filter(below(top.path or ""))
    return rows.exclude(pk=top.pk) if top.parent_id else rows


@require_GET
def organisation(request: Request, pk: int) -> HttpResponse:
    """C2, C4: duty, class, sector; the level below; who holds which office; what may be done here."""
    shown = get_object_or_404(queries.known_to(request.user), pk=pk)
    children = queries.children_known_to(request.user, shown)
    page = Paginator(children.values_list("pk", flat=True), _PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.with_counts(Organisation.objects.filter(pk__in=page.object_list)).order_by("path")
    is_overseen = oversees(request.user, shown.path or "")
    context = {
        "organisation": shown,
        "line": queries.line_above(request.user, shown),
        "rows": rows,
        "page": page,
        "offices": queries.in_office_at(shown),
        "total": queries.with_counts(Organisation.objects.filter(pk=shown.pk)).get(),
        "may_list": queries.knows_all_below(request.user, shown),
        "is_in_reach": is_overseen or queries.visible_to(request.user).filter(pk=pk).exists(),
        "is_overseen": is_overseen,
        "why_not_maintain": policies.why_not_maintain(request.user, shown),
        "why_not_found": policies.why_not_found(request.user, shown),
        "why_not_close": policies.why_not_close(request.user, shown),
        "keeps_second_line": shown.parent_id is None and not policies.why_not_keep_second_line(request.user),
        "close_form": CloseForm(),
        "is_branch": shown.kind == OrgKind.BRANCH,
    }
    return render(request, "orgs/organisation.html", context)


@require_http_methods(["GET", "POST"])
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.known_to(request.user), pk=pk)
    require(policies.why_not_maintain(request.user, shown))

    def act(told: dict[str, Any]) -> HttpResponse:
        actions.edit(shown, told, by=request.user, version=told["version"])
        messages.success(request, "资料已保存。")
        return redirect("orgs:organisation", pk=pk)

    form_of = partial(OrganisationForm, shown)
    return form_page(request, "orgs/organisation_edit.html", form_of, act, stored=shown, organisation=shown)


@require_http_methods(["GET", "POST"])
def found(request: Request, pk: int) -> HttpResponse:
    parent = get_object_or_404(queries.known_to(request.user), pk=pk)
    require(policies.why_not_found(request.user, parent))

    def act(told: dict[str, Any]) -> HttpResponse:
        made = actions.found(by=request.user, parent=parent, **told)
        messages.success(request, f"已建立“{made.name}”。")
        return redirect("orgs:organisation", pk=made.pk)

    return form_page(request, "orgs/found.html", partial(FoundForm, parent), act, parent=parent)


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.known_to(request.user), pk=pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        require("请填写撤销日期，再撤销。")
    actions.close(shown, by=request.user, closed_on=form.cleaned_data["closed_on"])
    messages.success(request, f"“{shown.name}”已撤销，历史记录保持原样。")
    return redirect("orgs:organisation", pk=pk)
