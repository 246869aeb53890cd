"""件件有结果 (C17): stated by whoever keeps the promise, settled by a second pair of eyes where the round says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Stale, require
from jiannuo.base.text import one_line
from jiannuo.fulfilment import policies, workflow
from jiannuo.fulfilment.actions.locking import lock, lock_many, results_for
from jiannuo.fulfilment.actions.progress import Refused
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.standing import is_past, usual_day
from jiannuo.fulfilment.workflow import Move, Outcome, ResultState
from jiannuo.journal.actions import record, record_many
from jiannuo.pledges.models import StandingItem

MOST_REASON, MOST_OPINION = 300, 200
_CHANGED = "这项结果刚刚已被他人改动，请核对后再办理。"
_STALE = f"{_CHANGED}您填写的内容没有丢失。"
_WRITTEN = [
    *("state", "outcome", "done_on", "reason", "figures", "needs_second_eyes", "subject_user"),
    *("stated_by", "stated_at", "settled_by", "settled_at", "opinion", "version"),
]


class Day(Enum):
    """How the day of a kept promise is said: written down, 按期完成 (its last day), or as is usual."""

    WRITTEN = "written"
    IN_TIME = "in_time"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated of one promise: the outcome, when, why not, and what was reached of each target."""

    outcome: Outcome
    done_on: date | None = None
    reason: str = ""
    figures: list[float | None] = field(default_factory=list)
    day: Day = Day.WRITTEN


def dated(said: Statement, item: StandingItem) -> Statement:
    """With its day: 按期完成 is the person's word that it was done by the last one."""
    if said.outcome != Outcome.KEPT or said.day is Day.WRITTEN:
        return said
    return replace(said, done_on=item.ends_on if said.day is Day.IN_TIME else usual_day(item, today()))


def why_not_say(said: Statement, item: StandingItem, *, in_cells: bool = False) -> str:
    """What is wrong with the statement itself, or "". `in_cells`: where there is nothing to tap, only days to write."""
    reason = one_line(said.reason)
    if said.outcome == Outcome.KEPT and said.done_on is None:
        return _why_not_dated(item, in_cells=in_cells)
    if said.done_on is not None and said.done_on > today():
        return "完成时间不能晚于今天；还没有办成的，请写进展。"
    if said.done_on is not None and said.done_on.year < item.round.year - 1:
        return f"完成时间早于{item.round.year}年这一轮承诺，请核对年份。"
    if said.outcome != Outcome.KEPT and not reason:
        return f"填报“{said.outcome.label}”须写明原因。"
    if len(reason) > MOST_REASON:
        return f"原因最多{MOST_REASON}字，现在有{len(reason)}字，请删减。"
    return ""


def _why_not_dated(item: StandingItem, *, in_cells: bool) -> str:
    if not is_past(item, today()):
        return "请填写完成时间。"
    last = f"填期限那天（{item.ends_on:%Y-%m-%d}）" if in_cells else "选“按期完成”"
    return f"期限已过，请填写完成时间；按期做完的，{last}。"


def _move_of(result: Result | None) -> Move:
    stated = result is not None and result.state != ResultState.OPEN
    return workflow.RESTATE if stated else workflow.STATE_RESULT


def _why_not(user: User, item: StandingItem, result: Result | None, said: Statement) -> str:
    return policies.why_not(user, item, result, _move_of(result)) or why_not_say(said, item)


def _write(item: StandingItem, result: Result | None, said: Statement, by: User) -> Result:
    """Stated; and settled at once where the round asks for no second pair of eyes."""
    row = result or Result(item=item, version=0)
    row.state, row.opinion, row.version = ResultState.STATED, "", row.version + 1
    row.outcome, row.done_on, row.reason = said.outcome, said.done_on, one_line(said.reason)
    row.figures = said.figures
    row.needs_second_eyes = policies.needs_second_eyes(item.round)
    row.subject_user_id = item.pledge.member.user_id if item.pledge.member else None
    row.stated_by, row.stated_at, row.settled_by, row.settled_at = by, timezone.now(), None, None
    if not row.needs_second_eyes:
        row.state, row.settled_by, row.settled_at = ResultState.SETTLED, by, row.stated_at
    return row


def _detail(before: Result | None, said: Statement) -> dict[str, Any]:
    earlier = {"outcome": before.outcome, "reason": before.reason, "done_on": _iso(before.done_on)} if before else {}
    after = {"outcome": said.outcome, "reason": one_line(said.reason), "done_on": _iso(said.done_on)}
    return {"before": earlier, "after": after}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def check_version(result: Result | None, version: int | None) -> None:
    """Refuse a statement made on an older state; the stored one is carried along. 0: nothing was stated yet."""
    if version is not None and version != _version(result):
        raise Stale(_STALE, stored=result)


def _version(result: Result | None) -> int:
    return result.version if result else 0


