"""The branch's meeting on one page (C25, C26): convened, under way, and as it was heard."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions import meeting as actions
from jiannuo.appraisal.forms.meeting import HoldForm, entries_in, touched
from jiannuo.appraisal.minutes import drafted
from jiannuo.appraisal.models import BranchComment, judgement_choices
from jiannuo.appraisal.periods import chosen, owed, report_period, round_asked, tabs
from jiannuo.appraisal.policies.meeting import why_not_back_fill, why_not_comment, why_not_hold
from jiannuo.appraisal.queries.comment import (
    branch_comments_overseen_by,
    branch_comments_visible_to,
    comment_lines_visible_to,
    comment_of,
)
from jiannuo.appraisal.queries.mutual import mutual_in
from jiannuo.appraisal.queries.report import reports_visible_to
from jiannuo.appraisal.sitting import Typed, sitting_of
from jiannuo.base.dates import today
from jiannuo.base.numbers import number
from jiannuo.duties.models import DutyKind
from jiannuo.meetings.forms import usual
from jiannuo.meetings.models import Meeting
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversees
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, period_numbered


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: Request, pk: int) -> HttpResponse:
    """The meeting of the open period, or of the one asked for; before it is convened, two fields (POST)."""
    branch = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = round_asked(request)
    asked = number(request.GET.get("period", "") or request.POST.get("period", ""))
    period = _period(round_, branch, asked) if round_ else None
    if round_ is None or period is None:
        return render(request, "appraisal/no_round.html", {"title": "专题组织生活会"})
    if request.method == "POST":
        return _held(request, branch, round_, period)
    comment = comment_of(round_, period.number, branch)
    if not oversees(request.user, branch.path or ""):
        return _heard(request, branch, round_, period)
    return _kept_page(request, comment) if comment else _convening(request, branch, round_, period)


def _period(round_: Round, branch: Organisation, asked: int | None) -> Period | None:
    """The one asked for, else the earliest still owed, else the open one."""
    due = asked or owed(round_, DutyKind.BRANCH_COMMENT, today(), organisation=branch, member=None)
    return chosen(round_, Practice.BRANCH_COMMENT, due, today())


def _kept_page(request: Request, comment: BranchComment) -> HttpResponse:
    """The page, with what was typed before a sign-in expired."""
    kept = kept_data(request)
    if kept is None:
        return page(request, comment)
    return page(
        request, comment, typed=touched(entries_in(kept)), overall=kept.get("overall"), minutes=kept.get("minutes")
    )


def _tabs(round_: Round) -> dict[str, Any]:
    return tabs(round_, Practice.BRANCH_COMMENT, today())


def _convening(
    request: Request,
    branch: Organisation,
    round_: Round,
    period: Period,
    form: HoldForm | None = None,
) -> HttpResponse:
    last = Meeting.objects.filter(organisation=branch).order_by("-held_at").first()
    start = usual(last, request.user.display_name)
    context = {
        "branch": branch,
        "round": round_,
        "period": period,
        **_tabs(round_),
        "form": form or HoldForm(kept_data(request), initial=start),
        "why_not": why_not_hold(request.user, branch, period),
    }
    return render(request, "appraisal/convene.html", context, status=422 if form else 200)


def _held(request: Request, branch: Organisation, round_: Round, period: Period) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _convening(request, branch, round_, period, form)
    actions.hold(round_, period, branch, form.arranged(), by=request.user)
    return redirect(_address(branch.pk, period.query))


def _address(branch: int, query: str, place: str = "") -> str:
    return f"{reverse('appraisal:meeting', args=[branch])}{query}{place}"


def back_to(comment: BranchComment, place: str = "") -> HttpResponse:
    query = f"?year={comment.round.year}&period={comment.period}"
    return redirect(_address(comment.organisation_id, query, place))


def heard_in(comment: BranchComment) -> Period:
    """The 述 that belongs to the meeting; a round without 述 has the meeting's own period."""
    period = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    found = report_period(comment.round, period) if period else None
    return found or Period(Practice.SELF_REPORT, comment.period, comment.round.opens_on, comment.round.closes_on, "")


def comment_in(request: Request, pk: int) -> BranchComment:
    """The 讲 of a meeting, for those who oversee the branch."""
    return get_object_or_404(branch_comments_overseen_by(request.user), meeting=pk)


def page(
    request: Request,
    comment: BranchComment,
    *,
    typed: Typed | None = None,
    minutes: str | None = None,
    overall: str | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The whole page; `typed`, `minutes`, `overall`: what was sent and refused, so that nothing typed is lost."""
    period = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    draft = comment.meeting.minutes or drafted(comment)
    context: dict[str, Any] = {
        "comment": comment,
        "meeting": comment.meeting,
        "branch": comment.organisation,
        "period": period,
        **_tabs(comment.round),
        "heard": heard_in(comment),
        "sitting": sitting_of(comment, heard_in(comment), typed=typed or {}),
        "mutual": mutual_in(comment),
        "arrange": HoldForm(initial=_arranged(comment.meeting)),
        "overall": comment.text if overall is None else overall,
        "minutes": draft if minutes is None else minutes,
        "stored_minutes": comment.meeting.minutes if minutes is not None else "",
        "why_not": why_not_comment(request.user, comment),
        "why_not_back_fill": why_not_back_fill(request.user, comment),
        "refusal": refusal,
        "judgements": judgement_choices(),
    }
    return render(request, "appraisal/meeting.html", context, status=409 if refusal else 200)


def _arranged(held: Meeting) -> dict[str, object]:
    return {"held_at": held.held_at, "place": held.place, "chair": held.chair}


def _heard(request: Request, branch: Organisation, round_: Round, period: Period) -> HttpResponse:
    """For the branch's members: what was heard and said, once the meeting is over."""
    comments = branch_comments_visible_to(request.user)
    comment = comments.filter(round=round_, organisation=branch, period=period.number).first()
    seen = comment.meeting_id if comment else 0
    context = {
        "branch": branch,
        "period": period,
        **_tabs(round_),
        "comment": comment,
        "reports": reports_visible_to(request.user).filter(meeting=seen).order_by("id") if comment else [],
        "findings": comment_lines_visible_to(request.user).filter(comment=comment).order_by("id") if comment else [],
    }
    return render(request, "appraisal/heard.html", context)
