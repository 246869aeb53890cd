"""年度评议, the first step: a row for each subject, and its figures from what the year's rows say (C29)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal import reckoning
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.base.errors import require
from jiannuo.journal.actions import record_many
from jiannuo.orgs.models import Member, Organisation
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
    return _draft(round_, [decider], by=by)


@transaction.atomic(savepoint=False)
def _draft(round_: Round, deciders: list[Organisation], *, by: User | None) -> int:
    drafted = YearlyAppraisal.objects.filter(round=round_, decider__in=deciders, state=YearlyState.DRAFTED)
    there, missing = lock(drafted.values_list("pk", flat=True)), list(_missing(round_, deciders))
    _reckon([*there, *missing], round_)
    YearlyAppraisal.objects.bulk_update(there, _RECKONED, batch_size=100)
    YearlyAppraisal.objects.bulk_create(missing, batch_size=200, ignore_conflicts=True)
    counts = Counter(row.decider_id for row in (*there, *missing))
    acts = [(body, body.path or "", {"rows": counts[body.pk]}) for body in deciders if counts[body.pk]]
    record_many(acts, by=by, verb="draft_appraisals")
    return counts.total()


def _missing(round_: Round, deciders: list[Organisation]) -> Iterator[YearlyAppraisal]:
    there = YearlyAppraisal.objects.filter(round=round_)
    of_member = Exists(there.filter(member=OuterRef("pk")))
    for member in reckoning.members_of(deciders).exclude(of_member).select_related("branch"):
        yield begun(round_, member.branch, member.branch, member=member)
    of_body = Exists(there.filter(member__isnull=True, organisation=OuterRef("pk")))
    bodies = {body.pk: body for body in deciders}
    for organisation in reckoning.organisations_of(deciders).exclude(of_body):
        yield begun(round_, organisation, bodies[organisation.parent_id or 0])


def begun(
    round_: Round,
    organisation: Organisation,
    decider: Organisation,
    *,
    member: Member | None = None,
) -> YearlyAppraisal:
    """A row not stored yet."""
    return YearlyAppraisal(
        round=round_,
        organisation=organisation,
        decider=decider,
        member=member,
        is_probationary=bool(member and member.is_probationary),
        path=organisation.path or "",
        sector_id=organisation.sector_id,
    )


@transaction.atomic(savepoint=False)
def set_figures(rows: list[YearlyAppraisal], round_: Round, *, by: User) -> None:  # noqa: ARG001 - the caller records
    """Once more, for rows that are stored and locked."""
    _reckon(rows, round_)
    YearlyAppraisal.objects.bulk_update(rows, _RECKONED, batch_size=100)


def _reckon(rows: list[YearlyAppraisal], round_: Round) -> None:
    now = timezone.now()
    for row in rows:
        row.is_probationary = bool(row.member and row.member.is_probationary)
    reckoning.reckon(rows, round_, today())
    for row in rows:
        row.reckoned_at, row.version = now, row.version + bool(row.pk)
