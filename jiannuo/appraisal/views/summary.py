"""群众评议汇总 of everything below an organisation (C28): in the tree's order, never by result."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.appraisal.periods import chosen, round_asked, tabs
from jiannuo.appraisal.queries import summary as queries
from jiannuo.appraisal.queries.survey import surveys_below, without_a_vote
from jiannuo.ballots.actions import summarise
from jiannuo.ballots.outlook import Outlook, outlook_of
from jiannuo.ballots.policies import why_not_sum, why_not_summarise
from jiannuo.ballots.queries import summed_on
from jiannuo.base.dates import today
from jiannuo.base.numbers import number
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversees
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period

_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def survey_summary(request: Request, pk: int) -> HttpResponse:
    """What may be shown of each meeting, and the sums; POST publishes the sums, once."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    if not oversees(request.user, organisation.path or ""):
        raise Http404
    round_ = round_asked(request)
    asked = number(request.POST.get("period", "") or request.GET.get("period", ""))
    period = chosen(round_, Practice.SURVEY, asked, today()) if round_ else None
    if round_ is None or period is None:
        return render(request, "appraisal/no_round.html", {"title": "群众评议汇总"})
    if request.method == "POST":
        known = number(request.POST.get("missing", "")) or 0
        summarise(organisation, f"{round_.year}/{period.number}", by=request.user, missing=known)
        messages.success(request, "汇总已公布，不再变动。")
        return redirect(reverse("appraisal:survey_summary", args=[pk]) + period.query)
    return _page(request, organisation, round_, period)


def _page(request: Request, organisation: Organisation, round_: Round, period: Period) -> HttpResponse:
    surveys = surveys_below(request.user, organisation, round_, period.number)
    page = Paginator(surveys, _PAGE).get_page(request.GET.get("page"))
    sums = queries.sums_of(organisation, round_, period.number)
    earlier = queries.sums_of(organisation, round_, period.number - 1) if sums and period.number > 1 else []
    whole = f"{round_.year}/{period.number}"
    outlook = Outlook() if sums else outlook_of(organisation, whole)
    expected, done = queries.expected(request.user, organisation, round_, period.number)
    context = {
        "organisation": organisation,
        "round": round_,
        "period": period,
        **tabs(round_, Practice.SURVEY, today()),
        "page": page,
        "rows": queries.rows_of(page),
        "sums": sums,
        "summed_on": summed_on(organisation.path or "", whole) if sums else None,
        "outlook": outlook,
        "why_not_sum": why_not_sum(outlook, known=outlook.missing),
        "beside": queries.side_by_side(earlier, sums),
        "unvoted": without_a_vote(surveys),
        "expected": expected,
        "done": done,
        "why_not": why_not_summarise(request.user, organisation),
    }
    return render(request, "appraisal/survey_summary.html", context)
