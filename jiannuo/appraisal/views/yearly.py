"""年度评议 of one body as one table (C29): those in preparation, those put forward, those decided."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal import excellent
from jiannuo.appraisal.frozen import Pending, pending_in
from jiannuo.appraisal.grading import Grade, grade_choices
from jiannuo.appraisal.models import GradeVote, YearlyAppraisal
from jiannuo.appraisal.periods import round_asked
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.appraisal.reckoning import period_of
from jiannuo.appraisal.stale import changed_since
from jiannuo.appraisal.unwritten import unwritten_in
from jiannuo.appraisal.workflow import CLOSE, DECIDE, PROPOSE, Move, YearlyState
from jiannuo.base.dates import today
from jiannuo.meetings.models import MeetingKind
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
    pending: Pending = Pending()  # noqa: RUF009  frozen
    changed: int = 0  # promises that stand otherwise than when it was reckoned
    down: GradeVote | None = None  # the vote that did not pass
    sums: tuple[str, ...] = ()  # as the reader may read them

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
    return table(request, get_object_or_404(orgs.visible_to(request.user), pk=pk), typed=kept_data(request))


def table(
    request: Request, decider: Organisation, *, typed: QueryDict | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    round_ = round_asked(request)
    if round_ is None:
        return render(request, "appraisal/no_round.html", {"title": "年度评议"})
    period = period_numbered(round_, Practice.APPRAISAL, period_of(round_))
    why_not = policies.why_not_run(request.user, decider)
    rows = list(queries.of_decider(request.user, round_, decider))
    undecided = [] if why_not else [row for row in rows if row.state in {YearlyState.DRAFTED, YearlyState.PROPOSED}]
    changed, down = changed_since(undecided, round_, today()), queries.voted_down(undecided)
    lines = [_line(request, row, typed, changed.get(row.pk, 0), down.get(row.pk)) for row in rows]
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
        "owed": 0 if why_not else queries.owed(decider, round_),
        "is_to_publish": any(line.is_to_publish for line in lines),
        "typed": typed,
    }
    if not why_not:
        context |= _running(decider, rows, lines)
    return render(request, "appraisal/yearly.html", context, status=status)


def _line(
    request: Request, row: YearlyAppraisal, typed: QueryDict | None, changed: int, down: GradeVote | None
) -> Line:
    move = _MOVES.get(YearlyState(row.state))
    is_open = row.state == YearlyState.DRAFTED and not row.is_probationary
    pending = pending_in(row.figures) if is_open else Pending()
    usual = row.proposed
    if row.state == YearlyState.DRAFTED:
        usual = "" if pending or changed else row.suggested
    told, why_not = typed or QueryDict(), _why_not(request, row, move) if move else ""
    return Line(
        row,
        told.get(f"grade-{row.pk}", usual),
        told.get(f"words-{row.pk}", row.opinion),
        why_not,
        not why_not and (down is None if typed is None else str(row.pk) in typed.getlist("pick")),
        pending,
        changed,
        down,
        tuple(queries.reckoning_for(request.user, row).get("lines", [])),
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
        "pending": _pending(lines),
        "unwritten": unwritten_in([line.row for line in lines if _may(line, YearlyState.DRAFTED)], today()),
        "why_not_propose": _why_not_any(lines, YearlyState.DRAFTED),
        "why_not_decide": _why_not_any(lines, YearlyState.PROPOSED),
        "warnings": list(excellent.warnings(rows).values()),
    }


def _may(line: Line, state: YearlyState) -> bool:
    return line.row.state == state and not line.why_not


def _why_not_any(lines: list[Line], state: YearlyState) -> str:
    """A button for many does nothing where each line says why it cannot be taken."""
    return "" if any(_may(line, state) for line in lines) else "这里没有您可以办理的，原因写在各行里。"


def _pending(lines: list[Line]) -> dict[str, Pending]:
    """Of members, whose results these officers state, and of organisations, which state their own."""
    members = sum((line.pending for line in lines if line.row.member_id), Pending())
    bodies = sum((line.pending for line in lines if not line.row.member_id), Pending())
    return {"members": members, "organisations": bodies}
