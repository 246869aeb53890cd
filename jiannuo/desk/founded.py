"""How far the organisations that somebody keeps have been set up: the level below, members, sign-ins, secretaries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When

from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Appointment, GuidanceGroup, Organisation, OrgKind
from jiannuo.orgs.offices import Office
from jiannuo.orgs.policies import FROM_OUTSIDE, KEEPERS
from jiannuo.orgs.queries import counted_in, members_below_each, organisations_below_each, without_secretary
from jiannuo.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Founded:
    """What is there already, and of how many something is missing."""

    has_below: bool
    has_members: bool
    has_outsiders: bool
    has_groups: bool
    headless: int
    unsigned: int


def organisations_of(
    offices: Iterable[Office], round_: Round | None
) -> tuple[dict[int, Organisation], dict[int, Founded]]:
    """The organisations of the offices, and of those the person keeps how far they are; one query."""
    ids = {o.organisation_id for o in offices}
    kept = dict.fromkeys(o.organisation_id for o in offices if o.role in KEEPERS)
    if not kept:
        return (Organisation.objects.in_bulk(ids) if ids else {}), {}
    served = Duty.objects.filter(round=round_, kind=DutyKind.PROPOSE, member=OuterRef("pk"), done_at__isnull=False)
    unsigned = members_below_each().filter(user__isnull=True)
    bare = unsigned.filter(~Exists(served), is_out_of_contact=False)  # these are waited for; named are all on the list
    below = organisations_below_each()
    seen_from_here = organisations_below_each(itself=True)  # its own secretary is missed from above, where there is one
    seen_from_here = seen_from_here.filter(Q(parent=None) | Q(path__gt=OuterRef("path")))
    found = Organisation.objects.annotate(
        has_below=Exists(below.exclude(kind=OrgKind.GROUP)),
        has_members=Exists(members_below_each()),
        has_outsiders=Exists(Appointment.objects.filter(role__in=FROM_OUTSIDE)),
        has_groups=Exists(GuidanceGroup.objects.all()),
        headless=counted_in(without_secretary(seen_from_here)),
        unsigned=Case(When(Exists(bare), then=counted_in(unsigned)), default=0),
    ).in_bulk(ids)
    how_far = {
        pk: Founded(o.has_below, o.has_members, o.has_outsiders, o.has_groups, o.headless, o.unsigned)
        for pk, o in found.items()
        if pk in kept
    }
    return dict(found.items()), {pk: how_far[pk] for pk in kept}
