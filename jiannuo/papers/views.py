from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.appraisal.minutes import minutes_of
from jiannuo.base.errors import require
from jiannuo.meetings.queries import visible_to as meetings_visible_to
from jiannuo.orgs.queries import visible_to as organisations_visible_to
from jiannuo.papers import minutes, pdf, policies, queries, word
from jiannuo.papers.actions.asking import request_batch
from jiannuo.papers.copies import Copy
from jiannuo.papers.filling import forms_of
from jiannuo.papers.form import Form
from jiannuo.papers.forms import BatchForm, copies_named
from jiannuo.papers.models import BatchState
from jiannuo.papers.storage import file_of
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.queries import visible_to as pledges_visible_to
from jiannuo.rounds.queries import current
from jiannuo.ui.files import handed, site_address, stored

LIVE = {BatchState.WAITING, BatchState.RUNNING}


def _forms(request: Request, pledge: Pledge) -> list[Form]:
    """The copies asked for by ?copy=; without it, those that the person may have."""
    asked = request.GET.get("copy", "")
    copies = copies_named(asked)
    if asked not in copies:
        copies = tuple(copy for copy in copies if not policies.why_not_copy(request.user, pledge, copy))
    for copy in copies:
        require(policies.why_not_copy(request.user, pledge, copy))
    text = queries.texts_of([pledge])[pledge.pk]
    return forms_of(
        pledge,
        text,
        copies,
        address=site_address(request),
        opinion=queries.branch_opinions([text]).get(text.pk if text else 0, ""),
        known_names=queries.roster_names([pledge]).get(pledge.organisation_id, ()) if Copy.DISPLAY in copies else (),
    )


@require_safe
def pledge_pdf(request: Request, pk: int) -> HttpResponse:
    """C39, C40: the form of one pledge as PDF."""
    pledge = get_object_or_404(pledges_visible_to(request.user), pk=pk)
    return handed(pdf.render(_forms(request, pledge)), f"{pledge}.pdf", inline=True)


@require_safe
def pledge_docx(request: Request, pk: int) -> HttpResponse:
    """C39, C40: the form of one pledge as .docx."""
    pledge = get_object_or_404(pledges_visible_to(request.user), pk=pk)
    return handed(word.render(_forms(request, pledge)), f"{pledge}.docx")


@require_safe
def minutes_docx(request: Request, pk: int) -> HttpResponse:
    """C25, C26: the minutes of a branch's meeting, ready to sign."""
    meeting = get_object_or_404(meetings_visible_to(request.user), pk=pk)
    found = minutes_of(meeting)
    if found is None:
        raise Http404
    return handed(minutes.render(found), f"{meeting.organisation.short_name}{found.period}{found.title}记录.docx")


def batch_create(request: Request, pk: int) -> HttpResponse:
    """C16: a whole branch or township in one click."""
    organisation = get_object_or_404(organisations_visible_to(request.user), pk=pk)
    form = BatchForm(request.POST or None)
    round_ = current()
    if round_ and form.is_valid():
        chosen = form.cleaned_data
        batch = request_batch(organisation, round_, by=request.user, address=site_address(request), **chosen)
        return redirect("papers:batch_detail", pk=batch.pk)
    total = queries.printable(request.user, organisation.path or "", round_).count() if round_ else 0
    context = {
        "organisation": organisation,
        "round": round_,
        "form": form,
        "total": total,
        "why_not": policies.why_not_batch(request.user, organisation, total, 0),
        "recent": queries.recent_of(request.user, organisation),
    }
    return render(request, "papers/batch_create.html", context, status=422 if form.errors else 200)


@require_safe
def batch_detail(request: Request, pk: int) -> HttpResponse:
    """How far the printing is; the browser asks again by itself, or by the link."""
    batch = get_object_or_404(queries.visible_to(request.user), pk=pk)
    page = "papers/batch_detail.html#state" if request.htmx else "papers/batch_detail.html"
    return render(request, page, {"batch": batch, "is_live": batch.state in LIVE})


@require_safe
def batch_file(request: Request, pk: int) -> HttpResponseBase:
    """The finished file."""
    batch = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(policies.why_not_download(batch))
    file = file_of(batch)
    name = f"{batch.organisation.short_name}{batch.round.year}年公开承诺书{file.suffix}"
    response = stored(request, file, name)
    response["Cache-Control"] = "private, no-store"
    return response
