from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.accounts.once import acting_once, reads_first
from jiannuo.base.errors import Refusal
from jiannuo.base.excel.gate import MAX_BYTES
from jiannuo.base.numbers import numbers
from jiannuo.orgs import policies, queries
from jiannuo.orgs.forms import RosterForm
from jiannuo.orgs.models import ImportBatch, ImportState, OrgKind
from jiannuo.orgs.roster.actions import arrival, preview, writing
from jiannuo.orgs.roster.checked import Outcome
from jiannuo.orgs.tasks import apply_roster, check_roster
from jiannuo.ui.files import stored

_PER_PAGE = 50
_TO_TICK = 1000  # on one page: what is ticked on another would not be sent
_SOON_DONE = 120_000  # bytes: some 500 rows, checked while the person waits
_FEW = 500
_EARLIER = 10


@require_http_methods(["GET", "POST"])
def roster_import(request: Request, pk: int) -> HttpResponse:
    """Choose a file; what came before is listed below."""
    shown = get_object_or_404(queries.rosters_known_to(request.user), pk=pk)
    lacks_branches = not queries.subtree(shown).filter(kind=OrgKind.BRANCH).exists()
    form = RosterForm(request.POST or None, request.FILES or None, initial={"founds_branches": lacks_branches})
    if request.method == "POST" and form.is_valid():
        return _receive(request, shown.pk, form)
    batches = queries.batches_known_to(request.user).filter(organisation=shown)[:_EARLIER]
    why_not = policies.why_not_maintain(request.user, shown)
    return render(
        request,
        "orgs/roster_import.html",
        {"organisation": shown, "form": form, "batches": batches, "why_not": why_not},
    )


def _receive(request: Request, pk: int, form: RosterForm) -> HttpResponse:
    upload = form.cleaned_data["file"]
    if upload.size > MAX_BYTES:
        raise Refusal("文件超过10MB。请只保留名册所在的工作表，或按乡镇分成几个文件后再上传。")
    batch = arrival.receive(
        by=request.user,
        organisation=get_object_or_404(queries.rosters_known_to(request.user), pk=pk),
        file_name=upload.name,
        content=upload.read(),
        founds_branches=form.cleaned_data["founds_branches"],
    )
    if upload.size <= _SOON_DONE:
        preview.check(batch.pk)
    else:
        transaction.on_commit(lambda: check_roster.enqueue(batch.pk))
    return redirect("orgs:roster_batch", pk=batch.pk)


@require_GET
def roster_batch(request: Request, pk: int) -> HttpResponse:
    """The preview before, the counts after; while a long file is at work, how far it is."""
    batch = get_object_or_404(queries.batches_known_to(request.user), pk=pk)
    show = request.GET.get("show", "")
    chosen = show if show in Outcome.values else _first_with_rows(batch)
    rows = batch.rows.filter(outcome=chosen).order_by("position")
    is_to_tick = chosen == Outcome.DOUBT and batch.state == ImportState.CHECKED
    page = Paginator(rows, _TO_TICK if is_to_tick else _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "page": page,
        "show": chosen,
        "tallies": [(o, o.label, batch.counts.get(o, 0)) for o in Outcome],
        "good": batch.counts.get("new", 0) + batch.counts.get("update", 0),
        "is_to_tick": is_to_tick,
        "is_working": batch.state in {ImportState.RECEIVED, ImportState.CONFIRMED},
        "why_not": policies.why_not_maintain(request.user, batch.organisation),
    }
    return render(request, "orgs/roster_batch.html#work" if request.htmx else "orgs/roster_batch.html", context)


def _first_with_rows(batch: ImportBatch) -> str:
    """What is in doubt, then what is refused: that is what somebody has to do something about."""
    order = [Outcome.DOUBT, Outcome.REFUSED, Outcome.NEW, Outcome.UPDATE, Outcome.UNCHANGED]
    return next((o.value for o in order if batch.counts.get(o)), Outcome.NEW.value)


@reads_first
@require_POST
def roster_confirm(request: Request, pk: int) -> HttpResponse:
    """Confirmed in one transaction; the file is read again and written outside of it."""
    batch = get_object_or_404(queries.batches_known_to(request.user), pk=pk)

    def confirm() -> HttpResponse:
        arrival.confirm(batch, by=request.user, sure=numbers(request.POST.getlist("sure")))
        return redirect("orgs:roster_batch", pk=pk)

    answer = acting_once(request, confirm)
    batch.refresh_from_db()
    if batch.total <= _FEW:
        writing.apply(pk)
    elif batch.state == ImportState.CONFIRMED:
        apply_roster.enqueue(pk)
    return answer


@require_POST
def roster_discard(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(queries.batches_known_to(request.user), pk=pk)
    arrival.discard(batch, by=request.user)
    return redirect("orgs:roster_import", pk=batch.organisation_id)


@require_GET
def roster_refused(request: Request, pk: int) -> HttpResponseBase:
    """The refused rows as an Excel file in the layout of the one that came."""
    batch = get_object_or_404(queries.batches_known_to(request.user), pk=pk)
    if not batch.report:
        raise Http404
    name = f"{batch.file_name.rsplit('.', 1)[0]}-未通过.xlsx"
    return stored(request, arrival.folder() / batch.report, name)
