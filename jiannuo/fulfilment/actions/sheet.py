"""The ledger that came back: looked at, shown, and written once a person has said yes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import policies
from jiannuo.fulfilment.actions.locking import hold
from jiannuo.fulfilment.actions.progress import note_many
from jiannuo.fulfilment.actions.results import state_many
from jiannuo.fulfilment.excel.columns import PROGRESS, REMARK, RESULT
from jiannuo.fulfilment.excel.comparing import Compared, compare
from jiannuo.fulfilment.excel.findings import Finding
from jiannuo.fulfilment.excel.told import Told
from jiannuo.fulfilment.models import RowOutcome, SheetImport, SheetRow, SheetState, Source
from jiannuo.fulfilment.narrowing import within
from jiannuo.fulfilment.rows import Row, rows_of
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round

KEPT_FOR = timedelta(days=90)
PARTLY = "partly"  # of the conflicts and refusals: rows of which some cells are written
_AT_ONCE = 500
_NO_KEY = "这一行没有识别码。台帐由备案的承诺自动生成，不能在表里添加；新的承诺请写进承诺书。"
_UNKNOWN = "在您能看到的这份台帐里没有找到这一项，可能选错了文件或党组织。"
_TWICE = "这一项在表里出现了两次，只看了前一行。"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the file that says something new: what becomes of it."""

    told: Told
    base: dict[str, str]
    row: Row | None
    found: Compared
    said: str = ""

    @property
    def outcome(self) -> RowOutcome:
        if self.said or any(f.why and not f.is_conflict for f in self.found.findings.values()):
            return RowOutcome.REFUSED
        is_conflict = any(f.is_conflict for f in self.found.findings.values())
        return RowOutcome.CONFLICT if is_conflict else RowOutcome.CHANGED


def rows_by_key(user: User, items: list[StandingItem]) -> dict[str, Row]:
    """{key: row} for many promises, in handfuls that every database takes as parameters."""
    found: dict[str, Row] = {}
    for start in range(0, len(items), _AT_ONCE):
        rows = rows_of(items[start : start + _AT_ONCE], user, today())
        found |= {str(row.item.uid): row for row in rows}
    return found


def in_handfuls(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _known(user: User, organisation: Organisation, keys: list[str]) -> dict[str, Row]:
    items: list[StandingItem] = []
    for handful in in_handfuls(keys):
        rows = within(user, None, organisation).filter(uid__in=handful)
        items += rows.prefetch_related("pledge__co_signers")
    return rows_by_key(user, items)


def _is_key(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def judge(
    told: list[Told], base: dict[str, dict[str, str]], organisation: Organisation, user: User
) -> tuple[list[Judged], int]:
    """(rows that say something new, how many say nothing new)."""
    known = _known(user, organisation, [row.key for row in told if _is_key(row.key)])
    judged: list[Judged] = []
    seen: set[str] = set()
    silent = 0
    for row in told:
        one = _judge(row, base, known, seen, user)
        seen.add(row.key)
        if one.said or one.found.findings:
            judged.append(one)
        else:
            silent += 1
    return judged, silent


def _judge(told: Told, base: dict[str, dict[str, str]], known: dict[str, Row], seen: set[str], user: User) -> Judged:
    row, was = known.get(told.key), base.get(told.key, {})
    why = ""
    if not told.key:
        why = _NO_KEY
    elif told.key in seen:
        why = _TWICE
    elif row is None or not was:
        why = _UNKNOWN
    if why or row is None:
        return Judged(told, was, row, Compared(), why)
    return Judged(told, was, row, compare(told, was, row, policies.why_not_keep(user, row.item), today()))


@transaction.atomic
def receive(
    organisation: Organisation,
    round_: Round,
    name: str,
    sent: tuple[list[Told], dict[str, dict[str, str]]],
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
    rows = [
        SheetRow(
            batch=batch,
            number=one.told.number,
            item=one.row.item if one.row else None,
            outcome=one.outcome,
            cells={"told": one.told.cells, "unread": one.told.unread, "words": one.told.words, "base": one.base}
            | {"mine": one.told.is_mine}
            | {"findings": {caption: _finding(found) for caption, found in one.found.findings.items()}},
            said=one.said,
        )
        for one in judged
    ]
    SheetRow.objects.bulk_create(rows, batch_size=1000)
    batch.counts = counts
    batch.save(update_fields=["counts"])


def _finding(found: Finding) -> dict[str, object]:
    return {"was": found.was, "told": found.told, "now": found.now, "why": found.why, "conflict": found.is_conflict}


@transaction.atomic
def apply(batch: SheetImport, *, by: User) -> SheetImport:
    """Write the good cells, judged once more against what stands now; what cannot be written stays marked."""
    batch = _open(batch, by)
    told, base = _told_of(batch)
    pks = list(batch.rows.filter(item__isnull=False).values_list("item_id", flat=True))
    for start in range(0, len(pks), _AT_ONCE):
        hold(pks[start : start + _AT_ONCE])
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


def _told_of(batch: SheetImport) -> tuple[list[Told], dict[str, dict[str, str]]]:
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
    lines = {pk: one.found.line for pk, one in judged.items() if one.found.line and _is_good(one, PROGRESS)}
    remarks = {pk: one.found.remark for pk, one in judged.items() if one.found.remark and _is_good(one, REMARK)}
    said = {pk: one.found.said for pk, one in judged.items() if one.found.said and _is_good(one, *RESULT)}
    for start in range(0, max(len(lines), len(remarks), len(said)), _AT_ONCE):
        end = start + _AT_ONCE
        state_many(dict(list(said.items())[start:end]), by=by)
        note_many(dict(list(lines.items())[start:end]), by=by, source=Source.EXCEL)
        note_many(dict(list(remarks.items())[start:end]), by=by, source=Source.EXCEL)


def _is_good(one: Judged, *captions: str) -> bool:
    return not any(one.found.findings[c].why for c in captions if c in one.found.findings)


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
