"""What the branch finds of an item by default: what the ledger says of it; only exceptions need touching (C26)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement
from jiannuo.base.dates import local_day, today
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.counts import missed_in
from jiannuo.fulfilment.queries import Standing
from jiannuo.fulfilment.standing import ItemState
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import period_numbered

_USUAL = {
    ItemState.NOT_DUE: Judgement.NOT_DUE,
    ItemState.GOING: Judgement.ON_TRACK,
    ItemState.DUE_SOON: Judgement.ON_TRACK,
    ItemState.CHANGED: Judgement.ON_TRACK,
    ItemState.LATE: Judgement.BEHIND,
    ItemState.NOT_KEPT: Judgement.NEEDS_WORK,
    ItemState.KEPT: Judgement.KEPT,
    ItemState.KEPT_LATE: Judgement.KEPT_LATE,
}
_UNSTATED = (ItemState.NOT_DUE, ItemState.GOING, ItemState.DUE_SOON)
_WHILE_IT_WAITS = {  # for 销号: kept is not said yet, but broken is
    ItemState.KEPT: Judgement.ON_TRACK,
    ItemState.KEPT_LATE: Judgement.BEHIND,
    ItemState.NOT_KEPT: Judgement.NEEDS_WORK,
    ItemState.CHANGED: Judgement.ON_TRACK,
}


def usual(where: Standing, *, has_missed: bool = False) -> Judgement | None:
    """Nothing is praised of which nothing is recorded. None: what was withdrawn is not judged.

    `has_missed`: a period of what recurs ended in the days that are spoken of, and nothing was ticked in it.
    """
    if has_missed and where.state in _UNSTATED:
        return Judgement.BEHIND
    if where.state == ItemState.STATED:
        return _WHILE_IT_WAITS.get(where.told) if where.told else None
    if where.state == ItemState.DUE_SOON and not where.has_begun:
        return Judgement.NOT_DUE
    return _USUAL.get(where.state)


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of an item or of a member as a whole: the branch's finding and one sentence."""

    verdict: str = ""
    text: str = ""

    @property
    def mark(self) -> str:
        """How a page recognises that somebody else has written in between."""
        return hashlib.sha256(f"{self.verdict}\n{self.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Judged:
    """One item on the meeting's page: where it stands, and the word on it so far."""

    item: StandingItem
    state: ItemState
    word: Word

    @property
    def key(self) -> str:
        return f"item:{self.item.pk}"


def day_of(meeting: Meeting) -> date:
    """The day that its book speaks of, however much later it is fixed."""
    return min(local_day(meeting.held_at), today())


def judged(items: Iterable[StandingItem], comment: BranchComment) -> list[Judged]:
    """Each item with the stored word, else the usual one of the meeting's day; without those withdrawn."""
    rows, now = list(items), day_of(comment.meeting)
    standings = fulfilment.standings_at(rows, now)
    stored = {line.item_id: line for line in comment.lines.all() if line.item_id}
    days = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    missed = missed_in(rows, days, now) if days else set()
    found = []
    for item in rows:
        where, line = standings[item.pk], stored.get(item.pk)
        word = usual(where, has_missed=item.pk in missed)
        if line or word:
            found.append(Judged(item, where.state, word_of(line, word)))
    return found


def word_of(line: BranchCommentLine | None, word: Judgement | None = None) -> Word:
    return Word(line.verdict, line.text) if line is not None else Word(word or "")


def items_before(branch: Organisation, round_: Round) -> list[StandingItem]:
    """All promises in force of the branch and its members: what the meeting goes through."""
    pledges = Pledge.objects.filter(round=round_, organisation=branch)
    rows = StandingItem.objects.filter(pledge__in=pledges.values("pk"), dropped_by__isnull=True)
    return list(fulfilment.with_parts(rows).order_by("pledge", "position"))
