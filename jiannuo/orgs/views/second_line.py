from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.errors import require
from jiannuo.orgs import policies, queries
from jiannuo.orgs.actions import second_line as actions
from jiannuo.orgs.forms import GroupForm, GroupNameForm, SectorForm
from jiannuo.orgs.views.form_page import form_page

_PAGE = "orgs/second_line_form.html"


def _done(request: Request, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("orgs:second_line")


@require_GET
def second_line(request: Request) -> HttpResponse:
    """C32: every sector, and every group with its territory."""
    require(policies.why_not_keep_second_line(request.user))
    sectors, groups = list(queries.sectors()), list(queries.guidance_groups())
    return render(request, "orgs/second_line.html", {"sectors": sectors, "groups": groups})


@require_http_methods(["GET", "POST"])
def sector_add(request: Request) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))

    def act(told: dict[str, Any]) -> HttpResponse:
        made = actions.add_sector(by=request.user, name=told["name"], classes=told["classes"])
        return _done(request, f"已增加“{made.name}”。请在各党组织的「修改资料」里选上这个系统。")

    return form_page(request, _PAGE, SectorForm, act, title="增加系统")


@require_http_methods(["GET", "POST"])
def sector_edit(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    sector = get_object_or_404(queries.sectors(), pk=pk)

    def act(told: dict[str, Any]) -> HttpResponse:
        name, classes, version = told["name"], told["classes"], told["version"] or 0
        actions.edit_sector(sector, by=request.user, name=name, classes=classes, version=version)
        return _done(request, "系统已保存。")

    return form_page(request, _PAGE, partial(SectorForm, sector=sector), act, stored=sector, title="修改系统")


@require_POST
def sector_remove(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    sector = get_object_or_404(queries.sectors(), pk=pk)
    actions.remove_sector(sector, by=request.user)
    return _done(request, f"“{sector.name}”已删除。")


@require_http_methods(["GET", "POST"])
def group_add(request: Request) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))

    def act(told: dict[str, Any]) -> HttpResponse:
        name, sector, organisation = told["name"], told["sector"], told["organisation"]
        made = actions.add_group(by=request.user, name=name, sector=sector, organisation=organisation)
        return _done(request, f"已设立“{made.name}”。请点「任命成员」，成员才能登录查看本系统。")

    has_sectors = queries.sectors().exists()
    return form_page(request, _PAGE, GroupForm, act, title="设立指导小组", has_sectors=has_sectors, is_group=True)


@require_http_methods(["GET", "POST"])
def group_edit(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    group = get_object_or_404(queries.guidance_groups(), pk=pk)

    def act(told: dict[str, Any]) -> HttpResponse:
        actions.rename_group(group, by=request.user, name=told["name"], version=told["version"] or 0)
        return _done(request, "小组名称已保存。")

    form_of, lead = partial(GroupNameForm, group=group), f"{group.sector.name} · {group.organisation.name}"
    return form_page(request, _PAGE, form_of, act, stored=group, title="修改指导小组", lead=lead)


@require_POST
def group_remove(request: Request, pk: int) -> HttpResponse:
    require(policies.why_not_keep_second_line(request.user))
    group = get_object_or_404(queries.guidance_groups(), pk=pk)
    actions.remove_group(group, by=request.user)
    return _done(request, f"“{group.name}”已删除。")
