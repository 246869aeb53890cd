"""逐项填报结果 (C17): everything that is due on one page, with what is known already; one tap each, saved at once."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.accounts.once import acted
from jiannuo.base.dates import today
from jiannuo.base.errors import require
from jiannuo.base.paging import leaf
from jiannuo.fulfilment import accounting, policies, queries
from jiannuo.fulfilment.accounting import Typed
from jiannuo.fulfilment.actions.results import state_many
from jiannuo.fulfilment.forms.results import statements_in
from jiannuo.fulfilment.rows import rows_of
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds import queries as rounds


@require_http_methods(["GET", "HEAD", "POST"])
def own_results(request: Request) -> HttpResponse:
    """A member's own."""
    round_ = rounds.current()
    rows = accounting.own_due(request.user, round_.year, today()) if round_ else StandingItem.objects.none()
    return _page(request, rows, None)


@require_http_methods(["GET", "HEAD", "POST"])
def results(request: Request, pk: int) -> HttpResponse:
    """Of an organisation and its members, for its officers."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    require(policies.why_not_account(request.user, organisation))
    round_ = rounds.current()
    year = round_.year if round_ else today().year
    return _page(request, accounting.due_of(request.user, organisation, year, today()), organisation)


def _page(request: Request, due: QuerySet[StandingItem], organisation: Organisation | None) -> HttpResponse:
    typed, done = Typed(kept_data(request) or {}), 0
    if request.method == "POST":
        typed, done = _saved(request)
        if not typed.refused:
            return redirect(request.path)
    page = leaf(due.prefetch_related("pledge__co_signers"), request.GET.get("page"))
    queries.share_rounds(list(page.object_list))
    rows = accounting.proposed(rows_of(list(page.object_list), request.user, today()), today(), typed)
    late = accounting.late_among(due, today())
    context = {"organisation": organisation, "page": page, "rows": rows, "late": late, "refused": len(typed.refused)}
    context["has_past"] = any(one.is_past for one in rows)
    answer = render(request, "fulfilment/results.html", context, status=422 if typed.refused else 200)
    return acted(request, answer) if done else answer


def _saved(request: Request) -> tuple[Typed, int]:
    """What can be written is, so many; the others come back with the reason. Nothing chosen, nothing stated."""
    told = statements_in(request.POST)
    seen = queries.visible_to(request.user).filter(pk__in=[*told.said, *told.unread])
    known = set(seen.values_list("pk", flat=True))
    said = {pk: statement for pk, statement in told.said.items() if pk in known}
    done, refused = state_many(said, by=request.user, versions=told.versions) if said else (0, [])
    if done:
        messages.success(request, f"已填报{done}项结果。")
    elif not refused and not told.unread:
        messages.info(request, "没有选择结果，什么也没有改动。")
    unread = {pk: why_not for pk, why_not in told.unread.items() if pk in known}
    return Typed(request.POST, unread | {item.pk: why_not for item, why_not in refused}), done
