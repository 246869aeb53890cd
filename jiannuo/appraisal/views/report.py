"""述 on a phone (C25): every sentence ready from the ledger; one tap hands it in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions.report import Occasion, Said, submit
from jiannuo.appraisal.forms.report import said_in, version_in
from jiannuo.appraisal.periods import chosen, owed, round_asked, tabs
from jiannuo.appraisal.policies.report import why_not_report
from jiannuo.appraisal.queries.comment import comment_lines_visible_to
from jiannuo.appraisal.queries.report import comment_on
from jiannuo.appraisal.sheet import sheets_of
from jiannuo.base.dates import today
from jiannuo.base.numbers import number
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Member
from jiannuo.rounds.models import Practice
from jiannuo.ui.beside import beside


def _member(request: Request) -> Member | None:
    return Member.objects.filter(user=request.user, left_on__isnull=True).select_related("branch__parent").first()


def occasion_of(member: Member | None, request: Request) -> Occasion | None:
    """The period asked for, else the earliest that is still owed, else the open one."""
    round_ = round_asked(request)
    if round_ is None or member is None:
        return None
    asked = number(request.POST.get("period", "") or request.GET.get("period", ""))
    due = asked or owed(round_, DutyKind.SELF_REPORT, today(), organisation=member.branch, member=member)
    period = chosen(round_, Practice.SELF_REPORT, due, today())
    return Occasion(round_, period) if period else None


@require_http_methods(["GET", "HEAD", "POST"])
def my_report(request: Request) -> HttpResponse:
    """One's own 述 of a period: to hand in, to correct, and afterwards what the branch said of it."""
    member = _member(request)
    occasion = occasion_of(member, request)
    if member is None or occasion is None:
        return render(request, "appraisal/no_report.html", {"is_member": member is not None})
    if request.method == "POST":
        return _handed_in(request, member, occasion)
    kept = kept_data(request)
    return _page(request, member, occasion, said=said_in(kept) if kept else None)


def _handed_in(request: Request, member: Member, occasion: Occasion) -> HttpResponse:
    said = said_in(request.POST)
    with beside() as told:
        submit(occasion, member, said, by=request.user, version=version_in(request.POST))
        messages.success(request, f"{occasion.period.label}述职已提交，送到{member.branch.name}。")
        return redirect(reverse("appraisal:my_report") + occasion.period.query)
    return _page(request, member, occasion, said=said, refusal=told.sentence, status=told.status)


def _page(
    request: Request,
    member: Member,
    occasion: Occasion,
    *,
    said: Said | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    sheet = sheets_of([member], occasion.round, occasion.period)[0]
    comment = comment_on(occasion.round, occasion.period.number, member.branch)
    rows = [(row, said.lines.get(row.item.pk, row.text) if said else row.text) for row in sheet.rows]
    seen = comment_lines_visible_to(request.user).filter(comment=comment) if comment and comment.issued_at else ()
    findings = sorted(seen, key=lambda line: (line.member_id is None, line.item_id is None, line.item_id or 0))
    context: dict[str, Any] = {
        "member": member,
        "round": occasion.round,
        "period": occasion.period,
        **tabs(occasion.round, Practice.SELF_REPORT, today()),
        "sheet": sheet,
        "rows": rows,
        "other": said.other if said else (sheet.report.text if sheet.report else ""),
        "duty": _duty(member, occasion),
        "comment": comment,
        "findings": findings,
        "why_not": why_not_report(request.user, member, occasion.period, sheet.report, comment),
        "refusal": refusal,
        "is_open": said is not None or sheet.report is None,
    }
    return render(request, "appraisal/my_report.html", context, status=status)


def _duty(member: Member, occasion: Occasion) -> Duty | None:
    kind, period = DutyKind.SELF_REPORT, occasion.period.number
    rows = Duty.objects.filter(round=occasion.round, kind=kind, period=period, member=member)
    return rows.select_related("exemption").first()
