"""What the file would do, stored for people to leaf through before they confirm."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.reading import read
from jiannuo.orgs.models import ImportBatch, ImportRow, ImportState, OrgKind
from jiannuo.orgs.roster.actions.arrival import folder, give_up, held, take
from jiannuo.orgs.roster.checked import Checked, Outcome, Review
from jiannuo.orgs.roster.checking import review
from jiannuo.orgs.roster.report import write_refused
from jiannuo.orgs.roster.sheets import tables_of

_AT_ONCE = 2000


def look(batch: ImportBatch) -> Review:
    """Read the file and judge it against the database of this moment. Writes nothing."""
    of_many = batch.organisation.kind != OrgKind.BRANCH
    tables, notes = tables_of(read(folder() / batch.file), needs_branch=of_many)
    return review(
        tables,
        notes,
        scope=batch.organisation,
        key=settings.IDENTITY_KEY,
        founds_branches=batch.founds_branches,
        sure=batch.sure,
    )


def check(batch_id: int) -> None:
    """RECEIVED → CHECKED with a preview, or REFUSED with the sentence."""
    batch = take(batch_id, ImportState.RECEIVED)
    if batch is None:
        return
    try:
        found_out = look(batch)
    except Refusal as refusal:
        give_up(batch, refusal.sentence)
        return
    keep_preview(batch, found_out)


@transaction.atomic
def keep_preview(batch: ImportBatch, found_out: Review) -> None:
    """Store what would happen to each row, for people to leaf through, and the refused rows as a file.

    Where nothing would be written nobody is asked to confirm it.
    """
    row = held(batch)
    if row is None:  # given up while the file was read, or taken over
        return
    row.rows.all().delete()
    ImportRow.objects.bulk_create([_preview(row, n, line) for n, line in enumerate(found_out.rows)], _AT_ONCE)
    row.counts, row.notes = found_out.counts(), found_out.notes
    row.state, row.lease_until = ImportState.CHECKED, None
    row.done = row.total = len(found_out.rows)
    row.report = keep_report(row, found_out)
    if not found_out.good() and not row.counts[Outcome.DOUBT]:
        row.state, row.finished_at = ImportState.DONE, timezone.now()
        transaction.on_commit(lambda: (folder() / row.file).unlink(missing_ok=True))
    row.save()


def _preview(batch: ImportBatch, position: int, row: Checked) -> ImportRow:
    line = row.line
    branch = row.place.name if row.place else line.branch
    return ImportRow(
        batch=batch,
        position=position,
        sheet=line.sheet[:60],
        number=line.number,
        name=row.name[:60],
        branch=branch[:120],
        outcome=row.outcome,
        said=row.said(),
    )


def keep_report(batch: ImportBatch, found_out: Review) -> str:
    name = f"{Path(batch.file).stem}-refused.xlsx"
    write_refused(folder() / name, found_out)
    return name
