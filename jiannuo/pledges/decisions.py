"""Where reviewed pledges stand with the two meetings (C13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import local_day
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.pledges import queries
from jiannuo.pledges.models import Decision, Pledge, PledgeVersion


def predates(meeting: Meeting, text: PledgeVersion) -> bool:
    """C13, C35: held on a day before a changed text was proposed; a first text may have been read from paper."""
    return text.number > 1 and local_day(meeting.held_at) < local_day(text.frozen_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """One pledge and what the meetings said of its current version, the latest word first."""

    pledge: Pledge
    decisions: tuple[Decision, ...]

    @property
    def missing(self) -> list[MeetingKind]:
        """The kinds of meeting that have not passed the text yet."""
        passed = {d.meeting.kind for d in self.decisions if d.is_passed}
        return [kind for kind in CONFIRMING if kind not in passed]


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

    A meeting held before the text was changed has said nothing of it.
    """
    pledges = list(rows)
    said = Decision.objects.filter(version__in=[pledge.current_id for pledge in pledges if pledge.current_id])
    found: dict[int, list[Decision]] = {}
    for decision in (said.filter(meeting=meeting) if meeting else said).select_related("meeting").order_by("-id"):
        found.setdefault(decision.version_id, []).append(decision)
    return [Standing(pledge, _counting(pledge, found.get(pledge.current_id or 0, []))) for pledge in pledges]


def _counting(pledge: Pledge, said: list[Decision]) -> tuple[Decision, ...]:
    text = pledge.current
    return tuple(d for d in said if text and not predates(d.meeting, text))
