"""C28: what a sum published now would do without, and whose own sum it would take."""

from dataclasses import dataclass
from datetime import date

from jiannuo.ballots.models import BallotBox, BoxKind, Summary
from jiannuo.ballots.queries import line_of
from jiannuo.ballots.workflow import State
from jiannuo.base.numbers import numbers
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import below

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """`missing`: meetings expected and not done; `due_on`: the last day of the period's; `taken`: sums made with it."""

    missing: int = 0
    due_on: date | None = None
    taken: tuple[str, ...] = ()

    @property
    def taken_words(self) -> str:
        named, many = "、".join(self.taken[:_NAMED]), len(self.taken)
        return f"{named}等{many}个党组织" if many > _NAMED else named


def outlook_of(organisation: Organisation, period: str) -> Outlook:
    told, path = numbers(period.split("/")), organisation.path or ""
    if len(told) != 2:
        return Outlook()
    year, count = told
    expected = Duty.objects.filter(below(path), kind=DutyKind.SURVEY, round__year=year, period=count)
    days = list(expected.filter(IS_OPEN).values_list("original_due_on", flat=True))
    return Outlook(len(days), max(days, default=None), _taken(path, period))


def _taken(path: str, period: str) -> tuple[str, ...]:
    """Whoever is between and has published none: their sums are shown with this one, once and for all."""
    boxes = BallotBox.objects.filter(below(path), kind=BoxKind.SURVEY, period=period, state=State.CONFIRMED)
    between = {node for found in boxes.values_list("path", flat=True) for node in line_of(found)[:-1]}
    given = Summary.objects.filter(below(path), kind=BoxKind.SURVEY, period=period).values_list("path", flat=True)
    told = tuple(given)
    nodes = {n for n in between if n.startswith(path) and n != path and not n.startswith(told)}
    rows = Organisation.objects.filter(path__in=nodes).order_by("path")
    return tuple(row.short_name for row in rows)
