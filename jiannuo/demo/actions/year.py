"""A branch's year after the pledges are public: the ledger kept, 述 and 讲 quarter by quarter, results when due."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.comment import Entry, judge, say
from jiannuo.appraisal.actions.meeting import Arranged, fix, hold
from jiannuo.appraisal.actions.report import Occasion, Said, hear, hear_nothing_new, submit
from jiannuo.appraisal.judging import Word, items_before, judged
from jiannuo.appraisal.models import BranchComment
from jiannuo.demo.actions.counting import assess_each_other
from jiannuo.demo.actions.tree import Loaded
from jiannuo.demo.almanac import Almanac, moment
from jiannuo.demo.clock import at
from jiannuo.demo.texts import drawn
from jiannuo.demo.words.meetings import MEASURES, MINUTES, NOT_KEPT, OF_MEMBERS, OTHERS, OVERALL, REMARKS
from jiannuo.demo.words.progress import line_for
from jiannuo.fulfilment.actions.measures import add_measure, change_measure
from jiannuo.fulfilment.actions.progress import Line, note_many, tick
from jiannuo.fulfilment.actions.results import Statement, state_many
from jiannuo.fulfilment.recurring import rhythm_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.meetings import actions as meetings
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, periods_of

_MET_AFTER, _LATE_AFTER = 5, 21  # days from the end of a quarter to the meeting, and to one that comes too late
_STATED_AFTER = 3
_CAUGHT_UP_AFTER = 9  # days after the meeting, when it is too late
_ASSESSED_IN = 2  # the quarter in which members assess each other


@dataclass
class Keeping:
    """One branch in one round; `silent_from`: from this quarter on nothing more comes."""

    round: Round
    branch: Organisation
    officer: User
    almanac: Almanac
    dice: random.Random
    late: frozenset[int] = frozenset()  # quarters whose meeting is held too late
    entered_late: frozenset[int] = frozenset()  # held in time, entered weeks afterwards
    silent_from: int = 9
    is_thorough: bool = False  # ticks, steps, words on single items, minutes in full
    second: User | None = None  # confirms what is counted: then they assess each other
    is_settled: bool = False  # a round gone by: everybody has reported, every promise has its result
    writers: int = 0  # how many write their 述 before the meeting
    items: list[StandingItem] = field(default_factory=list)

    def members_at(self, day: date) -> list[Member]:
        rows = Member.objects.filter(branch=self.branch, came_on__lte=day).select_related("branch", "user")
        return list(rows.order_by("id"))


def keeping(loaded: Loaded, round_: Round, code: str, almanac: Almanac) -> Keeping:
    dice = random.Random(f"year{code}{round_.year}")  # noqa: S311 - a fixed demo
    return Keeping(round_, loaded.organisations[code], loaded.secretaries[code], almanac, dice)


@transaction.atomic
def keep(k: Keeping, *, by: User | None = None) -> None:  # noqa: ARG001 - the people of the branch act
    """Quarter by quarter what has happened by now, and the first lines of the one that runs."""
    k.items = items_before(k.branch, k.round)
    if k.is_thorough:
        _plan(k)
    for period in periods_of(k.round, Practice.BRANCH_COMMENT):
        if period.number >= k.silent_from or not k.almanac.is_past(period.starts_on + timedelta(days=15)):
            break
        _write(k, period)
        _state(k, period)
        if k.branch.kind == OrgKind.BRANCH and k.almanac.is_past(_entered_on(k, period)):
            _meet(k, period)


def _met_on(k: Keeping, period: Period) -> date:
    return period.ends_on + timedelta(days=_LATE_AFTER if period.number in k.late else _MET_AFTER)


def _entered_on(k: Keeping, period: Period) -> date:
    return _met_on(k, period) + timedelta(days=_LATE_AFTER if period.number in k.entered_late else 0)


def _written_on(k: Keeping, period: Period) -> date:
    """Towards the end of the quarter; in the one that runs a few days ago."""
    return min(period.ends_on - timedelta(days=6), k.almanac.day - timedelta(days=3))


def _write(k: Keeping, period: Period) -> None:
    """A line for most promises, and how often what recurs was done."""
    on = _written_on(k, period)
    is_over = k.almanac.is_past(period.ends_on)
    lines = {
        item.pk: Line(text, on - timedelta(days=k.dice.randint(0, 9)))
        for item in k.items
        if k.dice.random() < (0.9 if is_over else 0.5) and (text := line_for(item.text, period.number, k.dice))
    }
    with at(moment(on, 20, 15)):
        note_many(lines, by=k.officer)
        if k.is_thorough:
            for item in k.items:
                rhythm = rhythm_of(item)
                if rhythm and rhythm[0] in {"month", "quarter"}:
                    tick(item, on, by=k.officer, times=rhythm[1])


def _plan(k: Keeping) -> None:
    """措施 of the branch's own deeds, the first steps done."""
    deeds = [item for item in k.items if item.due_on and not item.pledge.member_id][:3]
    begins = k.round.opens_on + timedelta(days=40)
    for item in deeds:
        span = (item.due_on or begins) - begins
        for n, text in enumerate(MEASURES, start=1):
            due = begins + span * n / len(MEASURES)
            with at(moment(min(begins, k.almanac.day - timedelta(days=1)))):
                step = add_measure(item, text, due, by=k.officer)
            if k.almanac.is_past(due):
                with at(moment(due)):
                    change_measure(step, text, due, due - timedelta(days=2), by=k.officer)


