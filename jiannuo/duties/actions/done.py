"""What was expected has been done, or what was done has been taken back. Called by the room where it happens."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import named, today
from jiannuo.base.errors import Refusal
from jiannuo.duties.actions.expected import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.plans import newcomers
from jiannuo.duties.queries import is_reckoned
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round


def _of(
    round_: Round, kind: str, period: int, organisation: Organisation, member_ids: Collection[int], *, is_done: bool
) -> QuerySet[Duty]:
    whose = Q(member__in=member_ids) if member_ids else Q(organisation=organisation, member__isnull=True)
    return Duty.objects.filter(whose, round=round_, kind=kind, period=period, done_on__isnull=not is_done)


@transaction.atomic(savepoint=False)
def meet(
    round_: Round,
    kind: str,
    period: int,
    *,
    organisation: Organisation,
    member_ids: Collection[int] = (),
    on: date,
    by: User | None,
) -> int:
    """C24: done on that day, of the members named or, without names, of the organisation itself.

    Met again it changes nothing. Of somebody who came a moment ago nothing may have been written down yet: it is then.
    Returns how many duties were met by this.
    """
    if on > today():
        raise Refusal(f"不能登记将来的日期（{named(on)}）。请填写实际完成的日期。")
    rows = _of(round_, kind, period, organisation, member_ids, is_done=False)
    done = {"done_on": on, "entered_on": today(), "done_at": timezone.now()}
    met = rows.update(**done)
    if met < len(member_ids or [organisation]) and _are_unwritten(round_, organisation, member_ids):
        expect(
            round_, organisation, by=by, kinds=DutyKind if is_reckoned(round_) else [DutyKind.PROPOSE, DutyKind(kind)]
        )
        met += rows.update(**done)
    if met:
        told = {"kind": str(kind), "period": period, "members": sorted(member_ids), "on": on.isoformat()}
        record(by=by, verb="meet", subject=round_, path=organisation.path or "", **told)
    return met


def _are_unwritten(round_: Round, organisation: Organisation, member_ids: Collection[int]) -> bool:
    """Whether the worker has not yet written down what the running round expects of some of them."""
    if round_.closes_on < today():
        return False
    members, organisations = newcomers(round_)
    if member_ids:
        return members.filter(pk__in=member_ids).exists()
    return organisations.filter(pk=organisation.pk).exists()


@transaction.atomic(savepoint=False)
def unmeet(
    round_: Round,
    kind: str,
    period: int,
    *,
    organisation: Organisation,
    member_ids: Collection[int] = (),
    by: User | None,
) -> int:
    """What was done is taken back: it is expected again, by the same day as before."""
    rows = _of(round_, kind, period, organisation, member_ids, is_done=True)
    taken = rows.update(done_on=None, entered_on=None, done_at=None)
    if taken:
        told = {"kind": str(kind), "period": period, "members": sorted(member_ids)}
        record(by=by, verb="unmeet", subject=round_, path=organisation.path or "", **told)
    return taken


@transaction.atomic(savepoint=False)
def meet_proposal(round_: Round, organisation: Organisation, member_ids: list[int], *, by: User | None) -> int:
    """The pledge has been proposed: the duty of the organisation, or of the members who sign it, is done."""
    return meet(round_, DutyKind.PROPOSE, 0, organisation=organisation, member_ids=member_ids, on=today(), by=by)
