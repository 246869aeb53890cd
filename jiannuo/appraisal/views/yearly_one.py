"""One yearly appraisal: figures with the rows behind them, what was said, the reply and its answer, ways back (C29)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.accounts.models import User
from jiannuo.appraisal.actions import yearly_words as actions
from jiannuo.appraisal.forms.yearly import SelfForm
from jiannuo.appraisal.grading import grade_choices
from jiannuo.appraisal.models import LeaderComment, YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.appraisal.workflow import BY_NAME, PUBLISH, RECONSIDER, REDRAFT, TAKE_DOWN
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.orgs import queries as orgs
from jiannuo.pledges.reading import circumstance_hints
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import labels_of
from jiannuo.ui.beside import beside

_BACK = (REDRAFT, RECONSIDER, TAKE_DOWN)


@require_safe
def yearly_one(request: Request, pk: int) -> HttpResponse:
    return one_page(request, found(request, pk))


def found(request: Request, pk: int) -> YearlyAppraisal:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def one_page(request: Request, row: YearlyAppraisal, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """What may be seen of one, with everything that may be done about it."""
    kept = kept_data(request) if request.method == "GET" else request.POST
    return render(request, "appraisal/yearly_one.html", context_of(request, row, kept, refusal), status=status)


def context_of(request: Request, row: YearlyAppraisal, typed: Any, refusal: str) -> dict[str, Any]:
    user = request.user
    why_not_run = policies.why_not_run(user, row.decider)
    moves = [(move, policies.why_not(user, row, move)) for move in _BACK if row.state in move.sources]
    reckoning = queries.reckoning_for(user, row)
    return {
        "row": row,
        "year": f"?year={row.round.year}",
        "is_told": policies.is_told(user, row),
        "sees_all": orgs.visible_to(user).filter(pk=row.decider_id).exists(),
        "reckoning": reckoning,
        "figures": [_linked(figure) for figure in reckoning.get("figures", [])],
        "refusal": refusal,
        "typed": typed or {},
        "grades": grade_choices(),
        "leaders_words": _leaders_words(user, row),
        "branch_findings": queries.branch_findings(user, row),
        "why_not_self": policies.why_not_self(user, row),
        "why_not_reply": policies.why_not_reply(user, row),
        "why_not_answer": policies.why_not_answer(user, row),
        "down": queries.voted_down([row]).get(row.pk),
        "is_own": policies.is_own(user, row),
        "moves": [] if why_not_run else moves,
        "publish": PUBLISH if row.state in PUBLISH.sources and not row.member_id and not why_not_run else None,
        "has_hints": bool(circumstance_hints((typed or {}).get("public_words", ""), is_reason=True)),
        "why_not_publish": policies.why_not(user, row, PUBLISH),
    }


def _leaders_words(user: User, row: YearlyAppraisal) -> list[tuple[str, LeaderComment]]:
    """Each with its half-year."""
    labels = labels_of(row.round, Practice.LEADER_COMMENT)
    return [(labels.get(said.period, ""), said) for said in queries.leaders_words(user, row)]


def _linked(figure: dict[str, Any]) -> dict[str, Any]:
    """A kept figure with the pages of the rows behind it."""
    named = {
        name: [part | {"links": [(_address(ref), label) for ref, label in part["links"]]} for part in figure[name]]
        for name in ("parts", "aside")
    }
    return figure | named


def _address(ref: str) -> str:
    """The page of the row behind a number; what has no page of its own is named without a link."""
    kind, _, key = ref.partition(":")
    return reverse("fulfilment:item", args=[key]) if kind == "item" else ""


def _acted(request: Request, pk: int, act: Callable[[YearlyAppraisal, int], str]) -> HttpResponse:
    row = found(request, pk)
    with beside() as told:
        messages.success(request, act(row, number(request.POST.get("version", "")) or 0))
        return redirect("appraisal:yearly_one", pk=pk)
    return one_page(request, found(request, pk), refusal=told.sentence, status=422)


@require_POST
def yearly_self(request: Request, pk: int) -> HttpResponse:
    """自评 of one who says it to the branch's officers, or of an organisation by its own."""

    def act(row: YearlyAppraisal, version: int) -> str:
        form = SelfForm(request.POST)
        if not form.is_valid():
            raise Refusal("请选择一个等次：优秀、合格、基本合格或不合格。说明最多300字。")
        told = form.cleaned_data
        actions.assess_self(row, told["grade"], told["words"], by=request.user, version=version)
        return "自评已保存。"

    return _acted(request, pk, act)


@require_POST
def yearly_reply(request: Request, pk: int) -> HttpResponse:
    def act(row: YearlyAppraisal, version: int) -> str:
        actions.reply(row, request.POST.get("reply", ""), by=request.user, version=version)
        return f"说明已提交给{row.decider.short_name}，答复会显示在这里。"

    return _acted(request, pk, act)


@require_POST
def yearly_answer(request: Request, pk: int) -> HttpResponse:
    def act(row: YearlyAppraisal, version: int) -> str:
        actions.answer(row, request.POST.get("answer", ""), by=request.user, version=version)
        return f"已答复{row.subject_name}。"

    return _acted(request, pk, act)


@require_POST
def yearly_back(request: Request, pk: int, move: str) -> HttpResponse:
    """收回重核, 重新评议, 撤下, each with its reason."""
    chosen = BY_NAME.get(move)
    if chosen not in _BACK:
        raise Http404

    def act(row: YearlyAppraisal, version: int) -> str:
        actions.go_back(row, chosen, request.POST.get("reason", ""), by=request.user, version=version)
        return f"已{chosen.label}，理由已记录。"

    return _acted(request, pk, act)


@require_POST
def yearly_publish(request: Request, pk: int) -> HttpResponse:
    """C30: an organisation's result goes to the board."""

    def act(row: YearlyAppraisal, version: int) -> str:
        has_looked = bool(request.POST.get("has_looked"))
        words, has_read = request.POST.get("public_words", ""), bool(request.POST.get("has_read_hints"))
        actions.publish(row, words, by=request.user, has_looked=has_looked, version=version, has_read_hints=has_read)
        return f"{row.subject_name}的年度评议结果已公布在公示栏。"

    return _acted(request, pk, act)
