"""Which period is being attended to, and which 述 belongs to which 讲 where the round reckons them differently."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from jiannuo.base.numbers import number as number_of
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, open_period, period_numbered, periods_of


def round_asked(request: HttpRequest) -> Round | None:
    """The round that the page or its form names, else the current one: last year's is told to the end in this one."""
    return rounds.opened(number_of(request.POST.get("year", "") or request.GET.get("year", "")))


def tabs(round_: Round, practice: str, day: date) -> dict[str, Any]:
    """What a page offers to go to: the periods begun, this year and the last one."""
    return {"periods": begun(round_, practice, day), "years": rounds.latest_years()}


def chosen(round_: Round, practice: str, number: int | None, day: date) -> Period | None:
    """The period asked for, when it has begun; else the one being attended to."""
    asked = period_numbered(round_, practice, number) if number else None
    return asked if asked and asked.starts_on <= day else open_period(round_, practice, day)


def owed(round_: Round, kind: DutyKind, day: date, *, organisation: Organisation, member: Member | None) -> int | None:
    """The earliest period of which something is still expected: what is overdue comes first."""
    rows = Duty.objects.filter(IS_OPEN, round=round_, kind=kind, opens_on__lte=day)
    mine = rows.filter(member=member) if member else rows.filter(organisation=organisation, member=None)
    return mine.order_by("period").values_list("period", flat=True).first()


def begun(round_: Round, practice: str, day: date) -> list[Period]:
    """Those that may be written about by now, in order."""
    return [period for period in periods_of(round_, practice) if period.starts_on <= day]


def report_period(round_: Round, period: Period) -> Period | None:
    """The 述 that the branch's meeting of a period hears: the one in which the period ends (C25, C26)."""
    reports = periods_of(round_, Practice.SELF_REPORT)
    return next((p for p in reports if p.starts_on <= period.ends_on <= p.ends_on), reports[-1] if reports else None)


def label_of(round_: Round, practice: str, number: int) -> str:
    """第一季度."""
    period = period_numbered(round_, practice, number)
    return period.label if period else f"第{number}期"
