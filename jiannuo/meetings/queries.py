from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import local_day
from jiannuo.meetings.models import Attendance, Category, Meeting, MeetingKind
from jiannuo.orgs.models import Appointment, Member, Organisation, Role
from jiannuo.orgs.offices import below, oversight

_C = Category
_ASSEMBLY = [_C.LEADER, _C.BRANCH_MEMBER, _C.MEMBER, _C.CITIZEN, _C.SERVED, _C.GROUP_HEAD]
CITIZENS = frozenset({_C.CITIZEN, _C.SERVED})  # of the people, in a meeting of members and people
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
    """Each meeting with `present_count`, everybody who came, and `enrolled_count`, everybody on the roll."""
    came = Count("roll", filter=Q(roll__is_present=True))
    return rows.annotate(present_count=came, enrolled_count=Count("roll"))


def roll_of(meeting: Meeting) -> QuerySet[Attendance]:
    """The roll with whom each line means."""
    return Attendance.objects.filter(meeting=meeting).select_related("member").order_by("category", "id")


def voters_present(meeting: Meeting) -> int:
    """How many of those present may vote."""
    return voters_among(meeting, roll_of(meeting))


def voters_among(meeting: Meeting, roll: Iterable[Attendance]) -> int:
    """The same, from a roll that is already at hand. A probationary member has no vote (党章 第七条)."""
    assessing = (row for row in roll if _may_assess(meeting, row))
    return sum(row.member is None or not row.member.is_probationary for row in assessing)


def lacks_citizens(meeting: Meeting, roll: Iterable[Attendance]) -> bool:
    """C13: 党员群众代表会议 to which nobody came who is not of the party's side."""
    came = (row.category for row in roll if row.is_present)
    return meeting.kind == MeetingKind.DELEGATES and not any(category in CITIZENS for category in came)


def roll_and_unknown(meeting: Meeting) -> tuple[list[Attendance], list[Attendance]]:
    """The roll, and who of it stands there as a leader whom nobody has appointed to the organisation by then."""
    day = local_day(meeting.held_at)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    held = Appointment.objects.filter(running, organisation=meeting.organisation_id).exclude(role=Role.CITIZEN)
    by_line = Exists(held.filter(user=OuterRef("member__user")))
    rows = roll_of(meeting).annotate(in_office=by_line | Exists(held.filter(user__display_name=OuterRef("name"))))
    return list(rows), [row for row in rows if row.category == Category.LEADER and not row.in_office]


def assessors_present(meeting: Meeting) -> int:
    """How many of those present fill in a slip: probationary members take part in 互评 and 评议."""
    return sum(_may_assess(meeting, row) for row in roll_of(meeting))


def _may_assess(meeting: Meeting, row: Attendance) -> bool:
    return row.is_present and row.category in VOTERS[MeetingKind(meeting.kind)]


def is_leant_on(meeting: Meeting) -> bool:
    """Whether anything but the roll refers to the meeting, whichever room above it stands in."""
    relations = Meeting._meta.related_objects  # noqa: SLF001  Django documents _meta
    leaning = [relation for relation in relations if relation.related_model is not Attendance]
    return any(relation.field.model._base_manager.filter(meeting=meeting).exists() for relation in leaning)  # noqa: SLF001


def roster_for(organisation: Organisation) -> QuerySet[Member]:
    """Members who may be ticked onto the roll: those of the organisation and of what lies below it."""
    return (
        Member.objects.filter(below(organisation.path or "", field="branch__path"), left_on__isnull=True)
        .select_related("branch")
        .order_by("branch__path", "id")
    )
