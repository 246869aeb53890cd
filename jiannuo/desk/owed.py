"""What is open of duties, in one query: of the organisations one runs or leads in numbers, of one's own by name.

What the round before this one left open stays until it is done or waived, named by its year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.desk.situation import Situation
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Role

TO_DO, OWN, OURS = "to_do", "own", "ours"
_NAMED = ("what", "organisation", "kind", "year", "period", "named", "number", "due", "reckoned", "put_off")


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
    reckoning: str = ""


def years_of(situation: Situation) -> list[int]:
    """Of this round and the last one."""
    return [situation.round.year, situation.round.year - 1]


def of_year(situation: Situation, year: int) -> str:
    """The year, where it is not this round's."""
    return "" if year == situation.round.year else f"{year}年"


def owed(situation: Situation) -> list[Owed]:
    """What is due first stands first."""
    ids = {o.organisation_id for o in situation.holding(Role.SECRETARY, Role.ORGANISER, Role.LEADER)}
    parts = [_to_do(situation, ids)] if ids else []
    parts += [_own(situation)] if situation.member or situation.run else []
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True)
    return sorted(_read(situation, rows), key=lambda o: (o.due_on, o.kind, o.organisation))


def _read(situation: Situation, rows: QuerySet[Duty, Any]) -> Iterator[Owed]:
    for what, organisation, kind, year, period, label, number, due, reckoned, put_off in rows:
        shown = "" if kind == DutyKind.APPRAISAL else label  # 全年 says nothing there
        named = f"{of_year(situation, year)}{shown}"
        reckoning = Duty(basis=reckoned, extension=put_off).reckoning
        yield Owed(what, organisation, DutyKind(kind), year, period, named, number, due, reckoning)


def _to_do(situation: Situation, ids: set[int]) -> QuerySet[Duty, Any]:
    """Of the organisations, counted."""
    runs = Q(obliged__in=ids) | Q(obliged__isnull=True, organisation__in=ids)
    rows = Duty.objects.filter(IS_OPEN, runs, round__year__in=years_of(situation), opens_on__lte=today())
    rows = rows.exclude(kind=DutyKind.PROPOSE).order_by()
    acting = rows.annotate(acting=Coalesce("obliged_id", "organisation_id"), year=F("round__year"))
    grouped = acting.values("acting", "kind", "year", "period", "period_label")
    sums = grouped.annotate(number=Count("pk"), due=Min("due_on"))
    told = sums.annotate(what=Value(TO_DO), organisation_=F("acting"), named=F("period_label"))
    told = told.annotate(reckoned=Value(""), put_off=Value(""))
    return told.values_list("what", "organisation_", *_NAMED[2:])


def _own(situation: Situation) -> QuerySet[Duty, Any]:
    """Beside this round's 述: what the last round left open of it, and the word on the year (C29)."""
    mine = Q(member=situation.member) if situation.member else Q(pk__in=[])
    reports = mine & Q(kind=DutyKind.SELF_REPORT, round__year=situation.round.year - 1)
    ours = Q(member=None, organisation__in=situation.run)
    words = Q(kind=DutyKind.APPRAISAL, round__year__in=years_of(situation)) & (mine | ours) & ~_has_word()
    rows = Duty.objects.filter(IS_OPEN, reports | words, opens_on__lte=today()).order_by()
    told = rows.annotate(
        what=Case(When(member=None, then=Value(OURS)), default=Value(OWN)),
        organisation_=F("organisation_id"),
        year=F("round__year"),
        named=F("period_label"),
        number=Value(1),
        due=F("due_on"),
        reckoned=F("basis"),
        put_off=F("extension"),
    )
    return told.values_list("what", "organisation_", *_NAMED[2:])


def _has_word() -> Q:
    """自评 was written, or it is too late for it: the opinion has been put forward."""
    written = Q(self_at__isnull=False) | ~Q(state=YearlyState.DRAFTED)
    rows = YearlyAppraisal.objects.filter(written, round=OuterRef("round"))
    of_member = Exists(rows.filter(member=OuterRef("member")))
    of_organisation = Exists(rows.filter(member=None, organisation=OuterRef("organisation")))
    return Q(of_member) | Q(of_organisation, member=None)
