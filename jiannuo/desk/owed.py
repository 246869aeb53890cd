"""What is open of duties, in one query: of the organisations one runs or leads in numbers, of one's own by name.

What the round before this one left open stays until it is done or waived, named by its year.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.desk.situation import Situation
from jiannuo.duties import queries as duties
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Member, Organisation, Role

TO_DO, OWN, OURS = "to_do", "own", "ours"
_PERIOD = ("kind", "round_id", "period", "period_label")
_ONE = (Value(1), "due_on", F("due_on"), "basis", "extension")
_Rows = QuerySet[Duty, Any]  # (what, organisation, *_PERIOD, how many, first and last day, how reckoned, put off to)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one organisation has to do in one period of a practice; or one duty of the person's, or of an own one."""

    what: str
    organisation: int
    kind: DutyKind
    year: int
    period: int
    label: str  # 第四季度 of this round; 2010年第四季度 of the last one
    number: int
    due_on: date
    last_on: date  # where some were put off, the day of the last
    reckoning: str = ""


def of_year(situation: Situation, year: int) -> str:
    """The year, where it is not this round's."""
    return "" if year == situation.round.year else f"{year}年"


def owed(situation: Situation) -> list[Owed]:
    """What is due first stands first."""
    rows = Duty.objects.filter(IS_OPEN, round__in=situation.latest, opens_on__lte=today()).order_by()
    ids = {o.organisation_id for o in situation.holding(Role.SECRETARY, Role.ORGANISER, Role.LEADER)}
    parts = [_to_do(situation, ids)] if ids else []
    if situation.member:
        parts.append(_mine(rows, situation, situation.member))
    if situation.run:
        parts.append(_ours(rows, situation.run))
    found = parts[0].union(*parts[1:], all=True) if parts else ()
    return sorted(_read(situation, found), key=lambda o: (o.due_on, o.kind, o.organisation))


def _read(situation: Situation, rows: Iterable[Any]) -> Iterator[Owed]:
    for what, organisation, kind, round_, period, label, number, due, last, reckoned, put_off in rows:
        year = situation.years[round_]
        shown = "" if kind == DutyKind.APPRAISAL else label  # 全年 says nothing there
        named = f"{of_year(situation, year)}{shown}"
        reckoning = Duty(basis=reckoned, extension=put_off).reckoning
        yield Owed(what, organisation, DutyKind(kind), year, period, named, number, due, last, reckoning)


def _to_do(situation: Situation, ids: set[int]) -> _Rows:
    """Of the organisations, counted."""
    rows = duties.before(ids).filter(round__in=situation.latest).order_by().exclude(kind=DutyKind.PROPOSE)
    grouped = rows.annotate(acting=Coalesce("obliged_id", "organisation_id"))
    days = {"due": Min("due_on"), "last": Max("due_on")}
    grouped = grouped.values_list(Value(TO_DO), "acting", *_PERIOD)
    return grouped.annotate(number=Count("pk"), **days, reckoned=Value(""), put_off=Value(""))


def _mine(rows: QuerySet[Duty], situation: Situation, member: Member) -> _Rows:
    """Beside this round's 述: what the last round left open of it, and the word on the year (C29)."""
    reports = Q(kind=DutyKind.SELF_REPORT) & ~Q(round=situation.round)
    words = Q(kind=DutyKind.APPRAISAL) & ~Exists(_has_word().filter(member=OuterRef("member")))
    return rows.filter(reports | words, member=member).values_list(Value(OWN), "organisation_id", *_PERIOD, *_ONE)


def _ours(rows: QuerySet[Duty], run: list[Organisation]) -> _Rows:
    """The word on the year of one's organisations (C29)."""
    unsaid = ~Exists(_has_word().filter(member=None, organisation=OuterRef("organisation")))
    asked = rows.filter(unsaid, kind=DutyKind.APPRAISAL, member=None, organisation__in=run)
    return asked.values_list(Value(OURS), "organisation_id", *_PERIOD, *_ONE)


def _has_word() -> QuerySet[YearlyAppraisal]:
    """自评 was written, or it is too late for it: the opinion has been put forward."""
    written = Q(self_at__isnull=False) | ~Q(state=YearlyState.DRAFTED)
    return YearlyAppraisal.objects.filter(written, round=OuterRef("round"))
