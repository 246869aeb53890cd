"""What anybody may read without an account: live, not expired, and only the public copy."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db.models import BooleanField, ExpressionWrapper, F, Max, Q, QuerySet, TextChoices

from jiannuo.base.dates import today
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below
from jiannuo.pledges.models import PledgeVersion, Review, Verdict
from jiannuo.publicity.models import SHOWN_STATES, Publication
from jiannuo.publicity.names import public_name
from jiannuo.publicity.wording import Line, lines_of
from jiannuo.publicity.workflow import State

_MOST = 300
_ALIKE = str.maketrans("ILO", "110")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(closed_on__isnull=True, path__isnull=False)


def shown() -> QuerySet[Publication]:
    """What hangs on the boards today. Text and names of the archive copy are never loaded."""
    return (
        Publication.objects.filter(state=State.LIVE, expires_on__gte=today())
        .select_related("pledge__member", "pledge__round", "version", "organisation")
        .defer("version__content", "version__reason", "pledge__boxes")
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """What hung on a board last."""

    year: int
    day: date


def ended(organisation: Organisation) -> dict[str, Ended]:
    """Whose time on the board is up, the organisation's "own" and "people", of the latest year; one query."""
    rows = Publication.objects.filter(organisation=organisation, state=State.LIVE, expires_on__lt=today())
    own = ExpressionWrapper(Q(pledge__member=None), BooleanField())
    years = rows.annotate(is_own=own, year=F("pledge__round__year")).values_list("is_own", "year").order_by("year")
    found = years.annotate(day=Max("expires_on"))
    return {"own" if is_own else "people": Ended(year, day) for is_own, year, day in found}


def shown_below(organisation: Organisation) -> QuerySet[Publication]:
    return Publication.objects.filter(below(organisation.path or ""), state=State.LIVE, expires_on__gte=today())


def tidy(code: str) -> str:
    """The code as it may be copied from paper: any case, hyphens, I and L for 1, O for 0."""
    return "".join(c for c in code.upper() if c.isascii() and c.isalnum()).translate(_ALIKE)[:20]


def version_of(code: str) -> PledgeVersion | None:
    return (
        PledgeVersion.objects.filter(code=code)
        .select_related("pledge__organisation", "filing__receiver")
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
        .select_related(
            "pledge__member",
            "pledge__round",
            "organisation__parent",
            "version__confirmation",
            "version__filing__receiver",
        )
        .defer("version__content", "version__reason", "pledge__boxes")
        .order_by("live_at", "id")
    )
    found = list(rows)
    return Series(found) if found else None


def name_of(publication: Publication) -> str:
    return public_name(publication.organisation, publication.pledge.member)


def signers_of(publications: list[Publication]) -> dict[int, list[str]]:
    """{publication id: joint signers}, in full where each consents today; one query for a whole page."""
    ids = {pk for publication in publications for pk in publication.signer_ids}
    consenting = dict(Member.objects.filter(pk__in=ids, consents_to_name=True).values_list("pk", "name")) if ids else {}
    return {
        publication.pk: [
            consenting.get(pk, shown_as)
            for pk, shown_as in zip_longest(publication.signer_ids, publication.content["co_signers"])
        ]
        for publication in publications
    }


def review_of(publication: Publication) -> Review | None:
    """The review that bound; on the board only the organisation is named, never the hand."""
    passed = Review.objects.filter(version_id=publication.version_id, verdict=Verdict.PASSED)
    return passed.select_related("organisation").first()


def tops() -> list[tuple[Organisation, list[Organisation]]]:
    """The topmost organisations, each with those right below it."""
    roots = list(organisations().filter(parent__isnull=True).order_by("path"))
    below_them = list(organisations().filter(parent__in=roots).order_by("path")[:_MOST])
    return [(root, [o for o in below_them if o.parent_id == root.pk]) for root in roots]


def search(words: str) -> QuerySet[Organisation]:
    """Organisations whose name holds the words."""
    return organisations().filter(Q(name__icontains=words) | Q(short_name__icontains=words)).order_by("path")


@dataclass(frozen=True, slots=True)
class Row:
    """One member's pledge on the board."""

    publication: Publication
    name: str
    signers: list[str]
    lines: list[Line]


def rows_of(publications: list[Publication]) -> list[Row]:
    signers = signers_of(publications)
    return [Row(p, name_of(p), signers[p.pk], lines_of(p.content)) for p in publications]


class Standing(TextChoices):
    """What can be said of a printed copy."""

    CURRENT = "current", "这就是正在公示的版本"
    REPLACED = "replaced", "已有新的版本"
    WITHDRAWN = "withdrawn", "公示已撤下"
    EXPIRED = "expired", "公示已到期"
    NOT_SHOWN = "not_shown", "有此文本，没有在网上公示"


@dataclass(frozen=True, slots=True)
class Answer:
    """What anybody who holds the code may hear. `publication` only while it is public."""

    standing: Standing
    version: PledgeVersion
    latest: Publication | None = None
    publication: Publication | None = None


def answer_to(code: str) -> Answer | None:
    """None for a code that was never given out."""
    version = version_of(code)
    if version is None:
        return None
    series = series_of(version.pledge_id)
    publication = series.of_version(version.pk) if series else None
    if series is None or publication is None:
        return Answer(Standing.NOT_SHOWN, version)
    if series.is_withdrawn:
        return Answer(Standing.WITHDRAWN, version, series.latest)
    if series.is_expired:
        return Answer(Standing.EXPIRED, version, series.latest)
    standing = Standing.CURRENT if publication.pk == series.latest.pk else Standing.REPLACED
    return Answer(standing, version, series.latest, publication)
