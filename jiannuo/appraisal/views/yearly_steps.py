"""The steps of 年度评议 for many at once (C29): reckoned, put forward, decided in one meeting, closed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.appraisal.actions import yearly as actions
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.forms.yearly import opinions_in, others_in, votes_in
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.views.yearly import table
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.meetings.models import Meeting
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.ui.beside import beside


def _acted(request: Request, pk: int, act: Callable[[Organisation], str]) -> HttpResponse:
    """Act, and go back to the table; refused, the page comes back with all that was typed."""
    decider = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    with beside() as told:
        messages.success(request, act(decider))
        asked = round_asked(request)
        return redirect(reverse("appraisal:yearly", args=[pk]) + (f"?year={asked.year}" if asked else ""))
    return table(request, decider, typed=request.POST, refusal=told.sentence, status=422)


@require_POST
def yearly_draft(request: Request, pk: int) -> HttpResponse:
    def act(decider: Organisation) -> str:
        round_ = round_asked(request)
        if round_ is None:
            raise Refusal("公开承诺还没有开始，不能开始年度评议。")
        if many := draft(round_, decider, by=request.user):
            return f"已核算{many}份，请逐份核对。"
        return "没有要核算的：评定意见都已提出。要按新的记录重算，请先在那一份里收回重核。"

    return _acted(request, pk, act)


@require_POST
def yearly_propose(request: Request, pk: int) -> HttpResponse:
    """提出评定意见 of the ticked ones: what is suggested unless another grade was chosen."""

    def act(decider: Organisation) -> str:
        opinions, knows = _of(decider, opinions_in(request.POST)), bool(request.POST.get("knows_unwritten"))
        rows = actions.propose(opinions, by=request.user, knows_unwritten=knows)
        return f"已提出{len(rows)}份评定意见，被评议的现在可以看到，可以提出说明。"

    return _acted(request, pk, act)


@require_POST
def yearly_decide(request: Request, pk: int) -> HttpResponse:
    """One meeting, one vote for all; single ones may differ in grade, words or votes."""

    def act(decider: Organisation) -> str:
        opinions = _of(decider, opinions_in(request.POST))
        others = others_in(request.POST, opinions)
        meeting = _meeting(request, decider)
        rows = actions.decide(actions.Decision(meeting, votes_in(request.POST), opinions, others), by=request.user)
        down = [row.subject_name for row in rows if row.state == YearlyState.PROPOSED]
        said = f"已登记{len(rows) - len(down)}份评定结果。"
        if not down:
            return said
        return f"{said}{'、'.join(down)}表决没有通过，已记下，没有等次：可以改选等次再表决，或者下次会议再议。"

    return _acted(request, pk, act)


def _meeting(request: Request, decider: Organisation) -> Meeting:
    found = Meeting.objects.filter(pk=number(request.POST.get("meeting", "")) or 0, organisation=decider).first()
    if found is None:
        raise Refusal("请选择作出评定的会议。还没有登记的，请先登记会议和到会名单。")
    return found


@require_POST
def yearly_close(request: Request, pk: int) -> HttpResponse:
    def act(decider: Organisation) -> str:
        versions = {row: told.version for row, told in _of(decider, opinions_in(request.POST)).items()}
        return f"已办结{len(actions.close(versions, by=request.user))}份。"

    return _acted(request, pk, act)


def _of(decider: Organisation, opinions: dict[int, actions.Opinion]) -> dict[int, actions.Opinion]:
    """Those of this very body; what else was sent is not looked at."""
    rows = YearlyAppraisal.objects.filter(pk__in=opinions, decider=decider).values_list("pk", flat=True)
    return {pk: opinions[pk] for pk in rows}
