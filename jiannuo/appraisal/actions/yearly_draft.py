"""年度评议, the first step: a row for each subject, and its figures from what the year's rows say (C29)."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal import reckoning
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.base.errors import require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation, OrgKind
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import period_numbered

_RECKONED = ["figures", "suggested", "is_probationary", "reckoned_at", "version"]


def lock(rows: Iterable[int]) -> list[YearlyAppraisal]:
    """The rows as they are now, in one order for everybody."""
    found = YearlyAppraisal.objects.select_for_update(of=("self",)).filter(pk__in=list(rows)).order_by("id")
    return list(found.select_related("round", "organisation", "member", "decider"))


@transaction.atomic
def draft(round_: Round, decider: Organisation, *, by: User) -> int:
    """核算: a row for each subject that has none, and the figures of all that are not yet put forward, anew."""
    period = period_numbered(round_, Practice.APPRAISAL, reckoning.period_of(round_))
    require(policies.why_not_draft(by, decider, period))
    return _draft(round_, decider, by=by)


@transaction.atomic(savepoint=False)
def _draft(round_: Round, decider: Organisation, *, by: User | None) -> int:
    YearlyAppraisal.objects.bulk_create(_missing(round_, decider), ignore_conflicts=True)
    rows = YearlyAppraisal.objects.filter(round=round_, decider=decider, state=YearlyState.DRAFTED)
    locked = lock(rows.values_list("pk", flat=True))
    set_figures(locked, round_)
    if locked:
        record(by=by, verb="draft_appraisals", subject=decider, path=decider.path or "", rows=len(locked))
    return len(locked)


def _missing(round_: Round, decider: Organisation) -> Iterator[YearlyAppraisal]:
    there = YearlyAppraisal.objects.filter(round=round_)
    members = reckoning.members_of(decider).exclude(pk__in=there.filter(member__isnull=False).values("member"))
    for member in members:
        yield begun(round_, decider, decider, member_id=member.pk, is_probationary=member.is_probationary)
    taken = there.filter(member__isnull=True).values("organisation")
    for organisation in reckoning.organisations_of(decider).exclude(pk__in=taken):
        yield begun(round_, organisation, decider)


def begun(
    round_: Round,
    organisation: Organisation,
    decider: Organisation,
    *,
    member_id: int | None = None,
    is_probationary: bool = False,
) -> YearlyAppraisal:
    """A row not stored yet."""
    return YearlyAppraisal(
        round=round_,
        organisation=organisation,
        decider=decider,
        member_id=member_id,
        is_probationary=is_probationary,
        path=organisation.path or "",
        sector_id=organisation.sector_id,
    )


@transaction.atomic(savepoint=False)
def set_figures(rows: list[YearlyAppraisal], round_: Round) -> None:
    now = timezone.now()
    for row in rows:
        row.is_probationary = bool(row.member and row.member.is_probationary)
    reckoning.reckon(rows, round_, today())
    for row in rows:
        row.reckoned_at, row.version = now, row.version + 1
    YearlyAppraisal.objects.bulk_update(rows, _RECKONED, batch_size=100)


def draft_below(round_: Round, organisation: Organisation, *, by: User | None) -> int:
    """The same for every body at and below: each by itself, so that memory and locks stay small."""
    bodies = Organisation.objects.filter(path__startswith=organisation.path or "/", closed_on__isnull=True)
    count = 0
    for body in bodies.exclude(kind=OrgKind.GROUP).order_by("path").iterator(chunk_size=500):
        with transaction.atomic():
            count += _draft(round_, body, by=by)
    return count
