from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.meetings.models import Attendance, Category, Meeting, MeetingKind
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below, oversight

_C = Category
_ASSEMBLY = [_C.LEADER, _C.BRANCH_MEMBER, _C.MEMBER, _C.CITIZEN, _C.SERVED, _C.GROUP_HEAD]
# C13, C26, C28: who votes in which meeting. 列席 (OTHER) never does.
VOTERS = {
    MeetingKind.LEADERS: [Category.LEADER],
    MeetingKind.DELEGATES: [Category.LEADER, Category.MEMBER, Category.CITIZEN, Category.SERVED],
    MeetingKind.LIFE: [Category.BRANCH_MEMBER],
    MeetingKind.SURVEY: _ASSEMBLY,
    MeetingKind.APPRAISAL: _ASSEMBLY,
}


def visible_to(user: User) -> QuerySet[Meeting]:
    return Meeting.objects.filter(oversight(user)).select_related("organisation").order_by("-held_at", "-id")


def with_presence(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each meeting with `present_count`, everybody who came."""
    return rows.annotate(present_count=Count("roll", filter=Q(roll__is_present=True)))


def voters_present(meeting: Meeting) -> int:
    """How many of those present may vote."""
    return voters_among(meeting, Attendance.objects.filter(meeting=meeting))


def voters_among(meeting: Meeting, roll: Iterable[Attendance]) -> int:
    """The same, from a roll that is already at hand."""
    categories = VOTERS[MeetingKind(meeting.kind)]
    return sum(row.is_present and row.category in categories for row in roll)


def roster_for(organisation: Organisation) -> QuerySet[Member]:
    """Members who may be ticked onto the roll: those of the organisation and of what lies below it."""
    return (
        Member.objects.filter(below(organisation.path or "", field="branch__path"), left_on__isnull=True)
        .select_related("branch")
        .order_by("branch__path", "id")
    )
