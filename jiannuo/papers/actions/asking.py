"""Asking for a print batch."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.papers import policies, queries
from jiannuo.papers.copies import Copy
from jiannuo.papers.models import BatchState, PrintBatch
from jiannuo.papers.tasks import print_batch
from jiannuo.rounds.models import Round


@transaction.atomic
def request_batch(
    organisation: Organisation, round_: Round, *, by: User, kind: str, copies: Sequence[Copy], address: str
) -> PrintBatch:
    """Ask for all pledges at and below the organisation as one file (C16)."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    total = queries.printable(by, organisation.path or "", round_).count()
    unfinished = queries.visible_to(by).filter(state__in=[BatchState.WAITING, BatchState.RUNNING]).count()
    require(policies.why_not_batch(by, organisation, total, unfinished))
    batch = PrintBatch.objects.create(
        organisation=organisation,
        round=round_,
        path=organisation.path or "",
        kind=kind,
        copies=[str(copy) for copy in copies],
        address=address,
        total=total,
        requested_by=by,
    )
    record(by=by, verb="print", subject=batch, path=batch.path, total=total, kind=kind, copies=batch.copies)
    transaction.on_commit(partial(print_batch.enqueue, batch.pk))
    return batch
