"""C24, C38: by name, whatever is overdue below an organisation; the desk of whoever runs it counts the same."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.base.dates import today
from jiannuo.base.paging import leaf
from jiannuo.duties import lateness, queries
from jiannuo.duties.models import DutyKind
from jiannuo.duties.policies import why_not_decide
from jiannuo.duties.views.overview import round_asked
from jiannuo.duties.wording import late_said


@require_safe
def late(request: Request, pk: int) -> HttpResponse:
    """Of one round, all practices or one; from here duties are waived."""
    organisation, round_ = queries.place(request.user, pk), round_asked(request)
    kind = request.GET.get("kind", "")
    if organisation is None or round_ is None or kind not in {"", *lateness.PRACTICES}:
        raise Http404
    prefetch_related_objects([round_], "cadences")
    numbers = lateness.numbers(request.user, [organisation], [round_], today()).get((pk, round_.year), {})
    kinds = [DutyKind(kind)] if kind else lateness.PRACTICES
    shown = {one: number for one, number in numbers.items() if one in kinds}
    rows = lateness.late_below(request.user, organisation, round_, today(), kinds)
    page = leaf(rows.select_related("organisation", "member", "obliged"), request.GET.get("page"))
    told = [(duty, not why_not_decide(request.user, duty)) for duty in page.object_list]
    context = {
        "organisation": organisation,
        "round": round_,
        "kind": kind,
        "kinds": numbers.keys() if len(numbers) > 1 else (),
        "said": late_said(shown),
        "page": page,
        "rows": told,
        "may_waive": any(may for _, may in told),
    }
    return render(request, "duties/late.html", context)
