"""自评 that an opinion would take away from its author before its day is over (C29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.base.dates import said
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN


@dataclass(frozen=True, slots=True)
class Unwritten:
    """How many have not written yet and still may, and until when."""

    people: int = 0
    bodies: int = 0
    until: date | None = None

    def __bool__(self) -> bool:
        return self.until is not None

    def __str__(self) -> str:
        people = f"{self.people}人" if self.people else ""
        bodies = f"{self.bodies}个党组织" if self.bodies else ""
        named = "和".join(filter(None, (people, bodies)))
        return f"还有{named}没有写自评，自评到{said(self.until)}为止。" if self.until else ""


def unwritten_in(rows: Iterable[YearlyAppraisal], day: date) -> Unwritten:
    """Of the appraisals, those whose day for 自评 is ahead; one query."""
    silent = [row for row in rows if row.self_at is None]
    if not silent:
        return Unwritten()
    about = Q(member__in=[row.member_id for row in silent if row.member_id])
    about |= Q(member=None, organisation__in=[row.organisation_id for row in silent if not row.member_id])
    open_ = Duty.objects.filter(IS_OPEN, about, round=silent[0].round_id, kind=DutyKind.APPRAISAL, due_on__gte=day)
    told = open_.aggregate(people=Count("member"), every=Count("pk"), until=Max("due_on"))
    return Unwritten(told["people"], told["every"] - told["people"], told["until"])
