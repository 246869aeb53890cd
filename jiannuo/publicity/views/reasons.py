"""The reasons that wait for this person's look before the board says them (C17, C30)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.base.numbers import number
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.standing import ItemState
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.reading import Span
from jiannuo.publicity import queries
from jiannuo.publicity import reasons as reads
from jiannuo.publicity.actions import reasons as actions
from jiannuo.publicity.redaction import Passage, passage, spans_in
from jiannuo.ui.beside import beside

_PAGE = 20


@dataclass(frozen=True, slots=True)
class Case:
    """One reason with its hints, and the words in the box."""

    result: Result
    passage: Passage
    words: str
    left: tuple[
        tuple[Span, bool], ...
    ] = ()  # what is pointed at in words that were refused, and whether it was looked at

    @property
    def outcome(self) -> str:
        return Outcome(self.result.outcome).label

    @property
    def mark(self) -> str:
        return ItemState(self.result.outcome).mark


@require_safe
def reasons(request: Request) -> HttpResponse:
    return _page(request)


def _page(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    page = Paginator(reads.waiting(request.user), _PAGE).get_page(request.GET.get("page"))
    typed = request.POST if request.method == "POST" else kept_data(request) or QueryDict()
    context: dict[str, Any] = {"page": page, "cases": _cases(list(page), typed), "refusal": refusal}
    context["shown"] = list(reads.let_through(request.user).order_by("-item__public_reason__published_at")[:_PAGE])
    context["refused"] = number(str(typed.get("result", ""))) if refusal else None
    return render(request, "publicity/reasons.html", context, status=status)


def _cases(results: list[Result], typed: QueryDict) -> list[Case]:
    organisations = {r.item.pledge.organisation_id: r.item.pledge.organisation for r in results}
    names = {pk: queries.known_names(organisation) for pk, organisation in organisations.items()}
    found = []
    for result in results:
        pledge = result.item.pledge
        own = pledge.member.name if pledge.member else ""
        told = passage("reason", "原因", result.reason, names[pledge.organisation_id] | ({own} - {""}), own=own)
        if str(typed.get("result", "")) == str(result.pk):
            words, seen = str(typed.get("words", "")), typed.getlist("looked_at")
            left = spans_in(words, names[pledge.organisation_id], is_reason=True)
            found.append(Case(result, told, words, tuple((span, span.words in seen) for span in left)))
        else:
            found.append(Case(result, told, told.suggested))
    return found


def _acted(request: Request, pk: int, act: Callable[[Result], str]) -> HttpResponse:
    result = get_object_or_404(reads.in_hand(request.user), pk=pk)
    with beside() as told:
        messages.success(request, act(result))
        return redirect("publicity:reasons")
    return _page(request, told.sentence, 422)


@require_POST
def reason(request: Request, pk: int) -> HttpResponse:
    """These words go to the board."""

    def act(result: Result) -> str:
        sent = request.POST
        seen, has_looked = number(sent.get("version", "")), sent.get("has_looked") == "on"
        told, looked_at = sent.get("words", ""), sent.getlist("looked_at")
        actions.let_through(result, told, by=request.user, has_looked=has_looked, looked_at=looked_at, version=seen)
        return "原因已公示。"

    return _acted(request, pk, act)


@require_POST
def reason_back(request: Request, pk: int) -> HttpResponse:
    def act(result: Result) -> str:
        actions.take_back(result, by=request.user)
        return "原因已从公示栏撤下，可以改写后再公示。"

    return _acted(request, pk, act)
