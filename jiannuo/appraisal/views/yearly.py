"""年度评议 of one body (C29): reckoned, put forward, decided in one meeting, closed; only exceptions are touched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal import excellent
from jiannuo.appraisal.actions import yearly as actions
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.forms.yearly import opinions_in, others_in, votes_in
from jiannuo.appraisal.frozen import unstated_in
from jiannuo.appraisal.grading import Grade, grade_choices
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.appraisal.reckoning import period_of
from jiannuo.appraisal.workflow import CLOSE, DECIDE, PROPOSE, Move, YearlyState
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered

_MOVES = {YearlyState.DRAFTED: PROPOSE, YearlyState.PROPOSED: DECIDE, YearlyState.DECIDED: CLOSE}


@dataclass(frozen=True, slots=True)
class Line:
    """One subject on the page, with what is typed or would be taken for it."""

    row: YearlyAppraisal
    grade: str
    words: str
    why_not: str
    is_picked: bool = False
    unstated: int = 0

    @property
    def is_to_publish(self) -> bool:
        """C30: an organisation's result waits for who lets it onto the board, unless it was taken off on purpose."""
        is_taken_down = self.row.taken_down_at is not None
        return self.row.state == YearlyState.CLOSED and self.row.member_id is None and not is_taken_down

    @property
    def said(self) -> str:
        return Grade(self.row.grade).label if self.row.grade else "不评定等次"


@require_safe
def yearly(request: Request, pk: int) -> HttpResponse:
    """The body's table: those in preparation, those put forward, those decided."""
    return _page(request, get_object_or_404(orgs.visible_to(request.user), pk=pk), typed=kept_data(request))


def _page(
    request: Request, decider: Organisation, *, typed: QueryDict | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    round_ = round_asked(request)
    if round_ is None:
        return render(request, "appraisal/no_round.html", {"title": "年度评议"})
    period = period_numbered(round_, Practice.APPRAISAL, period_of(round_))
    why_not = policies.why_not_run(request.user, decider)
    rows = list(queries.of_decider(request.user, round_, decider))
    lines = [_line(request, row, typed) for row in rows]
    context: dict[str, Any] = {
        "organisation": decider,
        "round": round_,
        "years": rounds.latest_years(),
        "year": f"?year={round_.year}",
        "why_not": why_not,
        "why_not_draft": policies.why_not_draft(request.user, decider, period),
        "refusal": refusal,
        "grades": grade_choices(),
        "lines": {s.value: [line for line in lines if line.row.state == s] for s in YearlyState},
        "lines_done": [line for line in lines if line.row.state in queries.DECIDED],
        "is_reckoned": any(row.reckoned_at for row in rows),
        "is_to_publish": any(line.is_to_publish for line in lines),
        "typed": typed,
    }
    if not why_not:
        context |= _running(decider, rows, lines)
    return render(request, "appraisal/yearly.html", context, status=status)


def _line(request: Request, row: YearlyAppraisal, typed: QueryDict | None) -> Line:
    move = _MOVES.get(YearlyState(row.state))
    unstated = unstated_in(row.figures) if row.state == YearlyState.DRAFTED and not row.is_probationary else 0
    usual = row.suggested if row.state == YearlyState.DRAFTED else row.proposed
    told, why_not = typed or QueryDict(), _why_not(request, row, move) if move else ""
    return Line(
        row,
        told.get(f"grade-{row.pk}", "" if unstated else usual),
        told.get(f"words-{row.pk}", row.opinion),
        why_not,
        not why_not and (typed is None or str(row.pk) in typed.getlist("pick")),
        unstated,
    )


def _why_not(request: Request, row: YearlyAppraisal, move: Move) -> str:
    reason = policies.why_not(request.user, row, move)
    waits = {CLOSE: policies.why_not_close, DECIDE: policies.why_not_decide}
    return reason or (waits[move](row) if move in waits else "")


def _running(decider: Organisation, rows: list[YearlyAppraisal], lines: list[Line]) -> dict[str, Any]:
    """What the officers have beside the table: meetings to choose from, the warning so far."""
    kinds = {kind.value: kind for subject in {row.subject_kind for row in rows} for kind in policies.KINDS[subject]}
    return {
        "meetings": list(queries.meetings_for(decider, tuple(kinds))[:10]) if rows else [],
        "kinds": [MeetingKind(kind).label for kind in kinds],
        "unstated": _unstated(lines),
        "warnings": list(excellent.warnings(rows).values()),
    }


def _unstated(lines: list[Line]) -> dict[str, int]:
    """Of members, whose results these officers state, and of organisations, which state their own."""
    members = sum(line.unstated for line in lines if line.row.member_id)
    return {"members": members, "organisations": sum(line.unstated for line in lines) - members}


def _acted(request: Request, pk: int, act: Callable[[Organisation], str]) -> HttpResponse:
    """Act, and go back to the table; refused, the page comes back with all that was typed."""
    decider = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    try:
        said = act(decider)
    except Refusal as refusal:
        return _page(request, decider, typed=request.POST, refusal=refusal.sentence, status=422)
    messages.success(request, said)
    asked = round_asked(request)
    return redirect(reverse("appraisal:yearly", args=[pk]) + (f"?year={asked.year}" if asked else ""))


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
        rows = actions.propose(_of(decider, opinions_in(request.POST)), by=request.user)
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
        return f"已登记{len(rows)}份评定结果。"

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
