"""The year's 群众评议会议 of an organisation, and convening the next (C28)."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions import survey as actions
from jiannuo.appraisal.forms.meeting import HoldForm
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import survey as policies
from jiannuo.appraisal.queries.summary import rows_of
from jiannuo.appraisal.queries.survey import public_of, surveys_of
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.base.numbers import number
from jiannuo.meetings.forms import usual
from jiannuo.meetings.models import Meeting
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
        "silent": {row.survey.pk for row in rows_of(surveys) if row.is_silent},
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
