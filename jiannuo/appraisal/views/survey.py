"""群众评议会议 on one page, from convening to 固定会议 (C28)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.appraisal.actions import survey as actions
from jiannuo.appraisal.forms.meeting import HoldForm
from jiannuo.appraisal.forms.survey import ReasonForm, RollForm, SurveyVoteForm
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.policies import survey as policies
from jiannuo.appraisal.queries.summary import is_silent
from jiannuo.appraisal.queries.survey import items_to_ask, surveys_visible_to
from jiannuo.appraisal.survey_minutes import drafted
from jiannuo.ballots import printing
from jiannuo.ballots.actions import Opened
from jiannuo.ballots.running import steps_of
from jiannuo.ballots.wording import too_few
from jiannuo.base.dates import local_day, today
from jiannuo.base.errors import require
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Attendance, Category
from jiannuo.ui.beside import beside, typed_over
from jiannuo.ui.files import handed, site_address


def _of(request: Request, pk: int) -> Survey:
    return get_object_or_404(surveys_visible_to(request.user), pk=pk)


@require_safe
def survey(request: Request, pk: int) -> HttpResponse:
    return _page(request, _of(request, pk))


def _page(request: Request, found: Survey, *, status: int = 200, **filled: Any) -> HttpResponse:
    user, home = request.user, reverse("appraisal:survey", args=[found.pk])
    roll = list(Attendance.objects.filter(meeting=found.meeting).order_by("id"))
    is_live = policies.is_live(found.box)
    items = [] if is_live else items_to_ask(found.organisation, found.round)
    place = {"held_at": found.meeting.held_at, "place": found.meeting.place, "chair": found.meeting.chair}
    context: dict[str, Any] = {
        "survey": found,
        "meeting": found.meeting,
        "year": f"?year={found.round.year}",
        "label": f"{found.round.year}年{actions.label_of(found)}",
        "present": [
            (c.label, found.present[c], [row.name for row in roll if row.category == c])
            for c in Category
            if c in found.present
        ],
        "roll": RollForm.of(found, [row for row in roll if row.member_id is None]),
        "vote": SurveyVoteForm(voters=found.voters, items=items),
        "arrange": HoldForm(initial=place),
        "taking_back": ReasonForm(auto_id="cancel_%s"),
        "is_live": is_live,
        "is_meeting_past": local_day(found.meeting.held_at) < today(),
        "few_came": too_few(found.voters),
        "is_silent": is_silent(found),
        "minutes": found.meeting.minutes or drafted(found),
        "why_not_run": policies.why_not_run(user, found),
        "why_not_roll": policies.why_not_take_roll(user, found),
        "why_not_vote": policies.why_not_open_survey(user, found),
        "why_not_fix": policies.why_not_fix_survey(user, found),
        "why_not_cancel_survey": policies.why_not_cancel_survey(user, found),
    }
    if found.box is not None:
        context |= steps_of(user, found.box, address=site_address(request), home=home)
    return render(request, "appraisal/survey.html", context | filled, status=status)


@require_POST
def survey_arrange(request: Request, pk: int) -> HttpResponse:
    """Another time or place than was entered."""
    found = _of(request, pk)
    require(policies.why_not_run(request.user, found))
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, arrange=form)
    told = form.arranged()
    meetings.rearrange(found.meeting, told.held_at, told.place, told.chair, by=request.user)
    return redirect("appraisal:survey", pk=pk)


@require_POST
def survey_roll(request: Request, pk: int) -> HttpResponse:
    """C28: who came, by category."""
    found = _of(request, pk)
    require(policies.why_not_take_roll(request.user, found))
    form = RollForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, roll=form)
    with beside() as told:
        actions.take_roll(found, form.groups(), by=request.user, version=form.cleaned_data["version"] or 0)
        return redirect(reverse("appraisal:survey", args=[pk]) + "#vote")
    if told.is_stale:  # what stands now is above the form; the next press is meant
        form = RollForm(typed_over(request.POST, told.version))
    form.add_error(None, told.sentence)
    return _page(request, _of(request, pk), status=told.status, roll=form)


@require_POST
def survey_open(request: Request, pk: int) -> HttpResponse:
    """The answer is the only copy of slips and keys: it opens in a window of its own."""
    found = _of(request, pk)
    require(policies.why_not_open_survey(request.user, found))
    form = SurveyVoteForm(request.POST, voters=found.voters, items=items_to_ask(found.organisation, found.round))
    if not form.is_valid():
        return _page(request, found, status=422, vote=form)
    opened = actions.open_survey(found, form.asked(), form.slips(), by=request.user)
    return opening_pdf(request, opened) if opened.box.slip_count else redirect("appraisal:survey", pk=pk)


def opening_pdf(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Slips and keys, kept nowhere."""
    papers = printing.opening_papers(opened, address=site_address(request))
    return handed(papers, f"{opened.box.title}票和钥匙.pdf", inline=True)


@require_POST
def survey_fix(request: Request, pk: int) -> HttpResponse:
    fixed = actions.fix_survey(_of(request, pk), by=request.user)
    rest = "没有可以公布的测评结果。" if is_silent(fixed) else ""
    messages.success(request, f"会议已固定，这一期的群众评议已记为办结。{rest}")
    return redirect("appraisal:survey", pk=pk)


@require_POST
def survey_cancel(request: Request, pk: int) -> HttpResponse:
    found = actions.cancel_survey(_of(request, pk), request.POST.get("reason", "")[:500], by=request.user)
    messages.success(request, "整个群众评议会议已取消，可以重新登记。")
    return redirect(f"{reverse('appraisal:survey_list', args=[found.organisation_id])}?year={found.round.year}")
