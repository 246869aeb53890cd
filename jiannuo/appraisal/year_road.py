"""The road beyond 践诺: 述, 讲, 点, 评 of the year, and 评诺 at its end (C1, C24, C29). For desk and pledge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.queries.yearly import grades_visible_to
from jiannuo.base.dates import local_day, today
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from jiannuo.orgs.models import Member
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.ui.road import NAMES, Station

_KEPT, _APPRAISED = 5, 6  # places on the road
_STEPS = {
    DutyKind.SELF_REPORT: "述",
    DutyKind.BRANCH_COMMENT: "讲",
    DutyKind.LEADER_COMMENT: "点",
    DutyKind.SURVEY: "评",
}
_DONE = {DutyState.DONE, DutyState.DONE_LATE, DutyState.BACK_FILLED}


@dataclass(frozen=True, slots=True)
class YearStep:
    """One of the four in the year of a pledge: how often it is expected, how often done, and the mark of its state."""

    name: str
    expected: int
    done: int
    mark: str

    @property
    def word(self) -> str:
        late = "，有逾期" if self.mark == "late" else ""
        return f"{self.name}　{self.expected} 次已办 {self.done} 次{late}"


def lit(road: Sequence[Station], row: YearlyAppraisal | None) -> list[Station]:
    """The road as far as the year's appraisal has come: 践诺 is over with it, 评诺 waits for the meeting or is done."""
    if row is None or row.proposed_at is None or not road:
        return list(road)
    end = Station(NAMES[_APPRAISED], "here", at=row.proposed_at, waiting_for=row.decider.short_name)
    if row.decided_at:
        end = Station(NAMES[_APPRAISED], "done", at=row.decided_at, by=row.decider.short_name)
    over = Station(NAMES[_KEPT], "done", at=min(row.round.closes_on, local_day(row.proposed_at)))
    return [*road[:_KEPT], road[_KEPT] if road[_KEPT].state == "ahead" else over, end]


def whole_road(user: User, pledge: Pledge, road: Sequence[Station]) -> tuple[list[Station], list[YearStep]]:
    """The pledge's road to its end as far as this person may read it, and the year's four; two queries."""
    if pledge.stage not in {Stage.FILED, Stage.PUBLISHED}:
        return list(road), []
    subject = _subject(user, pledge)
    rows = grades_visible_to(user).filter(round=pledge.round_id, organisation=pledge.organisation_id)
    return lit(road, rows.filter(member=subject).first()), _steps(pledge, subject)


def _subject(user: User, pledge: Pledge) -> Member | None:
    """Of a joint pledge a joint signer reads his own year."""
    if pledge.member_id is None or not pledge.current or not pledge.current.content["co_signers"]:
        return pledge.member
    return next((signer for signer in pledge.co_signers.all() if signer.user_id == user.pk), pledge.member)


def _steps(pledge: Pledge, subject: Member | None) -> list[YearStep]:
    theirs = Q(member__isnull=True, organisation=pledge.organisation_id)
    if subject is not None:
        theirs |= Q(member=subject)
    rows = list(Duty.objects.filter(theirs, round=pledge.round_id, kind__in=_STEPS))
    found = (_step(name, [row for row in rows if row.kind == kind], today()) for kind, name in _STEPS.items())
    return [step for step in found if step.expected]


def _step(name: str, rows: Iterable[Duty], day: date) -> YearStep:
    states = [state for row in rows if (state := state_of(row, day)) != DutyState.EXEMPT]
    done = sum(state in _DONE for state in states)
    if DutyState.OVERDUE in states:
        mark = "late"
    elif done == len(states):
        mark = "kept"
    else:
        mark = "idle" if done == 0 and set(states) == {DutyState.NOT_YET} else "going"
    return YearStep(name, len(states), done, mark)
