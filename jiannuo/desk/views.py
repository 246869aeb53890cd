from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.desk import overview as whole
from jiannuo.desk.ahead import coming_said
from jiannuo.desk.past import past_of
from jiannuo.desk.queries import desk_of
from jiannuo.rounds import queries as rounds

_PAGE = 50


@require_safe
def desk(request: Request) -> HttpResponse:
    """Everybody's first page after sign-in (C45)."""
    desk = desk_of(request.user)
    return render(request, "desk/desk.html", {"desk": desk, "coming": "" if desk else coming_said()})


@require_safe
def past(request: Request) -> HttpResponse:
    """What the round before this one left open, with the way to each, and to putting it off or waiving it (C45)."""
    return render(request, "desk/past.html", {"past": past_of(request.user)})


@require_safe
def overview(request: Request, pk: int) -> HttpResponse:
    """How far the organisations of a subtree are; for officers, leaders and, in their sector, guides (C32, C38)."""
    top, round_ = whole.overseen(request.user, pk), rounds.current()
    if top is None or round_ is None:
        raise Http404
    only_unfiled = request.GET.get("show") == "unfiled"
    everything = whole.organisations(request.user, top)
    total, filed = whole.how_many(everything, round_)
    if not total:
        raise Http404
    shown = whole.unfiled(everything, round_) if only_unfiled else everything
    page = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    context = {
        "top": top,
        "round": round_,
        "total": total,
        "left": total - filed,
        "filed": filed,
        "only_unfiled": only_unfiled,
        "page": page,
        "rows": whole.rows_of(list(page), round_),
    }
    return render(request, "desk/overview.html", context)
