"""自评 on a phone: one tap and a line; afterwards the opinion and a place to reply (C29). The round's weights."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions.yearly_scale import set_scale
from jiannuo.appraisal.actions.yearly_words import assess_self, begin
from jiannuo.appraisal.forms.yearly import ScaleForm, SelfForm
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.appraisal.reckoning import period_of
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import named, today
from jiannuo.base.errors import require
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import period_numbered, window_of
from jiannuo.rounds.policies import why_not_edit
from jiannuo.rounds.presets import appraisal_terms
from jiannuo.ui.beside import beside


@require_http_methods(["GET", "HEAD", "POST"])
def my_yearly(request: Request) -> HttpResponse:
    """A member's own."""
    member = Member.objects.filter(user=request.user, left_on__isnull=True).select_related("branch__parent").first()
    if member is None:
        return render(request, "appraisal/no_report.html", {"is_member": False})
    return _own(request, member.branch, member)


@require_http_methods(["GET", "HEAD", "POST"])
def yearly_own(request: Request, pk: int) -> HttpResponse:
    """An organisation's own, for its officers."""
    return _own(request, get_object_or_404(orgs.visible_to(request.user), pk=pk), None)


def _own(request: Request, organisation: Organisation, member: Member | None) -> HttpResponse:
    round_ = round_asked(request)
    if round_ is None:
        return render(request, "appraisal/no_round.html", {"title": "年度评议"})
    row = _row(request, round_, organisation, member)
    if row is not None and row.state != YearlyState.DRAFTED:
        return redirect("appraisal:yearly_one", pk=row.pk)
    why_not = _why_not(request, round_, organisation, member)
    form = SelfForm(request.POST if request.method == "POST" else kept_data(request), initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        with beside(form):
            require(why_not)
            _save(request, round_, organisation, member, form)
            messages.success(request, "自评已保存。评定意见提出后，请再到这里看，可以提出说明。")
            return redirect(f"{request.path}?year={round_.year}")
    context: dict[str, Any] = {"row": row, "round": round_, "organisation": organisation, "member": member}
    context |= {"why_not": why_not, "form": form, "years": rounds.latest_years()}
    return render(request, "appraisal/yearly_own.html", context, status=422 if form.errors else 200)


def _row(request: Request, round_: Round, where: Organisation, member: Member | None) -> YearlyAppraisal | None:
    return queries.visible_to(request.user).filter(round=round_, organisation=where, member=member).first()


def _initial(row: YearlyAppraisal | None) -> dict[str, Any]:
    return {"grade": row.self_grade, "words": row.self_words, "version": row.version} if row else {}


def _save(request: Request, round_: Round, organisation: Organisation, member: Member | None, form: SelfForm) -> None:
    told = form.cleaned_data
    row = begin(round_, organisation, member, by=request.user)
    assess_self(row, told["grade"], told["words"], by=request.user, version=told["version"] or 0)


def _why_not(request: Request, round_: Round, organisation: Organisation, member: Member | None) -> str:
    """Before the window of the year's appraisal has opened it is too early for a word on the year."""
    if member is None and organisation.parent_id is None:
        return f"{organisation.short_name}没有上一级党组织，不在这里评议。"
    if member is None and not policies.runs(request.user, organisation):
        return f"自评由{organisation.short_name}的书记或组织委员填写。"
    period = period_numbered(round_, Practice.APPRAISAL, period_of(round_))
    cadence = round_.cadences.filter(practice=Practice.APPRAISAL).first()
    if period is None or cadence is None:
        return ""
    opens = window_of(period, cadence).opens_on
    return f"{round_.year}年的年度评议从{named(opens)}开始。" if today() < opens else ""


@require_http_methods(["GET", "HEAD", "POST"])
def yearly_scale(request: Request, year: int) -> HttpResponse:
    """C29: the round's weights, for everybody to read, for its opener to change until anything is decided."""
    round_ = get_object_or_404(rounds.all_rounds(), year=year)
    why_not = why_not_edit(request.user, round_)
    why_not = why_not or policies.why_not_weigh(round_, is_decided=queries.is_decided(round_))
    data = request.POST if request.method == "POST" else kept_data(request)
    form = ScaleForm(appraisal_terms(round_.terms), round_.version, data)
    if request.method == "POST" and form.is_valid():
        with beside(form):
            set_scale(round_, form.terms, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, "权重和起点已保存。已经核算的，请再核算一次。")
            return redirect("appraisal:yearly_scale", year=year)
    context = {"round": round_, "form": form, "why_not": why_not}
    return render(request, "appraisal/yearly_scale.html", context, status=422 if form.errors else 200)
