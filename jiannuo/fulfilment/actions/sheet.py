"""The ledger that came back: looked at, shown, and written once a person has said yes."""

from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.fulfilment.actions.locking import hold
from jiannuo.fulfilment.actions.progress import note_many
from jiannuo.fulfilment.actions.results import state_many
from jiannuo.fulfilment.excel.columns import PROGRESS, REMARK, RESULT
from jiannuo.fulfilment.excel.findings import Finding
from jiannuo.fulfilment.excel.judging import AT_ONCE, Judged, judge
from jiannuo.fulfilment.excel.told import Bases, Told
from jiannuo.fulfilment.models import RowOutcome, SheetImport, SheetRow, SheetState, Source
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round

KEPT_FOR = timedelta(days=90)
_Act = TypeVar("_Act")
PARTLY = "partly"  # of the conflicts and refusals: rows of which some cells are written


@transaction.atomic
def receive(
    organisation: Organisation,
    round_: Round,
    name: str,
    sent: tuple[list[Told], Bases],
    *,
    by: User,
) -> SheetImport:
    """Compare what was sent (`arriving.told_in`), keep what it would change."""
    judged, silent = judge(*sent, organisation, by)
    batch = SheetImport.objects.create(organisation=organisation, round=round_, by=by, file_name=Path(name).name[:200])
    _keep(batch, judged, silent)
    return batch


def _keep(batch: SheetImport, judged: list[Judged], silent: int) -> None:
    counts = {outcome.value: 0 for outcome in RowOutcome} | {RowOutcome.UNCHANGED.value: silent}
    counts[RowOutcome.REFUSED] += batch.rows.count()  # rows that are none, kept from before
    for one in judged:
        counts[one.outcome] += 1
    counts[PARTLY] = sum(one.found.is_partly for one in judged)
    SheetRow.objects.bulk_create([_kept(batch, one) for one in judged], batch_size=1000)
    batch.counts = counts
    batch.save(update_fields=["counts"])


def _kept(batch: SheetImport, one: Judged) -> SheetRow:
    told, item = one.told, one.row.item if one.row else None
    cells = {"told": told.cells, "unread": told.unread, "words": told.words, "base": one.base, "mine": told.is_mine}
    findings = {"findings": {caption: _finding(found) for caption, found in one.found.findings.items()}}
    return SheetRow(
        batch=batch, number=told.number, item=item, outcome=one.outcome, cells=cells | findings, said=one.said
    )


def _finding(found: Finding) -> dict[str, object]:
    return {"was": found.was, "told": found.told, "now": found.now, "why": found.why, "conflict": found.is_conflict}


@transaction.atomic
def apply(batch: SheetImport, *, by: User) -> SheetImport:
    """Write the good cells, judged once more against what stands now; what cannot be written stays marked."""
    batch = _open(batch, by)
    told, base = _told_of(batch)
    pks = list(batch.rows.filter(item__isnull=False).values_list("item_id", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        hold(pks[start : start + AT_ONCE])
    judged, silent = judge(told, base, batch.organisation, by)
    lines = {one.row.item.pk: one for one in judged if one.row}
    _write(lines, by)
    silent += batch.counts.get(RowOutcome.UNCHANGED, 0)
    batch.rows.filter(said="").delete()
    _keep(batch, judged, silent)
    batch.state, batch.finished_at = SheetState.DONE, timezone.now()
    batch.save(update_fields=["state", "finished_at"])
    path = batch.organisation.path or ""
    record(by=by, verb="import_ledger", subject=batch.organisation, path=path, batch=batch.pk, **batch.counts)
    return batch


def _open(batch: SheetImport, by: User) -> SheetImport:
    found = SheetImport.objects.select_for_update(of=("self",)).select_related("organisation", "round").get(pk=batch.pk)
    if found.by_id != by.pk:
        raise Refusal("这份台帐由另一位同志上传，请由本人确认。")
    if found.state != SheetState.CHECKED:
        raise Refusal("这份台帐已经办理过，请刷新后查看。")
    return found


def _told_of(batch: SheetImport) -> tuple[list[Told], Bases]:
    """What was kept of the file: the rows that are rows of the ledger."""
    told, base = [], {}
    for row in batch.rows.select_related("item").order_by("number"):
        if row.said or row.item is None:
            continue
        key = str(row.item.uid)
        cells, is_mine = row.cells, bool(row.cells.get("mine"))
        told.append(Told(row.number, key, cells["told"], cells["unread"], cells["words"], is_mine))
        base[key] = row.cells["base"]
    return told, base


def _write(judged: dict[int, Judged], by: User) -> None:
    """In handfuls of promises: the results first, then progress and remarks."""
    said = {pk: one.found.said for pk, one in judged.items() if one.found.said and one.writes(*RESULT)}
    lines = {pk: one.found.line for pk, one in judged.items() if one.found.line and one.writes(PROGRESS)}
    remarks = {pk: one.found.remark for pk, one in judged.items() if one.found.remark and one.writes(REMARK)}
    for start in range(0, max(len(said), len(lines), len(remarks)), AT_ONCE):
        state_many(_handful(said, start), by=by)
        note_many(_handful(lines, start), by=by, source=Source.EXCEL)
        note_many(_handful(remarks, start), by=by, source=Source.EXCEL)


def _handful(found: dict[int, _Act], start: int) -> dict[int, _Act]:
    return dict(islice(found.items(), start, start + AT_ONCE))


@transaction.atomic
def forget(*, by: User | None) -> int:  # noqa: ARG001  the clock asks, nobody else
    """What files said goes after a while; that they came, and with how many changes, stays. Returns how many went."""
    old = SheetImport.objects.filter(at__lt=timezone.now() - KEPT_FOR)
    old.filter(state=SheetState.CHECKED).update(state=SheetState.DISCARDED, finished_at=timezone.now())
    gone, _ = SheetRow.objects.filter(batch__in=old.values("pk")).delete()
    return gone


@transaction.atomic
def discard(batch: SheetImport, *, by: User) -> None:
    """Thought better of it: nothing was written, nothing stays but the name."""
    batch = _open(batch, by)
    batch.rows.all().delete()
    batch.state, batch.finished_at = SheetState.DISCARDED, timezone.now()
    batch.save(update_fields=["state", "finished_at"])
