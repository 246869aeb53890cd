"""党员互评 (C20, C26): from the branch's meeting to the box, and what each member may read of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.asking import comparisons
from jiannuo.appraisal.forms.survey import MutualVoteForm
from jiannuo.appraisal.models import BranchComment, MutualAssessment
from jiannuo.appraisal.periods import label_of
from jiannuo.appraisal.policies.survey import why_not_start_mutual
from jiannuo.appraisal.queries.mutual import assessed, mutual_in, mutual_visible_to, own_figures
from jiannuo.appraisal.views.meeting import comment_in
from jiannuo.appraisal.views.survey import opening_pdf
from jiannuo.ballots.running import steps_of
from jiannuo.ballots.wording import too_few
from jiannuo.base.dates import local_day, today
from jiannuo.base.errors import require
from jiannuo.meetings.queries import assessors_present
from jiannuo.rounds.models import Practice
from jiannuo.ui.files import site_address


@require_safe
def mutual(request: Request, pk: int) -> HttpResponse:
    """The box of one meeting, run from here; its figures for the branch's officers."""
    found = get_object_or_404(mutual_visible_to(request.user), pk=pk)
    home = reverse("appraisal:mutual", args=[pk])
    period = label_of(found.round, Practice.BRANCH_COMMENT, found.period)
    context = {"mutual": found, "period": period, "branch": found.organisation, "meeting_page": _meeting_page(found)}
    steps = steps_of(request.user, found.box, address=site_address(request), home=home)
    return render(request, "appraisal/mutual.html", context | steps)


@require_http_methods(["GET", "HEAD", "POST"])
def mutual_start(request: Request, pk: int) -> HttpResponse:
    """Before the vote: how it is held and what is promised. POST answers with slips and keys, the only copy."""
    comment = comment_in(request, pk)
    present = assessors_present(comment.meeting)
    why_not = why_not_start_mutual(request.user, comment, present, mutual_in(comment))
    posted = request.method == "POST"
    if posted:
        require(why_not)
    members, asked = assessed(comment.organisation), comparisons(comment.round)
    counts = {"voters": present, "people": len(members), "comparisons": len(asked)}
    form = MutualVoteForm(request.POST if posted else None, **counts)
    if form.is_valid():
        detail = form.cleaned_data["in_detail"]
        begun, opened = start_mutual(comment, form.slips(), in_detail=detail, by=request.user)
        return opening_pdf(request, opened) if opened.box.slip_count else redirect("appraisal:mutual", pk=begun.pk)
    context = {
        "comment": comment,
        "branch": comment.organisation,
        "meeting_page": _meeting_page(comment),
        "period": label_of(comment.round, Practice.BRANCH_COMMENT, comment.period),
        "present": present,
        "is_meeting_past": local_day(comment.meeting.held_at) < today(),
        "few_came": too_few(present),
        "members": members,
        "comparisons": asked,
        "vote": form,
        "why_not": why_not,
    }
    return render(request, "appraisal/mutual_start.html", context, status=422 if posted else 200)


def _meeting_page(held: BranchComment | MutualAssessment) -> str:
    page = reverse("appraisal:meeting", args=[held.organisation_id])
    return f"{page}?year={held.round.year}&period={held.period}"


@require_safe
def my_mutual(request: Request) -> HttpResponse:
    """C20: what the branch thinks of oneself, in the five comparisons."""
    return render(request, "appraisal/my_mutual.html", {"found": list(own_figures(request.user))})
