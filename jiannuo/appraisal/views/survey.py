"""群众评议会议 on one page, from convening to 固定会议 (C28)."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions import survey as actions
from jiannuo.appraisal.forms.meeting import HoldForm, usual
from jiannuo.appraisal.forms.survey import ReasonForm, RollForm, SurveyVoteForm
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import survey as policies
from jiannuo.appraisal.queries.survey import items_to_ask, public_of, surveys_of, surveys_visible_to
from jiannuo.appraisal.survey_minutes import drafted
from jiannuo.ballots import printing
from jiannuo.ballots.actions import Opened
from jiannuo.ballots.running import steps_of
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.base.numbers import number
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Attendance, Category, Meeting
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversees
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, open_period, period_numbered, periods_of


@require_safe
def survey_list(request: Request, pk: int) -> HttpResponse:
    """The year's meetings of an organisation; the one to be convened now with its form."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    return _list(request, organisation)


def _list(request: Request, organisation: Organisation, form: HoldForm | None = None) -> HttpResponse:
    round_ = round_asked(request)
    if round_ is None:
        return render(request, "appraisal/no_round.html", {"title": "群众评议"})
    surveys, kept = surveys_of(request.user, organisation, round_), kept_data(request)
    waiting = _to_convene(round_, surveys)
    period = _asked(waiting, request.GET, request.POST, kept or QueryDict())
    last = Meeting.objects.filter(organisation=organisation).order_by("-held_at").first()
    context = {
        "organisation": organisation,
        "round": round_,
        "years": rounds.latest_years(),
        "rows": [(p, [s for s in surveys if s.period == p.number]) for p in periods_of(round_, Practice.SURVEY)],
        "waiting": waiting,
        "period": period,
        "form": form or HoldForm(kept, initial=usual(last, request.user.display_name)),
        "why_not": policies.why_not_hold_survey(request.user, organisation, period) if period else "",
        "is_surveyed": policies.is_surveyed(organisation),
        "is_overseen": oversees(request.user, organisation.path or ""),
        "told": public_of(organisation, round_),
    }
    return render(request, "appraisal/survey_list.html", context, status=422 if form else 200)


def _asked(waiting: list[Period], *told: QueryDict) -> Period | None:
    """The one asked for, say of a half-year that was left out; else the latest that is being attended to."""
    wanted = next((data["period"] for data in told if "period" in data), "")
    return next((p for p in waiting if str(p.number) == wanted), waiting[-1] if waiting else None)


def _to_convene(round_: Round, surveys: list[Survey]) -> list[Period]:
    """The half-years that have begun and of which no meeting has been entered."""
    now = open_period(round_, Practice.SURVEY, today())
    held = {survey.period for survey in surveys if survey.cancelled_at is None}
    begun = [p for p in periods_of(round_, Practice.SURVEY) if now and p.number <= now.number]
    return [p for p in begun if p.number not in held]


@require_POST
def survey_convene(request: Request, pk: int) -> HttpResponse:
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = round_asked(request)
    period = period_numbered(round_, Practice.SURVEY, number(request.POST.get("period", "")) or 0) if round_ else None
    if round_ is None or period is None:
        raise Refusal("没有这一期的群众评议。请回到群众评议页面重新选择。")
    require(policies.why_not_hold_survey(request.user, organisation, period))
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _list(request, organisation, form)
    survey = actions.hold_survey(round_, period, organisation, form.arranged(), by=request.user)
    return redirect("appraisal:survey", pk=survey.pk)


def _of(request: Request, pk: int) -> Survey:
    return get_object_or_404(surveys_visible_to(request.user), pk=pk)


@require_safe
def survey(request: Request, pk: int) -> HttpResponse:
    return _page(request, _of(request, pk))


def base_address(request: HttpRequest) -> str:
    return settings.PUBLIC_URL or request.build_absolute_uri("/")


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
        "minutes": found.meeting.minutes or drafted(found),
        "why_not_run": policies.why_not_run(user, found),
        "why_not_roll": policies.why_not_take_roll(user, found),
        "why_not_vote": policies.why_not_open_survey(user, found),
        "why_not_fix": policies.why_not_fix_survey(user, found),
        "why_not_cancel_survey": policies.why_not_cancel_survey(user, found),
    }
    if found.box is not None:
        context |= steps_of(user, found.box, address=base_address(request), home=home)
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
    actions.take_roll(found, form.groups(), by=request.user)
    return redirect(reverse("appraisal:survey", args=[pk]) + "#vote")


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
    name = quote(f"{opened.box.title}票和钥匙.pdf")
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{name}", "Cache-Control": "private, no-store"}
    body = printing.opening_papers(opened, address=base_address(request))
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@require_POST
def survey_fix(request: Request, pk: int) -> HttpResponse:
    actions.fix_survey(_of(request, pk), by=request.user)
    messages.success(request, "会议已固定，这一期的群众评议已记为办结。")
    return redirect("appraisal:survey", pk=pk)


@require_POST
def survey_cancel(request: Request, pk: int) -> HttpResponse:
    found = actions.cancel_survey(_of(request, pk), request.POST.get("reason", "")[:500], by=request.user)
    messages.success(request, "整个群众评议会议已取消，可以重新登记。")
    return redirect(f"{reverse('appraisal:survey_list', args=[found.organisation_id])}?year={found.round.year}")
