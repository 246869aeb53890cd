from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.errors import Stale, require
from jiannuo.orgs import policies, queries
from jiannuo.orgs.actions import second_line as actions
from jiannuo.orgs.forms import GroupForm, GroupNameForm, SectorForm, stored_beside


def _form_page(request: Request, title: str, form: object, **more: object) -> HttpResponse:
    status = 409 if more.get("sentence") else 200
    return render(request, "orgs/second_line_form.html", {"title": title, "form": form, **more}, status=status)


def _with_version(request: Request, version: int) -> QueryDict:
    """What was typed, to be saved over what is stored now."""
    data = request.POST.copy()
    data["version"] = str(version)
    return data


@require_GET
def second_line(request: Request) -> HttpResponse:
    """C32: every sector, and every group with its territory."""
    require(policies.why_not_keep_second_line(request.user))
    sectors, groups = list(queries.sectors()), list(queries.guidance_groups())
    return render(request, "orgs/second_line.html", {"sectors": sectors, "groups": groups})


@require_http_methods(["GET", "POST"])
def sector_add(request: Request) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    form = SectorForm(request.POST or None)
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data
        made = actions.add_sector(by=request.user, name=told["name"], classes=told["classes"])
        messages.success(request, f"已增加“{made.name}”。请在各党组织的「修改资料」里选上这个系统。")
        return redirect("orgs:second_line")
    return _form_page(request, "增加系统", form)


@require_http_methods(["GET", "POST"])
def sector_edit(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    sector = get_object_or_404(queries.sectors(), pk=pk)
    form = SectorForm(request.POST or None, sector=sector)
    sentence, lines = "", None
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data
        name, classes, version = told["name"], told["classes"], told["version"] or 0
        try:
            actions.edit_sector(sector, by=request.user, name=name, classes=classes, version=version)
        except Stale as stale:
            form = SectorForm(_with_version(request, sector.version), sector=sector)
            sentence, lines = stale.sentence, stored_beside(form, sector)
        else:
            messages.success(request, "系统已保存。")
            return redirect("orgs:second_line")
    return _form_page(request, "修改系统", form, sentence=sentence, stored_lines=lines)


@require_POST
def sector_remove(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    sector = get_object_or_404(queries.sectors(), pk=pk)
    actions.remove_sector(sector, by=request.user)
    messages.success(request, f"“{sector.name}”已删除。")
    return redirect("orgs:second_line")


@require_http_methods(["GET", "POST"])
def group_add(request: Request) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    form = GroupForm(request.POST or None)
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data
        made = actions.add_group(
            by=request.user, name=told["name"], sector=told["sector"], organisation=told["organisation"]
        )
        messages.success(request, f"已设立“{made.name}”。请点「任命成员」，成员才能登录查看本系统。")
        return redirect("orgs:second_line")
    return _form_page(request, "设立指导小组", form, has_sectors=queries.sectors().exists(), is_group=True)


@require_http_methods(["GET", "POST"])
def group_edit(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    group = get_object_or_404(queries.guidance_groups(), pk=pk)
    form = GroupNameForm(request.POST or None, group=group)
    sentence, lines = "", None
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        told = form.cleaned_data
        try:
            actions.rename_group(group, by=request.user, name=told["name"], version=told["version"] or 0)
        except Stale as stale:
            form = GroupNameForm(_with_version(request, group.version), group=group)
            sentence, lines = stale.sentence, stored_beside(form, group)
        else:
            messages.success(request, "小组名称已保存。")
            return redirect("orgs:second_line")
    lead = f"{group.sector.name} · {group.organisation.name}"
    return _form_page(request, "修改指导小组", form, sentence=sentence, stored_lines=lines, lead=lead)


@require_POST
def group_remove(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    group = get_object_or_404(queries.guidance_groups(), pk=pk)
    actions.remove_group(group, by=request.user)
    messages.success(request, f"“{group.name}”已删除。")
    return redirect("orgs:second_line")
