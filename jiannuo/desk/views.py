from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.models import User
from jiannuo.base.numbers import number
from jiannuo.desk import overview as whole
from jiannuo.desk.ahead import coming_said
from jiannuo.desk.past import past_of
from jiannuo.desk.queries import desk_of, shown
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import Office, oversees
from jiannuo.rounds import queries as rounds

_PAGE = 50


@require_safe
def desk(request: Request) -> HttpResponse:
    """Everybody's first page after sign-in (C45)."""
    desk = desk_of(request.user)
    desk = shown(desk) if desk else None
    return render(request, "desk/desk.html", {"desk": desk, "coming": "" if desk else coming_said()})


@require_safe
def past(request: Request) -> HttpResponse:
    """What the round before this one left open, with the way to each, and to putting it off or waiving it (C45)."""
    return render(request, "desk/past.html", {"past": past_of(request.user)})


def _parts(user: User, top: Organisation, guided: list[Office]) -> list[tuple[int | str, str]]:
    """Where somebody both oversees the organisation and guides a sector in it, the two duties stand apart (C32)."""
    if not guided or not oversees(user, top.path or ""):
        return []
    return [("", f"{top.short_name}下级"), *((o.sector_id or "", f"{o.title}：本系统") for o in guided)]


@require_safe
def overview(request: Request, pk: int) -> HttpResponse:
    """How far the organisations of a subtree are; for officers, leaders and, in their sector, guides (C32, C38)."""
    top, round_ = whole.overseen(request.user, pk), rounds.current()
    if top is None or round_ is None:
        raise Http404
    only_unfiled = request.GET.get("show") == "unfiled"
    guided = whole.guided_at(request.user, top)
    asked = number(request.GET.get("sector", ""))
    sector = next((office for office in guided if office.sector_id == asked), None)
    everything = whole.organisations(request.user, top, sector.sector_id if sector else None)
    total, filed = whole.how_many(everything, round_)
    if not total and sector is None:
        raise Http404
    shown = whole.unfiled(everything, round_) if only_unfiled else everything
    page = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    context = {
        "top": top,
        "round": round_,
        "total": total,
        "sector": sector,
        "parts": _parts(request.user, top, guided),
        "left": total - filed,
        "filed": filed,
        "only_unfiled": only_unfiled,
        "page": page,
        "rows": whole.rows_of(list(page), round_),
    }
    return render(request, "desk/overview.html", context)
