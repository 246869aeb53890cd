"""The organisations of a subtree with what stands where: first a sentence, then the list; each number one tap away."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Member, Organisation, OrgKind, Role
from jiannuo.orgs.offices import OVERSEERS, below, offices_of
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round

_FILED = {Stage.FILED, Stage.PUBLISHED}
_BEGUN = {Stage.DRAFTED, Stage.RETURNED}


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation: its own pledge, and of its members how many have proposed, are filed, are public."""

    organisation: Organisation
    own: Pledge | None
    members: int
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


def organisations(user: User, top: Organisation, round_: Round, *, only_unfiled: bool) -> QuerySet[Organisation]:
    """What the person sees below the organisation; a guide the own sector only."""
    rows = orgs.visible_to(user).filter(below(top.path or ""), closed_on__isnull=True).exclude(kind=OrgKind.GROUP)
    if top.kind != OrgKind.BRANCH:
        rows = rows.exclude(pk=top.pk)
    if not only_unfiled:
        return rows
    own = Pledge.objects.filter(round=round_, organisation=OuterRef("pk"), member__isnull=True, stage__in=_FILED)
    return rows.filter(~Exists(own))


def rows_of(page: list[Organisation], round_: Round) -> list[Row]:
    """The rows of one page in three queries."""
    ids = [o.pk for o in page]
    found = Pledge.objects.filter(round=round_, organisation_id__in=ids).select_related("round")
    own = {p.organisation_id: p for p in found.filter(member__isnull=True)}
    stages = Counter(found.filter(member__isnull=False).values_list("organisation_id", "stage"))
    members = Counter(
        Member.objects.filter(branch_id__in=ids, left_on__isnull=True).values_list("branch_id", flat=True)
    )
    return [_row(o, own.get(o.pk), members[o.pk], {s: stages[o.pk, s] for s in Stage}) for o in page]


def _row(organisation: Organisation, own: Pledge | None, members: int, stages: dict[Stage, int]) -> Row:
    return Row(
        organisation,
        own,
        members,
        proposed=sum(n for stage, n in stages.items() if stage not in _BEGUN),
        filed=sum(stages[stage] for stage in _FILED),
        published=stages[Stage.PUBLISHED],
    )
