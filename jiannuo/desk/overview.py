"""The organisations of a subtree with what stands where: first a sentence, then the list; each number one tap away.

The desk asks here too, so that its line says what the page shows.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Organisation, OrgKind, Role
from jiannuo.orgs.offices import OVERSEERS, Office, below, guidance, offices_of, oversees
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round

_FILED = {Stage.FILED, Stage.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation: its own pledge; of how many members one is expected and has been proposed; texts filed, public.

    What is expected and proposed is counted by people, as the duties have it: who has left owes or has done it still,
    a text sent back was proposed, one text of several signers is proposed for each of them (C11, C24).
    """

    organisation: Organisation
    own: Pledge | None
    expected: int
    proposed: int
    filed: int
    published: int


def overseen(user: User, pk: int) -> Organisation | None:
    """The organisation, when one of the person's offices looks after it; None otherwise."""
    found = Organisation.objects.filter(pk=pk).first()
    roles = OVERSEERS | {Role.GUIDE}
    if found and any(o.role in roles and (found.path or "").startswith(o.path) for o in offices_of(user)):
        return found
    return None


def guided_at(user: User, top: Organisation) -> list[Office]:
    """C32: the sectors that the person guides at the organisation, beside whatever other office he holds there."""
    return [o for o in offices_of(user) if o.role == Role.GUIDE and (top.path or "").startswith(o.path)]


def organisations(user: User, top: Organisation, sector_id: int | None = None) -> QuerySet[Organisation]:
    """Of which a pledge is to be had below the organisation; for a guide the own sector only.

    `sector_id`: who oversees all of it and guides a sector besides asks for that one duty.
    """
    path = top.path or ""
    seen = Q() if oversees(user, path) else guidance(user)
    if sector_id is not None:
        seen &= Q(sector=sector_id)
    rows = Organisation.objects.filter(seen, below(path), closed_on__isnull=True).exclude(kind=OrgKind.GROUP)
    return (rows if top.kind == OrgKind.BRANCH else rows.exclude(pk=top.pk)).order_by("path")


def _is_filed(round_: Round) -> Exists:
    own = Pledge.objects.filter(round=round_, organisation=OuterRef("pk"), member__isnull=True, stage__in=_FILED)
    return Exists(own)


def unfiled(rows: QuerySet[Organisation], round_: Round) -> QuerySet[Organisation]:
    return rows.filter(~_is_filed(round_))


def how_many(rows: QuerySet[Organisation], round_: Round) -> tuple[int, int]:
    """(all, of how many the pledge is filed); one query."""
    found = rows.order_by().aggregate(total=Count("pk"), filed=Count("pk", filter=_is_filed(round_)))
    return found["total"], found["filed"]


def rows_of(page: list[Organisation], round_: Round) -> list[Row]:
    """The rows of one page in three queries."""
    ids = [organisation.pk for organisation in page]
    found = Pledge.objects.filter(round=round_, organisation_id__in=ids).select_related("round")
    own = {pledge.organisation_id: pledge for pledge in found.filter(member__isnull=True)}
    stages = Counter(found.filter(member__isnull=False).values_list("organisation_id", "stage"))
    of_members = _proposed(ids, round_)
    rows = []
    for organisation in page:
        pk = organisation.pk
        expected, proposed = of_members.get(pk, (0, 0))
        filed, published = sum(stages[pk, stage] for stage in _FILED), stages[pk, Stage.PUBLISHED]
        rows.append(Row(organisation, own.get(pk), expected, proposed, filed, published))
    return rows


def _proposed(ids: list[int], round_: Round) -> dict[int, tuple[int, int]]:
    """{organisation: (of how many members a pledge is expected, how many have proposed)}; one query."""
    people = Duty.objects.filter(round=round_, kind=DutyKind.PROPOSE, organisation_id__in=ids, member__isnull=False)
    asked = people.filter(Q(done_on__isnull=False) | Q(exemption__isnull=True))
    sums = asked.order_by().values_list("organisation_id").annotate(expected=Count("pk"), proposed=Count("done_on"))
    return {pk: (expected, proposed) for pk, expected, proposed in sums}
