"""One promise: what was promised and by when, how far it has come, what became of it; and its small forms."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import policies, workflow
from jiannuo.fulfilment.actions.filling import fill as fill_row
from jiannuo.fulfilment.actions.progress import Line, why_not_line
from jiannuo.fulfilment.actions.results import why_not_say
from jiannuo.fulfilment.forms.item import EvidenceForm, FillForm, MeasureForm, OpinionForm, RemarkForm, RemovalForm
from jiannuo.fulfilment.history import history_of
from jiannuo.fulfilment.models import Evidence, Measure, ProgressNote, Tick
from jiannuo.fulfilment.recurring import spans_of
from jiannuo.fulfilment.rows import Row
from jiannuo.fulfilment.views.ledger import back_to, row_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.sheet import facts_of
from jiannuo.ui.beside import beside

_MOST_NOTES = 200


@require_safe
def item(request: Request, pk: int) -> HttpResponse:
    """Everything about one promise on one page."""
    row = row_of(request, pk)
    form = FillForm(row.item, initial=_initial(row), stands=_stands(row))
    refill(form, request)
    return _page(request, row, form)


def _page(request: Request, row: Row, form: FillForm, *, status: int = 200) -> HttpResponse:
    promise = row.item
    ticks = dict(Tick.objects.filter(item=promise).values_list("period_start", "times"))
    spans = [(span, ticks.get(span.starts_on, 0)) for span in spans_of(promise, promise.round)]
    moves = {m.name: policies.why_not(request.user, promise, row.result, m) for m in workflow.MOVES}
    context: dict[str, Any] = {
        "row": row,
        "item": promise,
        "form": form,
        "facts": facts_of({name: getattr(promise, name) for name in _FACTS}),
        "measures": [(m, MeasureForm(instance=m, prefix=f"m{m.pk}")) for m in Measure.objects.filter(item=promise)],
        "measure_form": MeasureForm(prefix="new"),
        "notes": ProgressNote.objects.filter(item=promise).select_related("by").order_by("-on", "-id")[:_MOST_NOTES],
        "spans": [(span, times) for span, times in spans if span.starts_on <= today()],
        "evidence": [(file, RemovalForm(auto_id=f"removal{file.pk}_%s")) for file in _files_of(promise)],
        "evidence_form": EvidenceForm(),
        "remark_form": RemarkForm(auto_id="remark_%s"),
        "opinion_form": OpinionForm(auto_id="opinion_%s"),
        "moves": moves,
        "history": history_of(promise),
    }
    return render(request, "fulfilment/item.html", context, status=status)


_FACTS = (
    *("first", "responsible", "deadlines", "targets", "expected_effect", "criterion", "beneficiaries"),
    "place",
)


def _files_of(promise: StandingItem) -> QuerySet[Evidence]:
    return Evidence.objects.filter(item=promise).select_related("by", "removed_by").order_by("id")


def _initial(row: Row) -> dict[str, Any]:
    if row.result is None:
        return {"version": row.version}
    said = {"outcome": row.result.outcome, "reason": row.result.reason, "version": row.version}
    figures = {f"figure_{place}": figure for place, figure in enumerate(row.result.figures)}
    return said | figures | ({"done_on": row.result.done_on} if row.result.done_on else {})


def _stands(row: Row) -> str:
    """What has been stated of it and not handed back; saving a line of progress leaves it alone."""
    return "" if row.result is None or row.is_handed_back else row.standing_said


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: Request, pk: int) -> HttpResponse:
    """One row filled in: in its place in the table with htmx, on its own page without."""
    row = row_of(request, pk)
    if row.why_not:
        raise Refusal(row.why_not)
    sent = request.POST if request.method == "POST" else None
    form = FillForm(row.item, sent, initial=_row_initial(request, row), stands=_stands(row))
    if request.method != "POST":
        refill(form, request)
        return _form(request, row, form)
    if not form.is_valid():
        return _form(request, row, form, status=422)
    with beside() as told:
        fill_row(row.item, form.filled, by=request.user, version=form.cleaned_data["version"])
        if request.htmx:
            return redirect("fulfilment:row", pk=pk)
        messages.success(request, "已保存。")
        return back_to(request, redirect("fulfilment:item", pk=pk))
    if not told.is_stale:
        form.add_error(_box_of(told.sentence, form, row.item), told.sentence)
        return _form(request, row, form, status=422)
    fresh = row_of(request, pk)
    form.add_error(None, f"{told.sentence}现在存着：{fresh.state.label}。再保存一次，就以您填写的为准。")
    return _form(request, fresh, form, version=fresh.version, status=422)


def _box_of(sentence: str, form: FillForm, promise: StandingItem) -> str | None:
    """Which of the two days was refused; anything else concerns the whole."""
    filled = form.filled
    if filled.said is not None and sentence == why_not_say(filled.said, promise):
        return "done_on"
    return "on" if sentence == why_not_line(Line(filled.text, filled.on), promise) else None


def _row_initial(request: Request, row: Row) -> dict[str, Any]:
    """Inline, a result that stands is not stated again by saving a line of progress; `?outcome=kept` was tapped."""
    return {"version": row.version, "outcome": Outcome.KEPT if request.GET.get("outcome") == Outcome.KEPT else ""}


def _form(request: Request, row: Row, form: FillForm, *, version: object = None, status: int = 200) -> HttpResponse:
    """`version`: what is now known to the person; else what the form was opened on."""
    template = "fulfilment/row_form.html" if request.htmx else "fulfilment/fill.html"
    back = request.POST.get("back") or request.GET.get("back", "")
    known = form["version"].value() if version is None else version
    return render(request, template, {"row": row, "form": form, "back": back, "version": known}, status=status)


@require_safe
def row(request: Request, pk: int) -> HttpResponse:
    """The row of the table again, after it was filled in or left alone."""
    found = row_of(request, pk)
    if not request.htmx:
        return redirect("fulfilment:item", pk=pk)
    return render(request, "fulfilment/row.html", {"row": found, "picks": True})
