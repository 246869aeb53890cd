"""C24: for each child of an organisation, how much of what was expected is done, in time or not. Never a percentage."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from operator import add

from django.db.models import Count, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.duties.models import Duty
from jiannuo.duties.queries import within
from jiannuo.duties.states import DutyState, in_state
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round


@dataclass(slots=True)
class Tally:
    """Duties by how they stand. `ahead` is not due yet: it is nobody's failure (C17)."""

    on_time: int = 0
    back_filled: int = 0
    late: int = 0
    missing: int = 0
    ahead: int = 0
    exempt: int = 0

    @property
    def expected(self) -> int:
        """What is to be done: all but what is waived."""
        return self.on_time + self.back_filled + self.late + self.missing + self.ahead

    @property
    def done(self) -> int:
        return self.on_time + self.back_filled + self.late

    @property
    def total(self) -> int:
        return self.expected + self.exempt

    def add(self, counts: Iterable[int]) -> None:
        for name, count in zip(NAMES, counts, strict=True):
            setattr(self, name, getattr(self, name) + count)


NAMES = tuple(f.name for f in fields(Tally))
_COUNTED = {
    "on_time": (DutyState.DONE,),
    "back_filled": (DutyState.BACK_FILLED,),
    "late": (DutyState.DONE_LATE,),
    "missing": (DutyState.OVERDUE,),
    "ahead": (DutyState.NOT_YET, DutyState.OPEN, DutyState.DUE_SOON),
    "exempt": (DutyState.EXEMPT,),
}
STATES = {name: frozenset(states) for name, states in _COUNTED.items()}


@dataclass(slots=True)
class Line:
    """One child of the organisation (or itself) in one kind and period."""

    organisation: Organisation
    kind: str
    period: int
    tally: Tally = field(default_factory=Tally)


def _numbers(day: date) -> dict[str, Count]:
    """For each column of a tally, how many rows stand so."""
    waiting = Q(done_on__isnull=True, exemption__isnull=True)
    conditions = {name: in_state(next(iter(states)), day) for name, states in STATES.items()}
    conditions["ahead"] = waiting & Q(due_on__gte=day)  # its three states together
    return {f"n_{name}": Count("kind", filter=conditions[name]) for name in NAMES}


def _child_of(path: str, top: str) -> int:
    """The id of the child of `top` in whose territory the path lies; of `top` itself for its own rows."""
    rest = path[len(top) :]
    return int(rest.partition("/")[0]) if rest else int(top.rstrip("/").rpartition("/")[2])


def lines_of(rows: QuerySet[Duty], organisation: Organisation, day: date) -> list[Line]:
    """Tallies by child, kind and period, in the order of the tree: two queries however large the tree.

    The database adds up by path, which its index holds in order; the few hundred sums are put together here.
    """
    top = organisation.path or ""
    grouped = rows.order_by("kind", "period", "path").values_list("kind", "period", "path")
    sums: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0] * len(NAMES))
    for kind, period, path, *counts in grouped.annotate(**_numbers(day)):
        key = (_child_of(path, top), kind, period)
        sums[key] = list(map(add, sums[key], counts))
    children = Organisation.objects.in_bulk({child for child, _, _ in sums})
    found = [Line(children[child], kind, period, Tally(*numbers)) for (child, kind, period), numbers in sums.items()]
    return sorted(found, key=lambda line: (_place(line.organisation.path or ""), line.kind, line.period))


def _place(path: str) -> list[int]:
    """The order of the tree, by the age of its organisations."""
    return [int(part) for part in path.strip("/").split("/")]


def completeness(user: User, organisation: Organisation, round_: Round) -> list[Line]:
    """The whole round by child, kind and period, of what the person looks after."""
    return lines_of(within(user, organisation, round_), organisation, today())


def summed(lines: Iterable[Line]) -> Tally:
    """All lines together."""
    total = Tally()
    for line in lines:
        total.add(getattr(line.tally, name) for name in NAMES)
    return total