def _state(k: Keeping, period: Period) -> None:
    """件件有结果: what was due in the quarter; a few late, not kept, or not said yet."""
    on = min(period.ends_on + timedelta(days=_STATED_AFTER), k.almanac.day - timedelta(days=1))
    due = [item for item in k.items if _is_due(k, item, period, on)]
    in_order = sorted((i for i in k.items if i.due_on), key=lambda item: (item.ends_on, item.pk))
    place = {item.pk: n for n, item in enumerate(in_order)}
    said = {item.pk: _statement(k, item, item.ends_on, place.get(item.pk, 0), on) for item in due}
    with at(moment(on, 17)):
        state_many({pk: statement for pk, statement in said.items() if statement}, by=k.officer)


def _is_due(k: Keeping, item: StandingItem, period: Period, on: date) -> bool:
    """What fell due in the quarter; with the last one of a round gone by what it promised for the days after it too."""
    if item.ends_on > k.round.closes_on:
        return k.is_settled and period.ends_on >= k.round.closes_on
    return period.starts_on <= item.ends_on <= period.ends_on and item.ends_on < on


def _statement(k: Keeping, item: StandingItem, due: date, n: int, on: date) -> Statement | None:
    """Kept in time by most; of those with a day of their own the third is not, the fifth is not said yet."""
    if n % 9 == 2:
        outcome, reason = k.dice.choice(NOT_KEPT[item.pledge.member_id is not None])
        return Statement(outcome, reason=reason)
    if n % 9 == 4 and not k.is_settled:
        return None
    shift = k.dice.randint(1, _STATED_AFTER) if k.dice.random() < 0.15 else -k.dice.randint(1, 20)
    return Statement(Outcome.KEPT, min(due + timedelta(days=shift), on))


def _meet(k: Keeping, period: Period) -> None:
    """The branch's meeting: some wrote their 述 before, the others speak; then 讲 and the end."""
    held, entered = _met_on(k, period), _entered_on(k, period)
    members = k.members_at(period.ends_on)
    with at(moment(held - timedelta(days=1), 20, 40)):
        _report(k, period, [m for m in members if m.user][1 : 1 + k.writers])
    with at(moment(entered, 21)):
        arranged = Arranged(moment(held, 19, 30), "支部活动室", k.officer.display_name)
        comment = hold(k.round, period, k.branch, arranged, by=k.officer)
        _roll(k, comment, members)
        _, silent = hear(Occasion(k.round, period, comment.meeting), by=k.officer)
        if k.is_thorough or k.is_settled:
            _ask(k, Occasion(k.round, period, comment.meeting), silent)
        if k.is_settled:
            hear_nothing_new(Occasion(k.round, period, comment.meeting), [m.pk for m in members], by=k.officer)
        if k.is_thorough:
            if k.second and period.number == _ASSESSED_IN:
                assess_each_other(comment, by=k.officer, second=k.second)
            _judge(k, comment, members)
        else:
            meetings.write_minutes(comment.meeting, MINUTES, by=k.officer, version=comment.meeting.version)
        say(comment, OVERALL[comment.period - 1], by=k.officer, version=comment.version)
        fix(comment, by=k.officer)
    _catch_up(k, period, held + timedelta(days=_CAUGHT_UP_AFTER), members)


def _ask(k: Keeping, occasion: Occasion, silent: list[Member]) -> None:
    """Of whom the ledger knows nothing says a sentence, and the secretary writes it down."""
    for member in silent:
        said = Said({}, drawn(k.dice.choice(OTHERS), k.dice), is_spoken=True)
        submit(occasion, member, said, by=k.officer, version=0)


def _catch_up(k: Keeping, period: Period, on: date, members: list[Member]) -> None:
    """Who was away writes when he is back."""
    if (k.is_thorough or k.is_settled) and k.almanac.is_past(on):
        with at(moment(on, 20)):
            _report(k, period, [m for m in members[-1:] if m.user])


def _report(k: Keeping, period: Period, members: list[Member]) -> None:
    occasion = Occasion(k.round, period)
    for member in members:
        sheet = occasion.sheets([member])[0]
        if member.user and sheet.report is None:
            said = Said({}, drawn(k.dice.choice(OTHERS), k.dice))
            submit(occasion, member, said, by=member.user, version=0)


def _roll(k: Keeping, comment: BranchComment, members: list[Member]) -> None:
    """Those who have come since did not sit there; one was away."""
    roll = {row.member_id: row.pk for row in comment.meeting.roll.all()}
    ids = [member.pk for member in members]
    away = {ids[-1]} if len(ids) > 6 and comment.period % 2 == 0 else set()
    meetings.mark_roll(
        comment.meeting,
        [roll[pk] for pk in ids if pk not in away],
        by=k.officer,
        excused_ids=[roll[pk] for pk in away],
        removed_ids=[pk for member, pk in roll.items() if member not in ids],
    )


def _judge(k: Keeping, comment: BranchComment, members: list[Member]) -> None:
    rows = [row for row in judged(k.items, comment) if row.item.kind != "common"]
    chosen = k.dice.sample(rows, min(3, len(rows)))
    entries = {row.key: Entry(Word(row.word.verdict, k.dice.choice(REMARKS)), row.word.mark) for row in chosen}
    member = k.dice.choice(members)
    entries[f"member:{member.pk}"] = Entry(Word("", k.dice.choice(OF_MEMBERS)), Word().mark)
    judge(comment, entries, by=k.officer)
