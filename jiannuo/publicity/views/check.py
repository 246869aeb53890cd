from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number, ticked
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import own_organisations
from jiannuo.pledges.taking_down import reads_typed
from jiannuo.publicity import policies, queries, workflow
from jiannuo.publicity.actions.steps import take_step, take_step_with_many
from jiannuo.publicity.board import name_of
from jiannuo.publicity.comparison import compared, hidden_in
from jiannuo.publicity.forms import StepForm
from jiannuo.publicity.models import Publication
from jiannuo.publicity.wording import lines_of, sections
from jiannuo.publicity.workflow import Move, State

_PAGE = 50
_COUNTED = 1000
_NAMED = 3
UNSEEN = "没有办理：请打开这份公示，看过公示文本再办理。"
STEPS = (workflow.CHECK, workflow.APPROVE, workflow.GO_LIVE, workflow.PREPARE, workflow.NOTE)
_WAITING = {
    workflow.CHECK: "等审核",
    workflow.APPROVE: "等审批",
    workflow.GO_LIVE: "等实施",
    workflow.PREPARE: "被退回",
    workflow.NOTE: "撤下待阅",
}
# What waits for nobody and is looked up: by the name in the address, the label and the rows.
_LISTS: dict[str, tuple[str, Callable[[User], QuerySet[Publication]]]] = {
    "withdraw": ("公示中", queries.on_the_board),
    "taken_down": ("已撤下", queries.taken_down),
}


@require_safe
def queue(request: Request) -> HttpResponse:
    """What of the check waits for this person, step by step, many at once where nothing is in doubt."""
    states = queries.waiting_states(request.user, _COUNTED)
    counts = [(move, _WAITING[move], sum(states[s] for s in move.sources)) for move in STEPS]
    usual = next((move for move, _, count in counts if count), workflow.CHECK)
    asked = request.GET.get("step", "")
    move = workflow.BY_NAME.get(asked, usual)
    if move not in {*STEPS, workflow.WITHDRAW}:
        raise Http404
    shown = asked if asked in _LISTS else move.name
    rows = _LISTS[asked][1](request.user) if asked in _LISTS else queries.awaiting(request.user, move)
    years = queries.years_of(rows)
    year = number(request.GET.get("year", ""))
    year = year if year in years else None
    rows = rows.filter(pledge__round__year=year) if year else rows
    page = Paginator(queries.with_filed_words(rows), _PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": counts,
        "lists": [(name, label) for name, (label, _) in _LISTS.items()],
        "shown": shown,
        "years": years if len(years) > 1 else [],
        "year": year,
        "page": page,
        "rows": [(p, name_of(p), lines_of(p.content), hidden_in(p)) for p in page],
        "is_batch": shown == move.name and move in workflow.BATCHES,
        "reasons": states[queries.REASONS],
        "own": Organisation.objects.filter(pk__in=own_organisations(request.user)).order_by("path"),
    }
    return render(request, "publicity/queue.html", context)


@require_safe
def publication(request: Request, pk: int) -> HttpResponse:
    """One case: the public copy as it will stand, what was taken out, who did what, and the steps."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    why_nots = {move: policies.why_not(request.user, found, move) for move in workflow.MOVES}
    asks = (workflow.SEND_BACK, workflow.WITHDRAW)
    form = StepForm(initial={"revision": found.revision})
    refill(form, request)
    context = {
        "publication": found,
        "name": name_of(found),
        "sections": sections(found.content, found.pledge.round),
        "compared": compared(found, queries.known_names(found.organisation)),
        "moves": [(move, why_nots[move]) for move in workflow.BATCHES if found.state in move.sources],
        "asking": [(move, why_nots[move]) for move in asks if found.state in move.sources],
        "reads_typed": found.state != State.WITHDRAWN or reads_typed(request.user, found.pledge),
        "may_note": not why_nots[workflow.NOTE],
        "may_prepare_again": policies.may_prepare_again(request.user, found),
        "may_prepare": not why_nots[workflow.PREPARE],
        "form": form,
        "grounds": [("", "请选择"), *workflow.Ground.choices],
    }
    return render(request, "publicity/publication.html", context)


@require_POST
def step(request: Request, pk: int, move: str) -> HttpResponse:
    taken = _move(move)
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有办理：理由最多1000字。" if "reason" in form.errors else UNSEEN)
    take_step(found, taken, by=request.user, **form.cleaned_data)
    messages.success(request, f"{taken.label}：{name_of(found)}。")
    if taken not in workflow.BATCHES:
        return redirect("publicity:publication", pk=found.pk)
    following = queries.awaiting(request.user, taken).first()
    return redirect("publicity:publication", pk=following.pk) if following else redirect("publicity:queue")


@require_POST
def batch(request: Request, move: str) -> HttpResponse:
    taken = _move(move)
    if taken not in workflow.BATCHES:
        raise Http404
    revisions = ticked(request.POST.getlist("pick"))
    picked = list(queries.awaiting(request.user, taken).filter(pk__in=revisions))
    done, refused = take_step_with_many(picked, taken, by=request.user, revisions=revisions)
    if done or not picked:
        messages.success(request, f"{taken.label}：{done} 份。" if done else "没有办理，请先勾选。")
    if refused:
        messages.warning(request, f"{len(refused)} 份没有办理。{_said(refused)}")
    return redirect("publicity:queue")


def _said(refused: list[tuple[Publication, str]]) -> str:
    lines = "；".join(f"{name_of(row)}：{why}" for row, why in refused[:_NAMED])
    return lines if len(refused) <= _NAMED else f"{lines}。另有 {len(refused) - _NAMED} 份"


def _move(name: str) -> Move:
    move = workflow.BY_NAME.get(name)
    if move is None or move in {workflow.PREPARE, workflow.REPLACE}:
        raise Http404
    return move
