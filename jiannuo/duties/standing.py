"""Which exemptions stand, and what they cover."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from jiannuo.duties.models import Duty, Exemption


def standing() -> QuerySet[Exemption]:
    return Exemption.objects.filter(ended_on__isnull=True)


def covered(of: Callable[[str], Any]) -> Q:
    """The exemptions that cover a duty: same subject and kind, and it opens while they last."""
    member = Q(member=of("member")) | Q(member__isnull=True, organisation=of("organisation"))
    lasts = Q(until__isnull=True) | Q(until__gte=of("opens_on"))
    return member & lasts & Q(kind=of("kind"), starts_on__lte=of("opens_on"))


def covered_by(exemption: Exemption) -> QuerySet[Duty]:
    """The duties that one exemption covers and that nobody has done."""
    rows = Duty.objects.filter(kind=exemption.kind, opens_on__gte=exemption.starts_on, done_on__isnull=True)
    if exemption.until is not None:
        rows = rows.filter(opens_on__lte=exemption.until)
    if exemption.member_id is not None:
        return rows.filter(member=exemption.member_id)
    return rows.filter(organisation=exemption.organisation_id, member__isnull=True)
