"""代录: a member's written 述 entered by the branch's officers, before the meeting or after it (C25)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions.report import Occasion, Said, submit
from jiannuo.appraisal.forms.report import HandedForm, said_in, version_in
from jiannuo.appraisal.policies.report import why_not_report
from jiannuo.appraisal.queries.report import comment_on
from jiannuo.appraisal.sheet import sheets_of
from jiannuo.appraisal.views.report import occasion_of
from jiannuo.base.dates import today
from jiannuo.orgs.models import Member
from jiannuo.orgs.offices import oversees
from jiannuo.ui.beside import beside


@require_http_methods(["GET", "HEAD", "POST"])
def report_for(request: Request, pk: int) -> HttpResponse:
    """What the member has handed in on paper, for the period asked for, else the earliest still owed."""
    members = Member.objects.filter(left_on__isnull=True).select_related("branch__parent")
    member = get_object_or_404(members, pk=pk)
    occasion = occasion_of(member, request)
    if occasion is None or not oversees(request.user, member.branch.path or ""):
        raise Http404
    if request.method == "POST":
        return _recorded(request, member, occasion)
    kept = kept_data(request)
    form = HandedForm(kept, initial={"on": today()})
    return _page(request, member, occasion, form, said=said_in(kept) if kept else None)


def _recorded(request: Request, member: Member, occasion: Occasion) -> HttpResponse:
    form, said, refusal = HandedForm(request.POST), said_in(request.POST), ""
    if form.is_valid():
        with beside() as told:
            on_paper = Occasion(occasion.round, occasion.period, handed_on=form.cleaned_data["on"])
            submit(on_paper, member, said, by=request.user, version=version_in(request.POST))
            messages.success(request, f"已代录{member.name}{occasion.period.label}的书面述职。")
            return redirect(request.path + occasion.period.query)
        refusal = told.sentence
    return _page(request, member, occasion, form, said=said, refusal=refusal)


def _page(
    request: Request,
    member: Member,
    occasion: Occasion,
    form: HandedForm,
    *,
    said: Said | None = None,
    refusal: str = "",
) -> HttpResponse:
    sheet = sheets_of([member], occasion.round, occasion.period)[0]
    comment = comment_on(occasion.round, occasion.period.number, member.branch)
    context = {
        "member": member,
        "period": occasion.period,
        "sheet": sheet,
        "rows": [(row, said.lines.get(row.item.pk, row.text) if said else row.text) for row in sheet.rows],
        "other": said.other if said else "",
        "form": form,
        "comment": comment,
        "why_not": why_not_report(request.user, member, occasion.period, sheet.report, comment),
        "refusal": refusal,
    }
    return render(request, "appraisal/report_for.html", context, status=422 if form.errors or refusal else 200)
