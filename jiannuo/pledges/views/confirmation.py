"""会议定诺 (C13): the confirmation of many by two meetings, and what a meeting hands back."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.numbers import ticked
from jiannuo.meetings import queries as meetings
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.meetings.policies import why_not_convene
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.pledges import decisions, policies, queries, two_meetings, workflow
from jiannuo.pledges.actions.ballots import confirm_many
from jiannuo.pledges.actions.confirm import reconsider
from jiannuo.pledges.decisions import Standing
from jiannuo.pledges.forms.decision import MeetingsChoice, ReasonForm, UsualVotesForm
from jiannuo.pledges.two_meetings import Quorum, quorum_of
from jiannuo.pledges.views.ballots import Row, Typed, ballot_sent, forget, page_of, turn, typed_on
from jiannuo.pledges.views.outcome import outcome_of, remember

MEETINGS_OFFERED = 30
NOT_HELD = "还没有可以登记表决的会议。请先在上面登记会议，再登记表决、定诺。"
Held = dict[MeetingKind, Meeting | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the two kinds of meeting: which is chosen, from which, and what was stated of it for all texts."""

    kind: MeetingKind
    box: BoundField
    quorum: Quorum | None
    usual: UsualVotesForm

    @property
    def meeting(self) -> Meeting | None:
        return self.quorum.meeting if self.quorum else None


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk: int) -> HttpResponse:
    """Which reviewed pledges have which of the two meetings; enter the votes of both and confirm many at once."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    held = list(
        meetings.visible_to(request.user)
        .filter(organisation=organisation, held_at__lte=timezone.now(), closed_at__isnull=True)
        .order_by("-held_at")[:MEETINGS_OFFERED]
    )
    choice = MeetingsChoice(request.POST if request.method == "POST" else request.GET, meetings=held)
    chosen = choice.chosen()
    what = "_".join(["confirm", str(organisation.pk), *(str(m.pk) if m else "" for m in chosen.values())])
    if request.method == "POST" and "go" in request.POST:
        return turn(request, what, **{kind: m.pk if m else "" for kind, m in chosen.items()})
    if request.method == "POST":
        return _confirmed(request, organisation, chosen, what)
    page, typed = page_of(request, queries.awaiting_meetings(request.user, organisation)), typed_on(request, what)
    standings = decisions.standings(page.object_list)
    context = {
        "organisation": organisation,
        "chosen": [_chosen(choice, typed, kind, meeting) for kind, meeting in chosen.items()],
        "page": page,
        "rows": [_row(typed, standing, chosen) for standing in standings],
        "may_choose": bool(held),
        "why_not": why_not_convene(request.user, organisation),
        "why_not_yet": _why_not_yet(held, standings),
    }
    return render(request, "pledges/confirm.html", context)


def _why_not_yet(held: list[Meeting], standings: list[Standing]) -> str:
    """Nothing can be confirmed where no meeting is entered and no text has both votes."""
    return "" if held or not all(standing.missing for standing in standings) else NOT_HELD


def _chosen(choice: MeetingsChoice, typed: Typed, kind: MeetingKind, meeting: Meeting | None) -> Chosen:
    return Chosen(kind, choice[kind.value], quorum_of(meeting) if meeting else None, typed.usual(kind))


def _row(typed: Typed, standing: Standing, chosen: Held) -> Row:
    """What is to be voted on still, why one of the chosen meetings cannot, and what is to be looked at."""
    asked = [(kind, meeting) for kind, meeting in chosen.items() if meeting and standing.asks(meeting)]
    refused = (two_meetings.why_not_vote_on(meeting, standing.pledge) for _, meeting in asked)
    is_open, why_not = not standing.voted_down, next(filter(None, refused), "")
    row = typed.row(standing, [kind for kind, _ in asked], ticked=is_open, why_not=why_not)
    missing = (meeting for kind, meeting in asked if kind in standing.missing and not why_not)
    doubts = (two_meetings.doubt(meeting, standing.pledge) for meeting in missing)
    return replace(row, doubts=tuple(filter(None, doubts)))


def _confirmed(request: Request, organisation: Organisation, chosen: Held, what: str) -> HttpResponse:
    versions = ticked(request.POST.getlist("pick"))
    rows = queries.awaiting_meetings(request.user, organisation).filter(pk__in=versions)
    held = [meeting for meeting in chosen.values() if meeting]
    ballots = [ballot_sent(request.POST, pledge, versions[pledge.pk], held) for pledge in rows]
    done, refused = confirm_many(ballots, by=request.user)
    said = [(pledge.subject_name, why) for pledge, why in refused]
    gone = len(versions) - len(ballots)
    said += [(f"另有{gone}份", "已由他人办理，或已不在待定诺名单中。")] if gone else []
    remember(request, f"confirm_{organisation.pk}", done, said)
    forget(request, what, list(versions), [pledge.pk for pledge, _ in refused])
    held_by_kind = urlencode({str(kind): meeting.pk for kind, meeting in chosen.items() if meeting})
    return redirect(f"{reverse('pledges:confirm_done', args=[organisation.pk])}?{held_by_kind}")


@require_safe
def confirm_done(request: Request, pk: int) -> HttpResponse:
    """How many are confirmed, and which are not and why."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    outcome = outcome_of(request, f"confirm_{pk}")
    return render(request, "pledges/confirm_done.html", {"organisation": organisation, "outcome": outcome})


@require_http_methods(["GET", "HEAD", "POST"])
def reconsider_pledge(request: Request, pk: int) -> HttpResponse:
    """The meetings want another text: back to its author with their opinion."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST or None, initial={"version": pledge.version})
    form.fields["reason"].label = "会议的意见"
    if request.method == "GET":
        refill(form, request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reconsider(pledge, data["reason"], by=request.user, version=data["version"])
        messages.success(request, f"{pledge.subject_name}的承诺书已退回修改。")
        return redirect("pledges:confirm", pk=pledge.organisation_id)
    why_not = policies.why_not(request.user, pledge, workflow.RECONSIDER)
    context = {"pledge": pledge, "form": form, "why_not": why_not}
    return render(request, "pledges/reconsider.html", context, status=422 if form.errors else 200)
