"""进展 and ticks: one line is enough, and it is entered once."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import one_line
from jiannuo.fulfilment import policies
from jiannuo.fulfilment.actions.locking import lock, lock_many
from jiannuo.fulfilment.models import NoteKind, ProgressNote, Source, Tick
from jiannuo.fulfilment.models.progress import MOST
from jiannuo.fulfilment.recurring import rhythm_of, start_of
from jiannuo.journal.actions import record, record_many
from jiannuo.pledges.models import StandingItem

MOST_TIMES = 999
Refused = list[tuple[StandingItem, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be written about one promise."""

    text: str
    on: date
    kind: NoteKind = NoteKind.PROGRESS
    expected_on: date | None = None


def why_not_line(line: Line, item: StandingItem) -> str:
    """What is wrong with the line itself, or ""."""
    text = one_line(line.text)
    if not text:
        return "请写一句进展。"
    if len(text) > MOST:
        return f"太长了：一条进展最多{MOST}字，现在有{len(text)}字，请分成两条或删减。"
    if line.on > today():
        return "日期不能晚于今天，请写已经发生的情况。"
    if line.on.year < item.round.year - 1:
        return f"日期早于{item.round.year}年这一轮承诺，请核对年份。"
    return ""


def _row(item: StandingItem, line: Line, source: Source, by: User) -> ProgressNote:
    text, expected = one_line(line.text), line.expected_on
    return ProgressNote(item=item, kind=line.kind, text=text, on=line.on, expected_on=expected, source=source, by=by)


@transaction.atomic
def note(
    item: StandingItem,
    text: str,
    on: date,
    *,
    by: User,
    source: Source = Source.TYPED,
    kind: NoteKind = NoteKind.PROGRESS,
    expected_on: date | None = None,
) -> ProgressNote:
    """Add one line about a promise: how far it has come, or why it takes longer."""
    item, line = lock(item), Line(text, on, kind, expected_on)
    require(policies.why_not_keep(by, item) or why_not_line(line, item))
    written = _row(item, line, source, by)
    written.save()
    record(by=by, verb="note_progress", subject=item, path=item.path, note=written.pk, kind=kind, source=source)
    return written


@transaction.atomic
def note_many(lines: dict[int, Line], *, by: User, source: Source = Source.TYPED) -> tuple[int, Refused]:
    """One line each for many promises; those that cannot be written come back with the reason."""
    good: list[tuple[StandingItem, Line]] = []
    refused: Refused = []
    for item in lock_many(lines).values():
        why_not = policies.why_not_keep(by, item) or why_not_line(lines[item.pk], item)
        if why_not:
            refused.append((item, why_not))
        else:
            good.append((item, lines[item.pk]))
    ProgressNote.objects.bulk_create([_row(item, line, source, by) for item, line in good], batch_size=2000)
    record_many(
        [(item, item.path, {"kind": line.kind, "source": source}) for item, line in good], by=by, verb="note_progress"
    )
    return len(good), refused


@transaction.atomic
def tick(item: StandingItem, on: date, *, by: User, times: int | None = None) -> Tick:
    """One more in the period that holds the day, or exactly `times`: a recurring promise never 'finishes'."""
    item = lock(item)
    require(policies.why_not_keep(by, item))
    rhythm = rhythm_of(item)
    if rhythm is None:
        raise Refusal("这一项不是定期做的事，请写进展，办成后填报结果。")
    start = start_of(rhythm[0], on)
    if start > today():
        raise Refusal("这一期还没有开始，不能先记次数。")
    if start > item.round.closes_on:
        raise Refusal(f"{item.round.year}年这一轮已经结束，以后做的请记在新一轮的承诺里。")
    row, _ = Tick.objects.get_or_create(item=item, period_start=start, defaults={"times": 0, "by": by})
    before, wanted = row.times, row.times + 1 if times is None else times
    if not 0 <= wanted <= MOST_TIMES:
        raise Refusal(f"次数应在0到{MOST_TIMES}之间，请核对。")
    row.times, row.by = wanted, by
    row.save()
    record(by=by, verb="tick", subject=item, path=item.path, period=start.isoformat(), before=before, after=row.times)
    return row
