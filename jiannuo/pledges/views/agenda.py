"""What one meeting votes on (C13): one vote for many, exceptions in the row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.base.numbers import number, ticked
from jiannuo.meetings import queries as meetings
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.meetings.policies import why_not_convene
from jiannuo.pledges import decisions, queries
from jiannuo.pledges.actions.ballots import decide_many
from jiannuo.pledges.actions.retraction import take_back_votes
from jiannuo.pledges.two_meetings import quorum_of, why_not_take_back
from jiannuo.pledges.two_meetings import why_not_vote_on as why
from jiannuo.pledges.views.ballots import ballot_sent, forget, page_of, turn, typed_on
from jiannuo.pledges.views.outcome import outcome_of, remember

_LONGEST_REASON = 200


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Request, pk: int) -> HttpResponse:
    """What one meeting has to decide and has decided."""
    meeting = get_object_or_404(meetings.visible_to(request.user), pk=pk)
    what = f"votes_{meeting.pk}"
    if request.method == "POST":
        return turn(request, what) if "go" in request.POST else _voted(request, meeting, what)
    page = page_of(request, decisions.on_agenda(request.user, meeting))
    quorum, typed, decided = quorum_of(meeting), typed_on(request, what), list(decisions.decided_by(meeting))
    kinds = [MeetingKind(meeting.kind)]
    standings = decisions.standings(page.object_list, meeting)
    context = {
        "meeting": meeting,
        "page": page,
        "rows": [typed.row(s, kinds, ticked=not s.decisions, why_not=why(meeting, s.pledge)) for s in standings],
        "why_not": why_not_convene(request.user, meeting.organisation) or quorum.why_not,
        "voters": quorum.voters,
        "decided": decided,
        "may_take_back": not why_not_take_back(request.user, meeting, decided),
        "usual": typed.usual(meeting.kind),
        "outcome": outcome_of(request, what),
    }
    return render(request, "pledges/agenda.html#agenda" if request.htmx else "pledges/agenda.html", context)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """All votes of a meeting whose roll was wrong; then the roll may be mended."""
    meeting = get_object_or_404(meetings.visible_to(request.user), pk=pk)
    take_back_votes(meeting, request.POST.get("reason", "")[:_LONGEST_REASON], by=request.user)
    messages.success(request, "这次会议的表决已撤回。请改好到会名单，再登记表决。")
    return redirect("meetings:meeting", pk=pk)


def _voted(request: Request, meeting: Meeting, what: str) -> HttpResponse:
    versions = ticked(request.POST.getlist("pick"))
    rows = queries.visible_to(request.user).filter(pk__in=versions)
    ballots = [ballot_sent(request.POST, pledge, versions[pledge.pk], [meeting]) for pledge in rows]
    done, refused = decide_many(ballots, by=request.user)
    remember(request, what, done, [(p.subject_name, why) for p, why in refused])
    forget(request, what, list(versions), [p.pk for p, _ in refused])
    if done:
        messages.success(request, f"已登记{done}份承诺书的表决结果。")
    address = reverse("pledges:agenda", args=[meeting.pk])
    page = number(request.POST.get("page", "")) or 1
    return redirect(f"{address}?page={page}" if page > 1 else address)
