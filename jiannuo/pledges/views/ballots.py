"""The long lists on which votes are typed: a page at a time, and what was typed on the others is kept meanwhile."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from jiannuo.accounts.http import Request
from jiannuo.base.numbers import numbers, ticked
from jiannuo.meetings.models import CONFIRMING, MeetingKind
from jiannuo.pledges.decisions import Standing
from jiannuo.pledges.forms.decision import VotesForm
from jiannuo.pledges.models import Pledge

_PAGE = 50
_BOXES = ("ayes", "noes", "abstentions")
_BOX = re.compile(rf"(?:\d{{1,18}}-)?(?:{'|'.join(CONFIRMING)})-(?:{'|'.join(_BOXES)})")
_LONGEST = 6  # digits of a number of votes


@dataclass(frozen=True, slots=True)
class Row:
    """A pledge on the list: where it stands with the two meetings, and the boxes for votes that differ."""

    standing: Standing
    own: list[tuple[MeetingKind, VotesForm]]
    is_ticked: bool
    why_not: str = ""  # why the meeting cannot decide on this text

    @property
    def is_own_typed(self) -> bool:
        return any(form.initial for _, form in self.own)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed while turning the pages: {box: value} and {pledge: ticked or not}."""

    votes: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, bool] = field(default_factory=dict)

    def boxes(self, prefix: str, usual: int | None = None) -> VotesForm:
        """Three boxes as they were left; else all present as ayes where `usual` says how many."""
        start = {} if usual is None else {"ayes": usual, "noes": 0, "abstentions": 0}
        left = {box: self.votes[f"{prefix}-{box}"] for box in _BOXES if f"{prefix}-{box}" in self.votes}
        return VotesForm(prefix=prefix, initial=start | left)

    def row(self, standing: Standing, kinds: list[MeetingKind], *, ticked: bool, why_not: str = "") -> Row:
        key, own = standing.pledge.pk, [(k, self.boxes(f"{standing.pledge.pk}-{k}")) for k in kinds]
        return Row(standing, own, self.ticks.get(str(key), ticked and not why_not), why_not)


def votes_sent(data: QueryDict, kind: str, pledge: Pledge | None = None) -> VotesForm:
    return VotesForm(data, prefix=f"{pledge.pk}-{kind}" if pledge else kind)


def page_of(request: Request, rows: QuerySet[Pledge]) -> Page[Pledge]:
    return Paginator(rows, _PAGE).get_page(request.GET.get("page"))


def typed_on(request: Request, what: str) -> Typed:
    """What this session has typed on the pages of a list."""
    kept = request.session.get(f"typed_{what}")
    return Typed(kept["votes"], kept["ticks"]) if kept else Typed()


def turn(request: Request, what: str, **address: object) -> HttpResponse:
    """Keep what was typed on this page and show another. Not 302: turning pages is no act to be remembered."""
    kept, picked = typed_on(request, what), ticked(request.POST.getlist("pick"))
    votes = _without(kept.votes, numbers(request.POST.getlist("shown")))
    votes |= {
        n: request.POST[n].strip()[:_LONGEST] for n in request.POST if _BOX.fullmatch(n) and request.POST[n].strip()
    }
    ticks = kept.ticks | {str(key): key in picked for key in numbers(request.POST.getlist("shown"))}
    request.session[f"typed_{what}"] = {"votes": votes, "ticks": ticks}
    response = redirect(f"{request.path}?{urlencode(address | {'page': request.POST['go'][:_LONGEST]})}")
    response.status_code = 303
    return response


def forget(request: Request, what: str, keys: list[int]) -> None:
    """What has been acted on is typed no more."""
    kept = typed_on(request, what)
    ticks = {key: is_ticked for key, is_ticked in kept.ticks.items() if int(key) not in keys}
    request.session[f"typed_{what}"] = {"votes": _without(kept.votes, keys), "ticks": ticks}


def _without(votes: dict[str, str], keys: list[int]) -> dict[str, str]:
    gone = {str(key) for key in keys}
    return {name: value for name, value in votes.items() if name.partition("-")[0] not in gone}
