"""会议定诺 (C13): votes of a meeting on its agenda, and the confirmation of many by two meetings."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.numbers import ticked
from jiannuo.meetings import queries as meetings
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.meetings.policies import why_not_convene, why_not_decide
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.pledges import decisions, policies, queries, workflow
from jiannuo.pledges.actions.confirm import Ballot, Votes, confirm_many, decide_many, reconsider
from jiannuo.pledges.decisions import Standing
from jiannuo.pledges.forms.decision import MeetingsChoice, ReasonForm, VotesForm
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.views.outcome import outcome_of, remember

MEETINGS_OFFERED = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A pledge on the agenda: where it stands with the two meetings, and the boxes for votes that differ."""

    standing: Standing
    own: list[tuple[MeetingKind, VotesForm]]


def _votes(data: QueryDict | None, kind: str, pledge: Pledge | None = None) -> VotesForm:
    return VotesForm(data, prefix=f"{pledge.pk}-{kind}" if pledge else kind)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Request, pk: int) -> HttpResponse:
    """What one meeting has to decide and has decided; one vote for many, exceptions in the row."""
    meeting = get_object_or_404(meetings.visible_to(request.user), pk=pk)
    if request.method == "POST":
        return _voted(request, meeting)
    rows = decisions.on_agenda(request.user, meeting)
    why_not = why_not_convene(request.user, meeting.organisation) or why_not_decide(meeting)
    voters = meetings.voters_present(meeting)
    context = {
        "meeting": meeting,
        "rows": [Row(s, [(MeetingKind(meeting.kind), _votes(None, meeting.kind, s.pledge))]) for s in rows],
        "why_not": why_not or ("" if voters else "到会名单里还没有可以表决的人，请先登记到会人员。"),
        "voters": voters,
        "decided": decisions.decided_by(meeting),
        "usual": VotesForm(prefix=meeting.kind, initial={"ayes": voters, "noes": 0, "abstentions": 0}),
        "outcome": outcome_of(request, f"votes_{meeting.pk}"),
    }
    return render(request, "pledges/agenda.html#agenda" if request.htmx else "pledges/agenda.html", context)


def _voted(request: Request, meeting: Meeting) -> HttpResponse:
    versions, usual = ticked(request.POST.getlist("pick")), _votes(request.POST, meeting.kind).votes()
    rows = queries.visible_to(request.user).filter(pk__in=versions)
    ballots = [
        Ballot(p, versions[p.pk], ((meeting, _votes(request.POST, meeting.kind, p).votes() or usual or Votes(0)),))
        for p in rows
    ]
    done, refused = decide_many(ballots, by=request.user)
    remember(request, f"votes_{meeting.pk}", done, [(p.subject_name, why) for p, why in refused])
    if done:
        messages.success(request, f"已登记{done}份承诺书的表决结果。")
    return redirect("pledges:agenda", pk=meeting.pk)


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
    if request.method == "POST":
        return _confirmed(request, organisation, chosen)
    rows = decisions.before_meetings(request.user, organisation)
    voters = {kind: meetings.voters_present(m) if m else 0 for kind, m in chosen.items()}
    context = {
        "organisation": organisation,
        "choice": choice,
        "chosen": [(kind, m, voters[kind], _usual(kind, voters[kind]), _why_not(m)) for kind, m in chosen.items()],
        "rows": [Row(s, [(k, _votes(None, k, s.pledge)) for k in s.missing if chosen[k]]) for s in rows],
        "why_not": why_not_convene(request.user, organisation),
    }
    return render(request, "pledges/confirm.html", context)


def _usual(kind: MeetingKind, voters: int) -> VotesForm:
    return VotesForm(prefix=kind, initial={"ayes": voters, "noes": 0, "abstentions": 0})


def _why_not(meeting: Meeting | None) -> str:
    return why_not_decide(meeting) if meeting else ""


def _confirmed(request: Request, organisation: Organisation, chosen: dict[MeetingKind, Meeting | None]) -> HttpResponse:
    versions = ticked(request.POST.getlist("pick"))
    usual = {kind: _votes(request.POST, kind).votes() for kind in CONFIRMING}
    rows = [s for s in decisions.before_meetings(request.user, organisation) if s.pledge.pk in versions]
    ballots = [Ballot(s.pledge, versions[s.pledge.pk], _missing_votes(request, s, chosen, usual)) for s in rows]
    done, refused = confirm_many(ballots, by=request.user)
    said = [(pledge.subject_name, why) for pledge, why in refused]
    gone = len(versions) - len(rows)
    said += [(f"另有{gone}份", "已由他人办理，或已不在待定诺名单中。")] if gone else []
    remember(request, f"confirm_{organisation.pk}", done, said)
    return redirect("pledges:confirm_done", pk=organisation.pk)


def _missing_votes(
    request: Request,
    standing: Standing,
    chosen: dict[MeetingKind, Meeting | None],
    usual: dict[MeetingKind, Votes | None],
) -> tuple[tuple[Meeting, Votes], ...]:
    """Votes for the kinds of meeting that have not passed the text yet: the row's own, else the usual ones."""
    entered = ((k, chosen[k], _votes(request.POST, k, standing.pledge).votes() or usual[k]) for k in standing.missing)
    return tuple((meeting, votes or Votes(0)) for _, meeting, votes in entered if meeting)


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
