from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.duties import queries
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round, Step

_BATCH = 2000


@transaction.atomic
def expect_proposals(round_: Round, organisation: Organisation, *, by: User | None) -> int:
    """Expect a pledge of every organisation and member in the subtree (C24); those already expected stay.

    Returns how many were added.
    """
    milestone = round_.milestones.get(step=Step.PROPOSE)
    common = {
        "round": round_,
        "kind": DutyKind.PROPOSE,
        "opens_on": round_.opens_on,
        "due_on": milestone.due_on,
        "reckoning": milestone.reckoning,
    }
    organisations = list(queries.new_organisations(round_, organisation))
    members = list(queries.new_members(round_, organisation))
    Duty.objects.bulk_create(
        (Duty(organisation=o, path=o.path or "", sector_id=o.sector_id, **common) for o in organisations),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    Duty.objects.bulk_create(
        (
            Duty(organisation=m.branch, member=m, path=m.branch.path or "", sector_id=m.branch.sector_id, **common)
            for m in members
        ),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    queries.moved(round_, organisation).update(due_on=milestone.due_on, reckoning=milestone.reckoning)
    added = len(organisations) + len(members)
    record(by=by, verb="expect_proposals", subject=round_, path=organisation.path or "", added=added)
    return added


@transaction.atomic(savepoint=False)
def meet_proposal(round_: Round, organisation: Organisation, member_ids: list[int], *, by: User | None) -> None:
    """The pledge has been proposed: the duty of the organisation, or of the members who sign it, is done."""
    rows = Duty.objects.filter(round=round_, kind=DutyKind.PROPOSE, done_at__isnull=True)
    mine = rows.filter(member_id__in=member_ids) if member_ids else rows.filter(organisation=organisation, member=None)
    if mine.update(done_at=timezone.now()):
        record(by=by, verb="meet_proposal", subject=round_, path=organisation.path or "", members=member_ids)
