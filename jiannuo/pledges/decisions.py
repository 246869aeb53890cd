"""Where reviewed pledges stand with the two meetings (C13)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.orgs.models import Organisation
from jiannuo.pledges import queries
from jiannuo.pledges.models import Decision, Pledge


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


def before_meetings(user: User, organisation: Organisation) -> list[Standing]:
    """Reviewed, waiting for 定诺; all rounds, the organisation's own text first. Two queries."""
    return _standings(queries.awaiting_meetings(user, organisation))


def on_agenda(user: User, meeting: Meeting) -> list[Standing]:
    """What the meeting may still decide, each with what it has said so far. Two queries."""
    if meeting.closed_at or meeting.kind not in CONFIRMING:
        return []
    rows = _standings(queries.awaiting_meetings(user, meeting.organisation))
    return [Standing(s.pledge, tuple(d for d in s.decisions if d.meeting_id == meeting.pk)) for s in rows]


def decided_by(meeting: Meeting) -> QuerySet[Decision]:
    """What the meeting has decided, on the versions it saw. The caller has checked who may see the meeting."""
    return (
        Decision.objects.filter(meeting=meeting)
        .select_related("version__pledge__member", "version__pledge__organisation", "version__pledge__round")
        .order_by("id")
    )


def _standings(rows: QuerySet[Pledge]) -> list[Standing]:
    pledges = list(rows)
    found: dict[int, list[Decision]] = {}
    versions = [pledge.current_id for pledge in pledges if pledge.current_id]
    for decision in Decision.objects.filter(version__in=versions).select_related("meeting").order_by("-id"):
        found.setdefault(decision.version_id, []).append(decision)
    return [Standing(pledge, tuple(found.get(pledge.current_id or 0, []))) for pledge in pledges]
