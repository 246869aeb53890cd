"""What anybody may read without an account: live, not expired, and only the public copy."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jiannuo.base.dates import today
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below
from jiannuo.pledges.models import PledgeVersion
from jiannuo.publicity.models import SHOWN_STATES, Publication
from jiannuo.publicity.names import masked
from jiannuo.publicity.workflow import State

_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", "　": ""})


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(closed_on__isnull=True, path__isnull=False)


def shown() -> QuerySet[Publication]:
    """What hangs on the boards today. Text and names of the archive copy are never loaded."""
    return (
        Publication.objects.filter(state=State.LIVE, expires_on__gte=today())
        .select_related("pledge__member", "version", "organisation")
        .defer("version__content", "version__reason", "pledge__boxes")
    )


def shown_below(organisation: Organisation) -> QuerySet[Publication]:
    return Publication.objects.filter(below(organisation.path or ""), state=State.LIVE, expires_on__gte=today())


def tidy(code: str) -> str:
    """The code as it may be copied from paper: any case, hyphens, I and L for 1, O for 0."""
    return code.upper().translate(_ALIKE)[:20]


def version_of(code: str) -> PledgeVersion | None:
    return (
        PledgeVersion.objects.filter(code=code)
        .select_related("pledge__organisation", "filing")
        .defer("content", "reason", "pledge__boxes")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Series:
    """All that was ever public of one pledge, oldest first. The latest decides whether any of it still is."""

    all: list[Publication]

    @property
    def latest(self) -> Publication:
        return self.all[-1]

    @property
    def is_withdrawn(self) -> bool:
        return self.latest.state == State.WITHDRAWN

    @property
    def is_expired(self) -> bool:
        return self.latest.expires_on < today()

    @property
    def is_public(self) -> bool:
        return not self.is_withdrawn and not self.is_expired

    def of_version(self, version_id: int) -> Publication | None:
        return next((p for p in reversed(self.all) if p.version_id == version_id), None)


def series_of(pledge_id: int) -> Series | None:
    """None when nothing of the pledge was ever public."""
    rows = (
        Publication.objects.filter(pledge_id=pledge_id, state__in=SHOWN_STATES)
        .select_related("pledge__member", "pledge__round", "version", "organisation__parent")
        .defer("version__content", "version__reason", "pledge__boxes")
        .order_by("live_at", "id")
    )
    found = list(rows)
    return Series(found) if found else None


def name_of(publication: Publication) -> str:
    """Whose pledge, as it may be said today: consent is asked of the roster at this moment, not of the copy."""
    member = publication.pledge.member
    if member is None:
        return publication.organisation.name
    return member.name if member.consents_to_name else masked(member.name)


def signers_of(publication: Publication) -> list[str]:
    """Joint signers, in full where each consents today."""
    if not publication.signer_ids:
        return list(publication.content["co_signers"])
    consenting = dict(
        Member.objects.filter(Q(pk__in=publication.signer_ids), consents_to_name=True).values_list("pk", "name")
    )
    return [
        consenting.get(pk, shown_as)
        for pk, shown_as in zip(publication.signer_ids, publication.content["co_signers"], strict=True)
    ]
