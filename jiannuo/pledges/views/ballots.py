"""The long lists on which votes are typed: a page at a time, and what was typed on the others is kept meanwhile."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from jiannuo.accounts.http import Request
from jiannuo.base.numbers import numbers, ticked
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.pledges import two_meetings
from jiannuo.pledges.actions.ballots import Ballot
from jiannuo.pledges.decisions import Standing
from jiannuo.pledges.forms.decision import UsualVotesForm, VotesForm
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes

_PAGE = 50
_BOXES = ("ayes", "noes", "abstentions", "all")
_BOX = re.compile(rf"(?:\d{{1,18}}-)?(?:{'|'.join(CONFIRMING)})-(?:{'|'.join(_BOXES)})")
_REASON = re.compile(r"\d{1,18}-correction")
_LONGEST = 6  # digits of a number of votes
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A pledge on the list: where it stands with the two meetings, and the boxes for votes that differ."""

    standing: Standing
    own: list[tuple[MeetingKind, VotesForm]]
    is_ticked: bool
    why_not: str = ""  # why the meeting cannot decide on this text
    reason: str = ""  # of a correction, as far as typed
    doubts: tuple[str, ...] = ()  # what is to be looked at before it goes in

    @property
    def text_said(self) -> str:
        """第2稿，4 项: what is to be voted on."""
        text = self.standing.pledge.current
        return f"第{text.number}稿，{len(text.content['items'])} 项" if text else ""

    @property
    def said(self) -> list[str]:
        """What either meeting has said of the text, then what is missing."""
        heard = [two_meetings.heard(decision) for decision in self.standing.decisions]
        return heard + [f"还缺{kind.label}的表决" for kind in self.standing.missing]

    @property
    def is_own_typed(self) -> bool:
        return bool(self.reason) or any(form.initial for _, form in self.own)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed while turning the pages: {box: value} and {pledge: ticked or not}."""

    votes: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, bool] = field(default_factory=dict)

    def usual(self, kind: str) -> UsualVotesForm:
        return UsualVotesForm(prefix=kind, initial=self._left(kind))

    def row(self, standing: Standing, kinds: list[MeetingKind], *, ticked: bool, why_not: str = "") -> Row:
        key = standing.pledge.pk
        own = [(k, VotesForm(prefix=f"{key}-{k}", initial=self._left(f"{key}-{k}"))) for k in kinds]
        is_ticked = self.ticks.get(str(key), ticked and not why_not)
        return Row(standing, own, is_ticked, why_not, self.votes.get(f"{key}-correction", ""))

    def _left(self, prefix: str) -> dict[str, str]:
        """The boxes as they were left. Nobody's vote is written in beforehand."""
        return {box: self.votes[f"{prefix}-{box}"] for box in _BOXES if f"{prefix}-{box}" in self.votes}


def usual_sent(data: QueryDict, kind: str) -> Votes | None:
    """What was stated of one meeting for all ticked rows."""
    return UsualVotesForm(data, prefix=kind).votes()


def ballot_sent(data: QueryDict, pledge: Pledge, version: int, meetings: Iterable[Meeting]) -> Ballot:
    """One ticked row: the votes stated for all, its own, the reason of a correction."""
    usual = tuple((meeting, usual_sent(data, meeting.kind)) for meeting in meetings)
    own = {meeting.pk: VotesForm(data, prefix=f"{pledge.pk}-{meeting.kind}").votes() for meeting, _ in usual}
    return Ballot(pledge, version, usual, own, data.get(f"{pledge.pk}-correction", "")[:_LONGEST_REASON])


def page_of(request: Request, rows: QuerySet[Pledge]) -> Page[Pledge]:
    return Paginator(rows, _PAGE).get_page(request.GET.get("page"))


def typed_on(request: Request, what: str) -> Typed:
    """What this session has typed on the pages of a list."""
    kept = request.session.get(f"typed_{what}")
    return Typed(kept["votes"], kept["ticks"]) if kept else Typed()


def turn(request: Request, what: str, **address: object) -> HttpResponse:
    """Keep what was typed on this page and show another. Not 302: turning pages is no act to be remembered."""
    kept, picked = typed_on(request, what), ticked(request.POST.getlist("pick"))
    votes = _without(kept.votes, numbers(request.POST.getlist("shown"))) | _typed_in(request.POST)
    ticks = kept.ticks | {str(key): key in picked for key in numbers(request.POST.getlist("shown"))}
    request.session[f"typed_{what}"] = {"votes": votes, "ticks": ticks}
    response = redirect(f"{request.path}?{urlencode(address | {'page': request.POST['go'][:_LONGEST]})}")
    response.status_code = 303
    return response


def _typed_in(data: QueryDict) -> dict[str, str]:
    boxes = {name: data.get(name, "").strip()[:_LONGEST] for name in data if _BOX.fullmatch(name)}
    reasons = {name: data.get(name, "").strip()[:_LONGEST_REASON] for name in data if _REASON.fullmatch(name)}
    return {name: value for name, value in (boxes | reasons).items() if value}


def forget(request: Request, what: str, keys: list[int], refused: list[int]) -> None:
    """What has been acted on is typed no more; what was refused stands there again as it was typed."""
    kept, sent = typed_on(request, what), _typed_in(request.POST)
    done = [key for key in keys if key not in refused]
    votes = _without(kept.votes | sent, done)
    if refused and not done:
        votes |= {name: value for name, value in sent.items() if name.partition("-")[0] in CONFIRMING}
    ticks = {key: is_ticked for key, is_ticked in kept.ticks.items() if int(key) not in done}
    ticks |= {str(key): True for key in refused}
    request.session[f"typed_{what}"] = {"votes": votes, "ticks": ticks}


def _without(votes: dict[str, str], keys: list[int]) -> dict[str, str]:
    """Less those of these pledges, and less what was stated for all: that is stated anew once something is decided."""
    gone = {str(key) for key in keys} | set(CONFIRMING)
    return {name: value for name, value in votes.items() if name.partition("-")[0] not in gone}