def _why_not_seen(item: StandingItem, result: Result | None, versions: Mapping[int, int] | None) -> str:
    """Of many: whether it is the result that the page showed; those of which nothing is told are taken as they are."""
    return _CHANGED if (versions or {}).get(item.pk, _version(result)) != _version(result) else ""


@transaction.atomic
def state_result(item: StandingItem, said: Statement, *, by: User, version: int | None = None) -> Result:
    """State what became of a promise, or state it anew."""
    item = lock(item)
    said, result = dated(said, item), results_for([item]).get(item.pk)
    require(_why_not(by, item, result, said))
    check_version(result, version)
    move, detail = _move_of(result), _detail(result, said)
    row = _write(item, result, said, by)
    row.save()
    record(by=by, verb=move.name, subject=item, path=item.path, state=row.state, **detail)
    return row


@transaction.atomic
def state_many(
    said: dict[int, Statement], *, by: User, versions: Mapping[int, int] | None = None
) -> tuple[int, Refused]:
    """The same for many; those that cannot be stated come back with the reason. `versions`: what the page showed."""
    items = lock_many(said)
    results = results_for(items.values())
    good: list[tuple[StandingItem, Move, dict[str, Any], Result]] = []
    refused: Refused = []
    for item in items.values():
        result, statement = results.get(item.pk), dated(said[item.pk], item)
        why_not = _why_not(by, item, result, statement) or _why_not_seen(item, result, versions)
        if why_not:
            refused.append((item, why_not))
            continue
        move, detail = _move_of(result), _detail(result, statement)
        row = _write(item, result, statement, by)
        good.append((item, move, detail | {"state": row.state}, row))
    rows = [row for *_, row in good]
    Result.objects.bulk_create([row for row in rows if row.pk is None], batch_size=1000)
    Result.objects.bulk_update([row for row in rows if row.version > 1], _WRITTEN, batch_size=200)
    for move in (workflow.STATE_RESULT, workflow.RESTATE):
        entries = [(item, item.path, detail) for item, made, detail, _ in good if made is move]
        record_many(entries, by=by, verb=move.name)
    return len(good), refused


@transaction.atomic
def take_back(item: StandingItem, *, by: User, version: int | None = None) -> Result:
    """A wrong tap: the promise goes on. What was stated stays in the journal."""
    item = lock(item)
    row = _judged(item, workflow.TAKE_BACK, by, version)
    before = _detail(row, Statement(Outcome.KEPT))["before"]
    row.state, row.outcome, row.done_on, row.reason, row.figures = ResultState.OPEN, "", None, "", []
    return _moved(item, row, workflow.TAKE_BACK, by, before=before)


@transaction.atomic
def settle(item: StandingItem, *, by: User, version: int | None = None) -> Result:
    """销号 by the second pair of eyes."""
    item = lock(item)
    row = _judged(item, workflow.SETTLE, by, version)
    row.state = ResultState.SETTLED
    return _moved(item, row, workflow.SETTLE, by, settled_by=by)


@transaction.atomic
def settle_many(ids: list[int], *, by: User, versions: Mapping[int, int] | None = None) -> tuple[int, Refused]:
    """销号 for many; those that cannot be settled come back with the reason. `versions`: what the page showed."""
    items = lock_many(ids)
    results = results_for(items.values())
    done, refused = 0, []
    for item in items.values():
        result = results.get(item.pk)
        why_not = policies.why_not(by, item, result, workflow.SETTLE) or _why_not_seen(item, result, versions)
        if why_not or result is None:
            refused.append((item, why_not))
            continue
        result.state = ResultState.SETTLED
        _moved(item, result, workflow.SETTLE, by, settled_by=by)
        done += 1
    return done, refused


@transaction.atomic
def hand_back(item: StandingItem, opinion: str, *, by: User, version: int | None = None) -> Result:
    """Not accepted, with the reason: to be stated anew."""
    item = lock(item)
    row = _judged(item, workflow.HAND_BACK, by, version)
    words = one_line(opinion)
    require("" if words else "退回重报须写明原因，方便对方补充。")
    require(f"退回原因最多{MOST_OPINION}字，请删减。" if len(words) > MOST_OPINION else "")
    row.state, row.opinion = ResultState.HANDED_BACK, words
    return _moved(item, row, workflow.HAND_BACK, by, opinion=words)


def _judged(item: StandingItem, move: Move, by: User, version: int | None) -> Result:
    result = results_for([item]).get(item.pk)
    require(policies.why_not(by, item, result, move))
    check_version(result, version)
    return result or Result(item=item)


def _moved(item: StandingItem, row: Result, move: Move, by: User, **detail: Any) -> Result:
    """Write a move that has been judged on a locked promise, with its line in the journal."""
    settled_by = detail.pop("settled_by", None)
    row.settled_by, row.settled_at = settled_by, timezone.now() if settled_by else None
    if row.state != ResultState.HANDED_BACK:
        row.opinion = ""
    row.version += 1
    row.save()
    record(by=by, verb=move.name, subject=item, path=item.path, state=row.state, **detail)
    return row
