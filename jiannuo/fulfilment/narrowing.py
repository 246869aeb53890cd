"""Parts of a ledger: what a filter asks for, in which order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.fulfilment.queries import listed, visible_to
from jiannuo.fulfilment.standing import UNDER_WAY, in_states
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import below, oversees
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round

NO_RESULT = "no_result"
TO_SETTLE = "to_settle"  # stated, and this very person settles it here
BODIES, PEOPLE = "bodies", "people"  # whose promises
SORTS = {"": "按党组织", "due": "按完成时限", "kind": "按类别"}


def round_for(organisation: Organisation, year: int | None = None) -> Round | None:
    """The round asked for; else the latest in which promises are in force here: last year's still want their result."""
    if year is not None:
        return rounds.all_rounds().filter(year=year).first()
    here = StandingItem.objects.filter(below(organisation.path or ""), round=OuterRef("pk"))
    return rounds.all_rounds().filter(Exists(here)).first() or rounds.current()


def known_rounds(organisation: Organisation, most: int) -> list[tuple[Round, bool]]:
    """The latest rounds, each with whether promises are in force here."""
    here = StandingItem.objects.filter(below(organisation.path or ""), round=OuterRef("pk"))
    return [(found, found.is_here) for found in rounds.all_rounds().annotate(is_here=Exists(here))[:most]]


def round_among(known: list[tuple[Round, bool]], organisation: Organisation, year: int | None) -> Round | None:
    """The same as `round_for`, without asking again where the latest rounds answer it."""
    fits = (found for found, is_here in known if (is_here if year is None else found.year == year))
    return next(fits, None) or round_for(organisation, year)


def within(user: User, round_: Round | None, organisation: Organisation) -> QuerySet[StandingItem]:
    """The visible promises of an organisation and everything below it, of one round or all, in the order of the tree.

    Who oversees the organisation sees all of them: said without the other ways of seeing, an index gives the order.
    """
    path = organisation.path or ""
    rows = listed(StandingItem.objects.all() if oversees(user, path) else visible_to(user))
    asked = below(path) if round_ is None else below(path) & Q(round=round_)
    return rows.filter(asked).order_by("path", "pledge", "position", "id")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the filter of the ledger asks for."""

    kind: str = ""
    state: str = ""
    due_before: date | None = None
    whose: str = ""  # BODIES or PEOPLE
    subject: str = ""  # part of the name of a person or organisation
    text: str = ""
    member: int | None = None
    year: int | None = None  # of the round
    place: str = ""  # path of an organisation below
    sort: str = ""


def narrow(
    rows: QuerySet[StandingItem], chosen: Chosen, day: date, *, settled_here: Q | None = None
) -> QuerySet[StandingItem]:
    """The part of a ledger that was asked for, in the order asked for; `settled_here` is what waits for the person."""
    wanted = Q()
    if chosen.state == TO_SETTLE:
        wanted &= settled_here or Q(pk__in=[])
    if chosen.kind:
        wanted &= Q(kind=chosen.kind)
    if chosen.due_before:
        wanted &= Q(ends_on__lte=chosen.due_before)
    if chosen.whose:
        wanted &= Q(pledge__member__isnull=chosen.whose == BODIES)
    if chosen.subject:
        wanted &= Q(pledge__member__name__icontains=chosen.subject) | Q(
            pledge__member__isnull=True, pledge__organisation__name__icontains=chosen.subject
        )
    if chosen.text:
        wanted &= Q(text__icontains=chosen.text)
    if chosen.member:
        joint = Pledge.co_signers.through.objects.filter(member=chosen.member).values("pledge_id")
        wanted &= Q(pledge__member=chosen.member) | Q(pledge__in=joint)
    if chosen.place:
        wanted &= below(chosen.place)
    return _ordered(_in_state(rows.filter(wanted), chosen.state, day), chosen.sort)


def _in_state(rows: QuerySet[StandingItem], state: str, day: date) -> QuerySet[StandingItem]:
    if state in {"", TO_SETTLE}:
        return rows
    wanted = list(UNDER_WAY) if state == NO_RESULT else [state]
    return in_states(rows, wanted, day)


def _ordered(rows: QuerySet[StandingItem], sort: str) -> QuerySet[StandingItem]:
    if sort == "due":
        return rows.order_by("ends_on", "path", "pledge", "position", "id")
    return rows.order_by("kind", "path", "pledge", "position", "id") if sort == "kind" else rows
