"""A print batch while it is made: taken up under a lease, moved on, finished or given up, cleared away in the end."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.journal.actions import record
from jiannuo.papers import queries
from jiannuo.papers.models import BatchState, PrintBatch
from jiannuo.papers.storage import file_of

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5
KEPT = timedelta(days=7)  # a file full of names does not lie about for ever
GIVEN_UP = "多次尝试仍未生成，请联系系统管理员查看运行记录。"


@transaction.atomic
def take_up(batch_id: int, *, by: User | None = None) -> PrintBatch | None:
    """Take the lease if nobody holds it. None when there is nothing to do: finished, or somebody is at it."""
    now = timezone.now()
    rows = queries.takeable(now).select_for_update(of=("self",)).select_related("round", "requested_by")
    batch = rows.filter(pk=batch_id).first()
    if batch is None:
        return None
    if batch.attempts >= MOST_ATTEMPTS:
        _end(batch, BatchState.FAILED, failure=GIVEN_UP, by=by)
        return None
    batch.state, batch.lease_until, batch.attempts = BatchState.RUNNING, now + LEASE, batch.attempts + 1
    batch.done, batch.total = 0, queries.printable(batch.requested_by, batch.path, batch.round).count()
    batch.save(update_fields=["state", "lease_until", "attempts", "done", "total"])
    return batch


@transaction.atomic
def move_on(batch: PrintBatch, done: int, *, by: User | None = None) -> bool:  # noqa: ARG001 - actions name who acts
    """Note the progress and keep the lease. False: another worker has taken the batch over, or it was cleared."""
    rows = PrintBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING, attempts=batch.attempts)
    return bool(rows.update(done=min(done, batch.total), lease_until=timezone.now() + LEASE))


@transaction.atomic
def finish(batch: PrintBatch, made: Path, *, by: User | None = None) -> bool:
    """Put the file in its place and say so; only the worker that still holds the lease does either."""
    held = _held(batch)
    if held is None:
        return False
    held.done = held.total
    _end(held, BatchState.DONE, by=by)
    made.replace(file_of(held))  # last: a crash in between leaves the row running and the job is done again
    return True


@transaction.atomic
def give_up(batch: PrintBatch, failure: str, *, by: User | None = None) -> None:
    """Say why there will be no file."""
    held = _held(batch)
    if held is not None:
        _end(held, BatchState.FAILED, failure=failure, by=by)


@transaction.atomic
def clear_old(*, by: User | None = None) -> int:
    """Take away files older than a week; the row stays and says so."""
    old = PrintBatch.objects.select_for_update(of=("self",)).filter(
        state=BatchState.DONE, finished_at__lt=timezone.now() - KEPT
    )
    batches = list(old)
    for batch in batches:
        _end(batch, BatchState.EXPIRED, by=by)
        file_of(batch).unlink(missing_ok=True)
    return len(batches)


def _held(batch: PrintBatch) -> PrintBatch | None:
    rows = PrintBatch.objects.select_for_update(of=("self",))
    return rows.filter(pk=batch.pk, state=BatchState.RUNNING, attempts=batch.attempts).first()


def _end(batch: PrintBatch, state: BatchState, *, by: User | None, failure: str = "") -> None:
    batch.state, batch.lease_until, batch.failure, batch.finished_at = state, None, failure, timezone.now()
    batch.save(update_fields=["state", "lease_until", "failure", "finished_at", "done"])
    record(by=by, verb=f"print_{state}", subject=batch, path=batch.path, total=batch.total)
