"""A member's own promises on the phone: one tap and one line (C44)."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.base.text import one_line
from jiannuo.fulfilment import actions, queries
from jiannuo.fulfilment.accounting import DUE
from jiannuo.fulfilment.actions.filling import Filled, fill
from jiannuo.fulfilment.actions.results import Day, Statement
from jiannuo.fulfilment.rows import rows_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round
from jiannuo.ui.beside import beside

_DONE = {
    "note": "进展已记下。",
    "kept": "已记为办成。",
    "in_time": "已记为按期完成。",
    "not_kept": "已记下没办成的原因。",
    "tick": "已记一次。",
}


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    """Every promise of one's own as a card with its buttons: of this round, or of the year asked for."""
    if request.method == "POST":
        return _act(request)
    kept = kept_data(request) or QueryDict()
    return _page(request, number(kept.get("item", "")), kept.get("text", ""))


def _page(request: Request, pk: int | None, text: str, refusal: str = "") -> HttpResponse:
    """With what was typed beside one of the promises, and why it was not taken."""
    round_ = rounds.opened(number(request.GET.get("year", "")))
    items = list(queries.own_items(request.user, round_.year)) if round_ else []
    rows = rows_of(items, request.user, today())
    due = sum(row.state in DUE for row in rows)
    if refusal and pk not in {item.pk for item in items}:
        raise Refusal(refusal)
    typed = {"item": pk, "text": text, "refusal": refusal}
    context = {"rows": rows, "round": round_, "due": due, "typed": typed, "years": _years(request, round_)}
    return render(request, "fulfilment/mine.html", context, status=422 if refusal else 200)


def _years(request: Request, round_: Round | None) -> list[int]:
    """The way between years: those of one's own promises, and the current one."""
    latest = rounds.latest_years()[:1]
    shown = [round_.year] if round_ else []
    return sorted({*queries.own_years(request.user), *latest, *shown}, reverse=True)


def _act(request: Request) -> HttpResponse:
    pk = number(request.POST.get("item", ""))
    item = get_object_or_404(queries.visible_to(request.user), pk=pk)
    act, text = request.POST.get("act", "note"), one_line(request.POST.get("text", ""))
    with beside() as told:
        _do(request, item, act, text)
        messages.success(request, _DONE.get(act, "已记下。"))
        return redirect(f"{request.get_full_path()}#item{item.pk}")
    return _page(request, item.pk, text, told.sentence)


def _do(request: Request, item: StandingItem, act: str, text: str) -> None:
    version, by, day = number(request.POST.get("version", "")), request.user, today()
    if act == "tick":
        actions.tick(item, day, by=by)
        if text:
            actions.note(item, text, day, by=by)
    elif act in {"kept", "in_time"}:
        kept = Statement(Outcome.KEPT, day=Day.IN_TIME if act == "in_time" else Day.USUAL)
        fill(item, Filled(text, day, kept), by=by, version=version)
    elif act == "not_kept":
        if not text:
            raise Refusal("没办成的，请在那一行写一句原因，再点“没办成”。")
        fill(item, Filled("", day, Statement(Outcome.NOT_KEPT, reason=text)), by=by, version=version)
    else:
        fill(item, Filled(text, day), by=by)
