"""The ledger as an Excel file: out, and back with a look before anything is written (C23)."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.once import acting_once, reads_first
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.base.excel.gate import MAX_BYTES
from jiannuo.base.numbers import number
from jiannuo.fulfilment.actions import sheet as actions
from jiannuo.fulfilment.excel.arriving import MOST_ROWS, told_in
from jiannuo.fulfilment.excel.findings import going_in, said_of
from jiannuo.fulfilment.excel.marking import marked_rows
from jiannuo.fulfilment.excel.writing import Marked, write
from jiannuo.fulfilment.forms.ledger import LedgerFilter, SheetForm
from jiannuo.fulfilment.models import RowOutcome, SheetImport, SheetRow
from jiannuo.fulfilment.narrowing import narrow, round_for, within
from jiannuo.fulfilment.queries import to_settle
from jiannuo.fulfilment.rows import rows_of
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round
from jiannuo.ui.files import handed

_AT_ONCE, _PER_PAGE, _EARLIER = 500, 50, 10


def _place(request: Request, pk: int) -> tuple[Organisation, Round]:
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = round_for(organisation, number(request.GET.get("year", "")))
    if round_ is None:
        raise Refusal("还没有开始的轮次，台帐里还没有承诺。")
    return organisation, round_


@require_safe
def export(request: Request, pk: int) -> HttpResponse:
    """What the filter shows, all pages of it."""
    organisation, round_ = _place(request, pk)
    children = list(organisation.children.filter(closed_on__isnull=True).order_by("path"))
    form = LedgerFilter(request.GET, round_, children)
    mine = to_settle(request.user, [organisation.pk])
    rows = narrow(within(request.user, round_, organisation), form.chosen, today(), settled_here=mine)
    items = rows[:MOST_ROWS]
    title = f"{organisation.name}承诺台帐（{round_.year}年）"
    return handed(write(title, _all(request, items)), f"{organisation.short_name}承诺台帐{today():%Y%m%d}.xlsx")


def _all(request: Request, items: QuerySet[StandingItem]) -> Iterator[Marked]:
    rows = list(items.prefetch_related("pledge__co_signers"))
    for start in range(0, len(rows), _AT_ONCE):
        yield from (Marked(row) for row in rows_of(rows[start : start + _AT_ONCE], request.user, today()))


@reads_first
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: Request, pk: int) -> HttpResponse:
    """Choose the file; what came before is listed below."""
    organisation, round_ = _place(request, pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise Refusal("文件超过10MB。请只保留需要的工作表，或分成几个文件后再上传。")
        sent = told_in(upload.read())

        def receive() -> HttpResponse:
            batch = actions.receive(organisation, round_, upload.name, sent, by=request.user)
            return redirect("fulfilment:sheet", pk=batch.pk)

        return acting_once(request, receive)
    batches = _own(request).filter(organisation=organisation).order_by("-id")[:_EARLIER]
    context = {"organisation": organisation, "form": form, "batches": batches}
    return render(request, "fulfilment/bring_back.html", context)


def _own(request: Request) -> QuerySet[SheetImport]:
    """What a person brought in is that person's to confirm."""
    seen = orgs.visible_to(request.user).order_by().values("pk")
    return SheetImport.objects.filter(by=request.user, organisation__in=seen).select_related("organisation", "round")


@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """What the file would change, or has changed, row by row."""
    batch = get_object_or_404(_own(request), pk=pk)
    asked = request.GET.get("show", "")
    told = [o for o in RowOutcome if o is not RowOutcome.UNCHANGED]
    first = next((o for o in (RowOutcome.CONFLICT, RowOutcome.REFUSED) if batch.counts.get(o)), RowOutcome.CHANGED)
    chosen = asked if asked in told else first
    rows = batch.rows.filter(outcome=chosen).select_related("item__pledge__organisation", "item__pledge__member")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "batch": batch,
        "page": page,
        "rows": [(row, _cells(row)) for row in page],
        "tallies": [(o, o.label, batch.counts.get(o, 0), o == chosen) for o in RowOutcome],
        "changed": _written(batch),
        "partly": batch.counts.get(actions.PARTLY, 0),
        "left": sum(batch.counts.get(o, 0) for o in (RowOutcome.CONFLICT, RowOutcome.REFUSED)),
    }
    return render(request, "fulfilment/sheet.html", context)


def _written(batch: SheetImport) -> int:
    """Rows of which anything is written, also those that are left marked for another cell."""
    return sum(batch.counts.get(kind, 0) for kind in (RowOutcome.CHANGED, actions.PARTLY))


def _cells(row: SheetRow) -> list[dict[str, Any]]:
    """The changed cells in words: column, what it was, what the file says, what stands now, why not."""
    findings = row.cells.get("findings", {})
    going = going_in({caption: found["why"] for caption, found in findings.items()})
    return [
        {"caption": caption, "why": found["why"], "is_conflict": found["conflict"], "goes": caption in going}
        | {name: said_of(caption, found[name]) for name in ("was", "told", "now")}
        for caption, found in findings.items()
    ]


@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    batch = actions.apply(get_object_or_404(_own(request), pk=pk), by=request.user)
    messages.success(request, f"已更新{_written(batch)}项。")
    return redirect("fulfilment:sheet", pk=pk)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(_own(request), pk=pk)
    actions.discard(batch, by=request.user)
    messages.success(request, "已放弃，没有写入任何内容。")
    return redirect("fulfilment:bring_back", pk=batch.organisation_id)


@require_safe
def marked(request: Request, pk: int) -> HttpResponse:
    """The rows that were not written, in the same layout with both values: mend and send in again."""
    batch = get_object_or_404(_own(request), pk=pk)
    title = f"{batch.organisation.name}承诺台帐（{batch.round.year}年）待核对"
    content = write(title, marked_rows(batch, request.user), is_marked=True)
    return handed(content, f"{batch.organisation.short_name}承诺台帐待核对.xlsx")
