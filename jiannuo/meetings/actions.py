"""Writing a meeting's book: convene, roll, minutes, close (C13)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Stale, require
from jiannuo.base.text import clean, one_line
from jiannuo.journal.actions import record
from jiannuo.meetings import policies
from jiannuo.meetings.models import Attendance, Category, Meeting, MeetingKind
from jiannuo.meetings.queries import is_leant_on, roster_for
from jiannuo.orgs.models import Organisation

NAME_LENGTH = 60
REASON_LENGTH = 200


@transaction.atomic
def convene(
    organisation: Organisation, kind: MeetingKind, held_at: datetime, place: str, chair: str, *, by: User
) -> Meeting:
    """Enter a meeting, held or still to come."""
    require(policies.why_not_convene(by, organisation))
    meeting = Meeting.objects.create(
        organisation=organisation,
        kind=kind,
        held_at=held_at,
        place=one_line(place),
        chair=one_line(chair),
        convened_by=by,
        path=organisation.path or "",
    )
    record(by=by, verb="convene", subject=meeting, path=meeting.path, kind=kind)
    return meeting


@transaction.atomic
def convene_branch(
    branch: Organisation, kind: MeetingKind, held_at: datetime, place: str, chair: str, *, by: User
) -> Meeting:
    """A meeting of the whole branch: its roster is the roll, all present until somebody is unticked (C29)."""
    meeting = convene(branch, kind, held_at, place, chair, by=by)
    enrol(meeting, Category.BRANCH_MEMBER, [], roster_for(branch).values_list("pk", flat=True), by=by)
    return meeting


def lock(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends; locked before anything that leans on it."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=meeting.pk)


@transaction.atomic
def enrol(meeting: Meeting, category: Category, names: Iterable[str], member_ids: Iterable[int], *, by: User) -> int:
    """Put people on the roll, present: members from the roster, others by name. Who stands there already stays."""
    meeting = lock(meeting)
    require(policies.why_not_change_roll(by, meeting))
    members = roster_for(meeting.organisation).filter(pk__in=list(member_ids))
    given = dict.fromkeys(one_line(name)[:NAME_LENGTH] for name in names)
    before = list(meeting.roll.all())
    require(policies.why_not_enrol(given, [member.name for member in members], before))
    rows = [Attendance(meeting=meeting, category=category, member=m, name=m.name) for m in members]
    rows += [Attendance(meeting=meeting, category=category, name=name) for name in given if name]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    added = meeting.roll.count() - len(before)
    record(by=by, verb="enrol", subject=meeting, path=meeting.path, category=category, added=added)
    return added


@transaction.atomic
def mark_roll(
    meeting: Meeting,
    present_ids: Iterable[int],
    *,
    by: User,
    excused_ids: Iterable[int] = (),
    removed_ids: Iterable[int] = (),
    touched_ids: Iterable[int] | None = None,
) -> None:
    """Who came: those ticked are present, all others on the roll absent, the excused with leave (请假).

    `removed_ids` were entered by mistake. `touched_ids`: only of these; whoever else is on the roll stays as he is.
    """
    meeting = lock(meeting)
    require(policies.why_not_change_roll(by, meeting))
    present, excused, removed = list(present_ids), list(excused_ids), list(removed_ids)
    meeting.roll.filter(pk__in=removed).delete()
    meant = meeting.roll.all() if touched_ids is None else meeting.roll.filter(pk__in=list(touched_ids))
    meant.filter(pk__in=present).update(is_present=True, is_excused=False)
    meant.exclude(pk__in=present).update(is_present=False, is_excused=False)
    meant.exclude(pk__in=present).filter(pk__in=excused).update(is_excused=True)
    came = meeting.roll.filter(is_present=True).count()
    record(by=by, verb="mark_roll", subject=meeting, path=meeting.path, present=came, removed=len(removed))


@transaction.atomic
def rearrange(meeting: Meeting, held_at: datetime, place: str, chair: str, *, by: User) -> Meeting:
    """Another time, place or chair than was entered, until something is decided in the meeting."""
    meeting = lock(meeting)
    require(policies.why_not_rearrange(by, meeting))
    meeting.held_at, meeting.place, meeting.chair = held_at, one_line(place), one_line(chair)
    meeting.save(update_fields=["held_at", "place", "chair"])
    record(by=by, verb="rearrange", subject=meeting, path=meeting.path, held_at=held_at.isoformat())
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: User) -> None:
    """A meeting entered by mistake is gone, with its roll; the journal keeps what it was."""
    meeting = lock(meeting)
    require(policies.why_not_cancel(by, meeting, is_leant_on=is_leant_on(meeting)))
    held, names = meeting.held_at.isoformat(), list(meeting.roll.values_list("name", flat=True))
    told = {"kind": meeting.kind, "held_at": held, "place": meeting.place, "chair": meeting.chair, "roll": names}
    record(by=by, verb="cancel_meeting", subject=meeting, path=meeting.path, **told)
    meeting.delete()


@transaction.atomic
def explain_citizens(meeting: Meeting, reason: str, *, by: User) -> Meeting:
    """C13: why nobody of the people came to 党员群众代表会议; it stands in the minutes."""
    meeting = lock(meeting)
    require(policies.why_not_change_roll(by, meeting))
    meeting.without_citizens = one_line(reason)[:REASON_LENGTH]
    meeting.save(update_fields=["without_citizens"])
    record(by=by, verb="explain_citizens", subject=meeting, path=meeting.path, reason=meeting.without_citizens)
    return meeting


@transaction.atomic
def write_minutes(meeting: Meeting, minutes: str, *, by: User, version: int) -> Meeting:
    """The minutes as text; refused when somebody has written in between, so that nothing is overwritten."""
    meeting = lock(meeting)
    require(policies.why_not_write(by, meeting))
    if version != meeting.version:
        raise Stale("会议记录刚刚已被他人修改。两份文字都在下面，请合并后再保存。", stored=meeting)
    said = clean(minutes).strip()
    require(policies.why_not_minutes(meeting, said))
    meeting.is_drafted = meeting.is_drafted and said == meeting.minutes
    meeting.minutes, meeting.version = said, meeting.version + 1
    meeting.save(update_fields=["minutes", "version", "is_drafted"])
    record(by=by, verb="write_minutes", subject=meeting, path=meeting.path, length=len(meeting.minutes))
    return meeting


@transaction.atomic(savepoint=False)
def fix_roll(meeting: Meeting, *, by: User) -> None:
    """C13: votes are counted against the roll, so it stands from the first one on."""
    fixed = Meeting.objects.filter(pk=meeting.pk, roll_fixed_at__isnull=True).update(roll_fixed_at=timezone.now())
    if fixed:
        present = meeting.roll.filter(is_present=True).count()
        record(by=by, verb="fix_roll", subject=meeting, path=meeting.path, present=present)


@transaction.atomic(savepoint=False)
def draft_minutes(meeting: Meeting, drafted: str, *, by: User) -> None:
    """C13: a meeting that has voted has minutes: those made of what was entered, as long as nobody wrote others.

    `version` stays: own words typed meanwhile contradict nobody's.
    """
    unwritten = Q(is_drafted=True) | Q(minutes="")
    rows = Meeting.objects.filter(unwritten, pk=meeting.pk, roll_fixed_at__isnull=False, closed_at__isnull=True)
    if rows.exclude(minutes=drafted).update(minutes=drafted, is_drafted=True):
        record(by=by, verb="draft_minutes", subject=meeting, path=meeting.path, length=len(drafted))


@transaction.atomic(savepoint=False)
def reopen_roll(meeting: Meeting, *, by: User) -> Meeting:
    """No vote stands on the roll any more: it may be mended, and drafted minutes that told of votes are gone."""
    meeting = lock(meeting)
    require(policies.why_not_reopen(meeting, is_leant_on=is_leant_on(meeting)))
    meeting.roll_fixed_at = None
    if meeting.is_drafted:
        meeting.minutes, meeting.is_drafted = "", False
    meeting.save(update_fields=["roll_fixed_at", "minutes", "is_drafted"])
    record(by=by, verb="reopen_roll", subject=meeting, path=meeting.path)
    return meeting


@transaction.atomic
def close(meeting: Meeting, *, by: User) -> Meeting:
    """End the meeting: roll, votes and minutes are fixed from now on."""
    meeting = lock(meeting)
    present = meeting.roll.filter(is_present=True).count()
    require(policies.why_not_close(by, meeting, present))
    meeting.closed_at = timezone.now()
    meeting.save(update_fields=["closed_at"])
    record(by=by, verb="close_meeting", subject=meeting, path=meeting.path, present=present)
    return meeting
