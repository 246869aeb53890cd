"""Yearly appraisals as Excel, every row behind their numbers with them (C29)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.appraisal.exporting import workbook
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.appraisal.views.yearly_one import found
from jiannuo.base.errors import Refusal
from jiannuo.orgs import queries as orgs
from jiannuo.ui.files import handed


@require_safe
def yearly_export(request: Request, pk: int) -> HttpResponse:
    """One appraisal with every row behind its numbers."""
    row = found(request, pk)
    if not policies.is_told(request.user, row):
        raise Refusal("评定意见还没有提出，提出后才能导出。")
    return handed(workbook([(row, queries.reckoning_for(request.user, row))], str(row)), f"{row}.xlsx")


@require_safe
def yearly_export_all(request: Request, pk: int) -> HttpResponse:
    """All that one body appraises, as far as the reader's pages show it: for those who run it and those above."""
    decider = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = round_asked(request)
    rows = queries.visible_to(request.user).filter(decider=decider, round=round_)
    ordered = rows.order_by("organisation__path", "member_id")
    taken = [row for row in ordered if policies.is_told(request.user, row)]
    if not taken:
        raise Refusal("还没有可以导出的：评定意见提出后才能导出。")
    name = f"{decider.short_name}{round_.year if round_ else ''}年年度评议"
    told = [(row, queries.reckoning_for(request.user, row)) for row in taken]
    return handed(workbook(told, name), f"{name}.xlsx")
