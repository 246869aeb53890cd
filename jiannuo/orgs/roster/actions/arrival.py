"""A file arrives: kept with its row, taken up by one process at a time, confirmed or given up by people."""

import uuid
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.orgs import policies
from jiannuo.orgs.models import ImportBatch, ImportState, Organisation

LEASE = timedelta(minutes=2)
_ATTEMPTS = 5


def folder() -> Path:
    """Where the files wait, for the owner of the process only."""
    path = Path(settings.MEDIA_ROOT) / "rosters"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@transaction.atomic
def receive(
    *, by: User | None, organisation: Organisation, file_name: str, content: bytes, founds_branches: bool = False
) -> ImportBatch:
    """Keep the file and the row. `by` is None for the operator's command."""
    if by is not None:
        require(policies.why_not_maintain(by, organisation))
    stored = f"{uuid.uuid4().hex}{'.xls' if content.startswith(bytes.fromhex('D0CF')) else '.xlsx'}"
    target = folder() / stored
    target.touch(mode=0o600)
    target.write_bytes(content)
    return ImportBatch.objects.create(
        organisation=organisation,
        uploaded_by=by,
        file_name=Path(file_name).name[:200],
        file=stored,
        founds_branches=founds_branches,
    )


@transaction.atomic
def confirm(batch: ImportBatch, *, by: User, sure: Collection[int] = ()) -> ImportBatch:
    """The person has seen the preview: the good rows may be written, and the doubtful ones that were ticked."""
    batch = ImportBatch.objects.select_for_update().select_related("organisation").get(pk=batch.pk)
    require(policies.why_not_maintain(by, batch.organisation))
    if batch.state != ImportState.CHECKED:
        raise Refusal("这份名册不在待确认状态，可能已经确认过，请刷新后查看。")
    batch.state, batch.confirmed_at = ImportState.CONFIRMED, timezone.now()
    ticked = batch.rows.filter(pk__in=sure, outcome="doubt").values_list("sheet", "number")
    batch.sure = [f"{sheet}!{number}" for sheet, number in ticked]
    batch.done, batch.total, batch.attempts = 0, batch.counts["new"] + batch.counts["update"] + len(batch.sure), 0
    if not batch.total:
        raise Refusal(
            "没有要写入的内容：存疑的行没有勾选。不是同一人的请勾选；是同一人的点“放弃”，改正出生日期后再导入。"
        )
    batch.save()
    return batch


@transaction.atomic
def discard(batch: ImportBatch, *, by: User) -> None:
    """The person has thought better of it before anything was written."""
    batch = ImportBatch.objects.select_for_update().select_related("organisation").get(pk=batch.pk)
    require(policies.why_not_maintain(by, batch.organisation))
    if batch.state not in {ImportState.CHECKED, ImportState.RECEIVED}:
        raise Refusal("这份名册已经确认，不能再放弃。")
    give_up(batch, "已放弃，没有导入任何内容。")


@transaction.atomic
def take(batch_id: int, state: ImportState) -> ImportBatch | None:
    """The batch, ours for the length of a lease; None when another process has it or there is nothing to do.

    Only one batch is written at a time: two files with the same people must not pass each other.
    """
    now = timezone.now()
    rivals = Q(pk=batch_id) | Q(state=ImportState.CONFIRMED) if state == ImportState.CONFIRMED else Q(pk=batch_id)
    if ImportBatch.objects.select_for_update().filter(rivals, lease_until__gt=now).exists():
        return None
    rows = ImportBatch.objects.select_for_update(of=("self",)).select_related("organisation", "uploaded_by")
    batch = rows.filter(pk=batch_id, state=state).first()
    if batch is None:
        return None
    batch.lease_until, batch.attempts = now + LEASE, batch.attempts + 1
    batch.save(update_fields=["lease_until", "attempts"])
    if batch.attempts > _ATTEMPTS:
        give_up(batch, "处理多次没有成功。请核对文件后重新上传；仍不成功的，请联系系统管理员。")
        return None
    return batch


def held(batch: ImportBatch) -> ImportBatch | None:
    """The row anew, locked, while it is still as we took it; None when somebody gave it up or took it over meanwhile.

    What another roster has written since our lease ran out is not in what we judged: then the step is begun anew.
    """
    rows = ImportBatch.objects.select_for_update(of=("self",)).select_related("organisation", "uploaded_by")
    row = rows.filter(pk=batch.pk, state=batch.state, attempts=batch.attempts).first()
    if row is None or row.state != ImportState.CONFIRMED or row.lease_until is None:
        return row
    at_work = Q(state=ImportState.CONFIRMED, lease_until__gt=row.lease_until)
    has_written = Q(state=ImportState.DONE, finished_at__gt=row.lease_until)
    rivals = ImportBatch.objects.filter(at_work | has_written).exclude(pk=row.pk)
    return None if rivals.exists() else row


@transaction.atomic
def give_up(batch: ImportBatch, sentence: str, *, by: User | None = None) -> None:  # noqa: ARG001 - for the file's own faults nobody acts
    """The file cannot be used, or nobody wants it: nothing stays but its name and the sentence."""
    row = held(batch)
    if row is None:
        return
    row.state, row.refusal, row.lease_until = ImportState.REFUSED, sentence, None
    row.finished_at = timezone.now()
    row.save()
    row.rows.all().delete()
    transaction.on_commit(lambda: (folder() / row.file).unlink(missing_ok=True))
