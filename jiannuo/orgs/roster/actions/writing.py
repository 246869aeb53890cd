"""The good rows into the members table, chunk by chunk; begun again, the first chunks are found unchanged."""

import uuid
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.journal.actions import record
from jiannuo.orgs.actions.tree import found
from jiannuo.orgs.models import ImportBatch, ImportState, Member, Organisation, OrgKind
from jiannuo.orgs.roster.actions.arrival import LEASE, folder, give_up, held, receive, take
from jiannuo.orgs.roster.actions.preview import keep_report, look
from jiannuo.orgs.roster.checked import Checked, Outcome, Review, mark_of
from jiannuo.orgs.roster.checking import WRITTEN
from jiannuo.orgs.roster.lines import Line
from jiannuo.orgs.roster.naming import class_below

CHUNK = 2000


def apply(batch_id: int) -> None:
    """CONFIRMED → DONE: the good rows in, chunk by chunk. Begun again, it finds the first chunks unchanged."""
    batch = take(batch_id, ImportState.CONFIRMED)
    if batch is not None:
        _work(batch)


def _work(batch: ImportBatch) -> None:
    try:
        found_out = look(batch)
    except Refusal as refusal:
        give_up(batch, refusal.sentence)
        return
    if not prepare(batch, found_out, by=batch.uploaded_by):
        return
    good = found_out.good()
    for start in range(0, len(good), CHUNK):
        if not write(batch, good[start : start + CHUNK], by=batch.uploaded_by):
            return
    finish(batch, found_out, by=batch.uploaded_by)


@transaction.atomic
def prepare(batch: ImportBatch, found_out: Review, *, by: User | None) -> bool:
    """What the first attempt is going to do; and the branches that the tree lacks, when the uploader asked for them.

    False here and below: the step is no longer ours, whoever has it begins anew.
    """
    row = held(batch)
    if row is None:
        return False
    if row.attempts == 1 or not row.counts:
        row.counts, row.done, row.total = found_out.counts(), 0, len(found_out.good())
        row.save(update_fields=["counts", "done", "total"])
    places = found_out.to_found()
    parents = Organisation.objects.in_bulk({place.parent_pk for place in places})
    for place in places:
        parent = parents[place.parent_pk]
        made = found(
            by=by,
            parent=parent,
            code=f"{parent.code}-{uuid.uuid4().hex[:8]}",
            name=place.name,
            kind=OrgKind.BRANCH,
            org_class=class_below(place.name, parent),
        )
        place.pk = made.pk
    return True


@transaction.atomic
def write(batch: ImportBatch, rows: list[Checked], *, by: User | None) -> bool:  # noqa: ARG001 - journalled once, at the end
    """One chunk: new members in, known ones as the roster says, the progress beside them in the same transaction."""
    mine = held(batch)
    if mine is None:
        return False
    fresh = Member.objects.select_for_update().in_bulk([row.member.pk for row in rows if row.member])
    new, changed = [], []
    for row in rows:
        told: dict[str, Any] = {**row.values, "branch_id": row.place.pk if row.place else None}
        if row.member is None:
            new.append(Member(**told))
            continue
        member = fresh[row.member.pk]
        for name, value in told.items():
            setattr(member, name, value)
        member.version += 1
        changed.append(member)
    Member.objects.bulk_create(new)
    Member.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=[*WRITTEN, "version"]
    )
    mine.done += len(rows)
    mine.lease_until = timezone.now() + LEASE
    mine.save(update_fields=["done", "lease_until"])
    return True


@transaction.atomic
def finish(batch: ImportBatch, found_out: Review, *, by: User | None) -> None:
    """The counts, the refused rows as a file, one line in the journal; the roster itself is deleted."""
    row = held(batch)
    if row is None:
        return
    row.state, row.lease_until = ImportState.DONE, None
    row.finished_at, row.notes = timezone.now(), [*found_out.notes, *found_out.left_in_doubt()]
    row.report = keep_report(row, found_out)
    row.save()
    scope = row.organisation
    record(by=by, verb="import_roster", subject=scope, path=scope.path or "", batch=row.pk, **row.counts)
    transaction.on_commit(lambda: (folder() / row.file).unlink(missing_ok=True))


def import_file(
    *, organisation: Organisation, path: Path, founds_branches: bool = False, accepted: Collection[str] | None = ()
) -> ImportBatch:
    """The operator's way: received, checked and written in one go, without a preview.

    `accepted`: doubtful rows of which the operator says that they are other people, as "7" or "sheet!7"; None: all.
    """
    batch = receive(
        by=None,
        organisation=organisation,
        file_name=path.name,
        content=path.read_bytes(),
        founds_branches=founds_branches,
    )
    taken = accept(batch, by=None)
    if taken is None:
        give_up(batch, "另一份名册正在写入。")
        raise Refusal("另一份名册正在写入，请等它完成后再导入这一份。")
    if accepted is None or accepted:
        _make_sure(taken, accepted)
    _work(taken)
    batch.refresh_from_db()
    if batch.state == ImportState.REFUSED:
        raise Refusal(batch.refusal)
    return batch


def _make_sure(batch: ImportBatch, accepted: Collection[str] | None) -> None:
    """Note which doubtful rows may go in; a row that is not in doubt stops everything, it may be a slip of the pen."""
    try:
        lines = [row.line for row in look(batch).rows if row.outcome == Outcome.DOUBT]
        sure = [mark_of(line) for line in lines] if accepted is None else _chosen(lines, accepted)
    except Refusal as refusal:
        give_up(batch, refusal.sentence)
        raise
    note_sure(batch, sure, by=None)


@transaction.atomic
def note_sure(batch: ImportBatch, sure: list[str], *, by: User | None) -> None:  # noqa: ARG001 - the operator of the machine
    """The lines of which it was said that they are no doubles."""
    batch.sure = sure
    batch.save(update_fields=["sure"])


def _chosen(lines: list[Line], accepted: Collection[str]) -> list[str]:
    """The marks of the rows that were named; a number alone must fit one row only."""
    chosen = []
    for named in accepted:
        fitting = [mark_of(line) for line in lines if named in {str(line.number), mark_of(line)}]
        if not fitting:
            raise Refusal(
                f"“{named}”不是存疑的行，没有导入任何内容。先不加 --accept-doubtful 导入一次，看列出的存疑行。"
            )
        if len(fitting) > 1:
            raise Refusal(f"第{named}行在几张工作表里都存疑，没有导入任何内容。请写明工作表：{'、'.join(fitting)}。")
        chosen += fitting
    return list(dict.fromkeys(chosen))


@transaction.atomic
def accept(batch: ImportBatch, *, by: User | None) -> ImportBatch | None:  # noqa: ARG001 - the operator of the machine
    """Straight from RECEIVED to CONFIRMED and taken up here, before the worker's sweep sees it."""
    batch.state, batch.confirmed_at = ImportState.CONFIRMED, timezone.now()
    batch.save(update_fields=["state", "confirmed_at"])
    return take(batch.pk, ImportState.CONFIRMED)
