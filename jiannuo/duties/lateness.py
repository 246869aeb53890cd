"""C24, C38: what is overdue below an organisation, of all five practices: how much of each, and by name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import IntegerField, Q, QuerySet, Subquery

from jiannuo.accounts.models import User
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.queries import within
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import periods_past

MOST = 1000  # of each practice counted so far and no further
PRACTICES = tuple(kind for kind in DutyKind if kind != DutyKind.PROPOSE)  # in the order 述、讲、点、评
Numbers = dict[DutyKind, int]


class _Counted(Subquery):
    """How many rows a query inside another finds, as far as it is cut off."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def late_below(
    user: User, organisation: Organisation, round_: Round, day: date, kinds: Collection[DutyKind] = PRACTICES
) -> QuerySet[Duty]:
    """Overdue below the organisation, its own apart; what has been late for longest stands first.

    Only periods whose day has passed are looked into: what an index holds as open in them is late, but for what was put
    off, so that it costs no more in a large tree than in a small one.
    """
    past = Q(pk__in=[])
    for kind in kinds:
        past |= Q(kind=kind, period__in=[period.number for period in periods_past(round_, kind, day)])
    rows = within(user, organisation, round_).filter(past, IS_OPEN, path__gt=organisation.path, due_on__lt=day)
    return rows.order_by("due_on", "kind", "path", "id")


def numbers(
    user: User, organisations: Iterable[Organisation], rounds: Collection[Round], day: date
) -> dict[tuple[int, int], Numbers]:
    """How many of `late_below` by (organisation, year) and practice, where there are any; one query."""
    asked = [
        (place, round_, kind)
        for place in organisations
        for round_ in rounds
        for kind in PRACTICES
        if periods_past(round_, kind, day)
    ]
    found: dict[tuple[int, int], Numbers] = defaultdict(dict)
    for (place, round_, kind), number in zip(asked, _counts(user, asked, day), strict=False):
        if number:
            found[place.pk, round_.year][kind] = number
    return dict(found)


def _counts(user: User, asked: Sequence[tuple[Organisation, Round, DutyKind]], day: date) -> Sequence[int]:
    """How many are late of each, up to MOST: as many subqueries, hung on one row, which may be any."""
    if not asked:
        return ()
    late = [late_below(user, place, round_, day, [kind]) for place, round_, kind in asked]
    sums = [_Counted(rows.order_by().values("pk")[:MOST]) for rows in late]
    any_row = Round.objects.filter(pk=asked[0][1].pk).order_by()
    return any_row.values_list(*sums).first() or ()
