"""Where reviewed pledges stand with the two meetings (C13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import local_day
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.pledges import queries
from jiannuo.pledges.models import Decision, Pledge


def predates(meeting: Meeting, pledge: Pledge) -> bool:
    """C13, C35: held on a day before the text under way can have lain before it.

    A changed text: before it was proposed. A first text may have been read from paper, yet not before its round began.
    """
    text, held = pledge.current, local_day(meeting.held_at)
    if text is not None and text.number > 1:
        return held < local_day(text.frozen_at)
    return held < pledge.round.opens_on


def precedes(meeting: Meeting, pledge: Pledge) -> bool:
    """Held before the text was submitted, yet may have decided on it: it may have been read from paper."""
    text = pledge.current
    return text is not None and meeting.held_at < text.frozen_at and not predates(meeting, pledge)


def word_of(kind: MeetingKind, said: Iterable[Decision], chosen: Meeting | None = None) -> Decision | None:
    """What meetings of this kind say of a text: the one held last; of several in favour the chosen one, if it is."""
    of_kind = sorted((d for d in said if d.meeting.kind == kind), key=lambda d: (d.meeting.held_at, d.pk))
    if not of_kind or not of_kind[-1].is_passed or chosen is None:
        return of_kind[-1] if of_kind else None
    return next((d for d in of_kind if d.is_passed and d.meeting_id == chosen.pk), of_kind[-1])


@dataclass(frozen=True, slots=True)
class Standing:
    """One pledge and what the meetings said of its current version, the one held last first."""

    pledge: Pledge
    decisions: tuple[Decision, ...]

    def named(self, chosen: Mapping[str, Meeting] | None = None) -> dict[MeetingKind, Decision]:
        """The last word of each kind of meeting that has spoken; of several in favour that of the one chosen."""
        words = {kind: word_of(kind, self.decisions, (chosen or {}).get(kind)) for kind in CONFIRMING}
        return {kind: word for kind, word in words.items() if word}

    @property
    def missing(self) -> list[MeetingKind]:
        """The kinds of meeting that have not voted on the text yet."""
        return [kind for kind in CONFIRMING if kind not in self.named()]

    @property
    def voted_down(self) -> list[Decision]:
        """Where the last word of a kind of meeting stands against the text."""
        return [word for word in self.named().values() if not word.is_passed]

    def by(self, meeting: Meeting) -> Decision | None:
        """What this one meeting said."""
        return next((d for d in self.decisions if d.meeting_id == meeting.pk), None)

    def asks(self, meeting: Meeting) -> bool:
        """Whether its vote is wanted still: its kind has not passed the text, and it has said nothing yet."""
        word = word_of(MeetingKind(meeting.kind), self.decisions)
        return (word is None or not word.is_passed) and self.by(meeting) is None


def on_agenda(user: User, meeting: Meeting) -> QuerySet[Pledge]:
    """What the meeting may still decide."""
    if meeting.closed_at or meeting.kind not in CONFIRMING:
        return Pledge.objects.none()
    return queries.awaiting_meetings(user, meeting.organisation)


def decided_by(meeting: Meeting) -> QuerySet[Decision]:
    """What the meeting has decided, on the versions it saw. The caller has checked who may see the meeting."""
    return (
        Decision.objects.filter(meeting=meeting)
        .select_related("version__pledge__member", "version__pledge__organisation", "version__pledge__round")
        .order_by("id")
    )


def standings(rows: Iterable[Pledge], meeting: Meeting | None = None) -> list[Standing]:
    """Each of the pledges with what the meetings, or this one, said of its current version. One query.

    A meeting that was held before the text can have lain before it has said nothing of it.
    """
    pledges = list(rows)
    said = Decision.objects.filter(version__in=[pledge.current_id for pledge in pledges if pledge.current_id])
    found: dict[int, list[Decision]] = {}
    for decision in (said.filter(meeting=meeting) if meeting else said).select_related("meeting"):
        found.setdefault(decision.version_id, []).append(decision)
    return [Standing(pledge, _counting(pledge, found.get(pledge.current_id or 0, []))) for pledge in pledges]


def _counting(pledge: Pledge, said: list[Decision]) -> tuple[Decision, ...]:
    latest_first = sorted(said, key=lambda d: (d.meeting.held_at, d.pk), reverse=True)
    return tuple(d for d in latest_first if not predates(d.meeting, pledge))
