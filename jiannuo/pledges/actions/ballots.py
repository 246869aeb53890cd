"""Votes on many pledges in one act (C13): of one meeting, or of two with their confirmation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.meetings.models import Meeting
from jiannuo.pledges import two_meetings
from jiannuo.pledges.actions.confirm import confirm, enter, hold, keep_books
from jiannuo.pledges.decisions import Standing, standings
from jiannuo.pledges.models import Decision, Pledge
from jiannuo.pledges.two_meetings import Quorum, Votes

_NOTHING = Votes(0)

Refused = list[tuple[Pledge, str]]


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of the form: the pledge, its version as looked at, the meetings with the votes stated for all rows.

    `own`: votes stated for this row alone, by meeting; they go first. None where nobody stated any.
    """

    pledge: Pledge
    version: int
    votes: tuple[tuple[Meeting, Votes | None], ...] = ()
    own: Mapping[int, Votes | None] = field(default_factory=dict)
    correction: str = ""


@dataclass(frozen=True, slots=True)
class _Act:
    """Everything of one press: who presses, and the meetings that speak, each held."""

    by: User
    quorums: Mapping[int, Quorum]

    def vote(self, ballot: Ballot, meeting: Meeting, usual: Votes | None) -> Decision:
        votes = ballot.own.get(meeting.pk) or usual or _NOTHING
        quorum, shown, reason = self.quorums[meeting.pk], ballot.version, ballot.correction
        return enter(quorum, ballot.pledge, votes, by=self.by, version=shown, correction=reason)

    def end(self) -> None:
        """The minutes tell of all that was voted."""
        keep_books((quorum.meeting for quorum in self.quorums.values()), by=self.by)


@transaction.atomic
def decide_many(ballots: Sequence[Ballot], *, by: User) -> tuple[int, Refused]:
    """Votes of one meeting on many pledges; how many are recorded, and which are not with the reason."""
    act = _act(ballots, by)

    def vote(ballot: Ballot) -> str:
        for meeting, usual in ballot.votes:
            act.vote(ballot, meeting, usual)
        return ""

    done = _each(ballots, vote)
    act.end()
    return done


@transaction.atomic
def confirm_many(ballots: Sequence[Ballot], *, by: User) -> tuple[int, Refused]:
    """One meeting of each kind decides many pledges; how many are confirmed, and which are not with the reason.

    A row is one act: refused, none of its votes is kept. A vote that went against the text is no refusal: it is kept.
    """
    act = _act(ballots, by)
    where = {standing.pledge.pk: standing for standing in standings(ballot.pledge for ballot in ballots)}

    def settle(ballot: Ballot) -> str:
        asked = _asked(ballot, where[ballot.pledge.pk])
        made = [act.vote(ballot, meeting, usual) for meeting, usual in asked]
        against = next((decision for decision in made if not decision.is_passed), None)
        if against:
            return f"{two_meetings.voted_down(against)}这次的表决已经登记。"
        confirm(ballot.pledge, by=by, version=ballot.version, chosen=[meeting for meeting, _ in ballot.votes])
        return ""

    done = _each(ballots, settle, unkept="这次填的票数没有登记。")
    act.end()
    return done


def _asked(ballot: Ballot, standing: Standing) -> list[tuple[Meeting, Votes | None]]:
    """Whose votes are to be entered: meetings that have said nothing yet, and those the row itself speaks of."""
    return [(m, usual) for m, usual in ballot.votes if standing.asks(m) or ballot.own.get(m.pk)]


def _each(ballots: Sequence[Ballot], act: Callable[[Ballot], str], unkept: str = "") -> tuple[int, Refused]:
    """Row by row, each standing or falling alone."""
    refused: Refused = []
    for ballot in ballots:
        try:
            with transaction.atomic():
                why = act(ballot)
        except Refusal as refusal:
            has_votes = any(votes for _, votes in ballot.votes) or any(ballot.own.values())
            why = refusal.sentence + (unkept if has_votes else "")
        if why:
            refused.append((ballot.pledge, why))
    return len(ballots) - len(refused), refused


def _act(ballots: Sequence[Ballot], by: User) -> _Act:
    meetings = {meeting for ballot in ballots for meeting, _ in ballot.votes}
    return _Act(by, {quorum.meeting.pk: quorum for quorum in hold(meetings)})
