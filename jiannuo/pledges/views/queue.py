"""审诺: the queue that a reviewer works through, one open case beside the list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.accounts.models import User
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import policies, queries, wording, workflow
from jiannuo.pledges.actions.review import judge, next_move
from jiannuo.pledges.casebook import Case, case_of
from jiannuo.pledges.forms.review import ReviewForm
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.road import waits_for
from jiannuo.pledges.views.waiting import Queue
from jiannuo.pledges.workflow import Move, Stage
from jiannuo.ui.beside import beside

_PHRASES = (
    "同意。",
    "建议{which}明确数量和完成时限后重报。",
    "与他人承诺雷同，请结合本人岗位重写。",
    "请写明怎样算做到。",
)


@require_safe
def queue(request: Request) -> HttpResponse:
    """The list with its first case open; on a phone the list alone."""
    return _page(request, Queue(request), None, is_list=True)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: int) -> HttpResponse:
    """One case (GET), and the judgement on it (POST): the next one opens by itself."""
    waiting = Queue(request)
    if request.method != "POST":
        return _page(request, waiting, _or_404(queries.case(request.user, pk)))
    pledge = _or_404(queries.to_judge(request.user, pk))
    return _judged(request, waiting, pledge)


def _or_404(pledge: Pledge | None) -> Pledge:
    if pledge is None:
        raise Http404
    return pledge


def _judged(request: Request, waiting: Queue, pledge: Pledge) -> HttpResponse:
    form = ReviewForm(request.POST, points=pledge.round.terms["points"])
    if form.is_valid():
        move = form.move(next_move(pledge))
        with beside(form):
            judged = judge(pledge, move, form.opinion_given(), by=request.user, version=form.cleaned_data["version"])
            messages.success(request, f"{judged.subject_name}的承诺书：已{move.label}。")
            following = form.cleaned_data["following"]
            return redirect(waiting.address_of(following) if following else waiting.address())
    pledge = _or_404(queries.case(request.user, pledge.pk))
    return _page(request, waiting, pledge, form=form, status=422)


def _form(request: Request, pledge: Pledge) -> ReviewForm:
    """Empty, or with what was typed before the sign-in expired."""
    points = pledge.round.terms["points"]
    kept = take_kept(request) if request.method == "GET" else None
    if not kept:
        return ReviewForm(initial={"version": pledge.version}, points=points)
    data = {key: values if key == "wanting" else values[-1] for key, values in kept.items()}
    return ReviewForm(data | {"version": pledge.version}, points=points)


def _page(
    request: Request,
    waiting: Queue,
    pledge: Pledge | None,
    *,
    form: ReviewForm | None = None,
    status: int = 200,
    is_list: bool = False,
) -> HttpResponse:
    page = waiting.page(request.GET.get("page"))
    if is_list and pledge is None:
        first = next(iter(page.object_list), None)
        pledge = queries.case(request.user, first.pk) if first else None
    context: dict[str, Any] = {"waiting": waiting, "page": page, "pledge": pledge, "is_list": is_list}
    if pledge and pledge.stage == Stage.DRAFTED:
        context |= {"away": wording.away(pledge), "form": form}
    elif pledge:
        context |= _case(request, pledge, form or _form(request, pledge))
        context["following"] = _following([row.pk for row in page.object_list], pledge.pk)
    template = "pledges/queue.html#case" if request.htmx and pledge else "pledges/queue.html"
    return render(request, template, context, status=status)


def _following(shown: list[int], open_case: int) -> int | None:
    """The case that opens once the open one is judged: the next in the list beside it, else the first that is left.

    The form carries it, so that sending a judgement costs no second look at the queue.
    """
    place = shown.index(open_case) + 1 if open_case in shown else 0
    others = [pk for pk in [*shown[place:], *shown[:place]] if pk != open_case]
    return others[0] if others else None


def _passing(user: User, pledge: Pledge) -> Move:
    """Which move the button stands for; the level above is told that it has to wait for the branch."""
    mine = holds(user, OFFICERS, pledge.organisation_id)
    return next_move(pledge) if mine else workflow.REVIEW


def _phrases(pledge: Pledge) -> list[str]:
    """Quick words for the opinion; which item is meant is said where there are several."""
    items = pledge.current.content["items"] if pledge.current else []
    return [phrase.format(which="将第2项" if len(items) > 1 else "") for phrase in _PHRASES]


def _own_said(user: User, pledge: Pledge) -> str:
    """To whom the text is his own, or who handed it in: who judges it instead (C12); "" to everybody else."""
    if pledge.stage not in {Stage.PROPOSED, Stage.ENDORSED}:
        return ""
    own = policies.signs(user, pledge)
    if not own and pledge.proposed_by_id != user.pk:
        return ""
    needs_opinion = policies.needs_opinion(pledge)
    at_branch = needs_opinion or policies.binding_id(pledge) == pledge.organisation_id
    body = pledge.organisation_id if at_branch else pledge.organisation.parent_id
    other = "的另一位负责人" if holds(user, OFFICERS, body) else ""
    what = "这是您本人的承诺" if own else "这份承诺由您提交"
    return f"{what}，由{waits_for(pledge)}{other}{'提出意见' if needs_opinion else '审定'}，您不用办。"


def _case(request: Request, pledge: Pledge, form: ReviewForm) -> dict[str, Any]:
    passing = _passing(request.user, pledge)
    case: Case = case_of(request.user, pledge, form.comments)
    why_not_pass = policies.why_not(request.user, pledge, passing)
    why_not_back = policies.why_not(request.user, pledge, workflow.SEND_BACK)
    own_said = _own_said(request.user, pledge)
    return {
        "form": form,
        "case": case,
        "own_said": own_said,
        "phrases": _phrases(pledge),
        "pass_label": "同意，报上级审定" if passing is workflow.ENDORSE else "审诺通过",
        "why_wordless": policies.why_not_wordless(pledge, passing),
        "why_not_pass": why_not_pass,
        "why_not_back": why_not_back,
        # What was typed is never hidden, but on one's own nobody is asked for anything.
        "is_closed": bool(why_not_pass and why_not_back) and (bool(own_said) or not form.is_bound),
    }
