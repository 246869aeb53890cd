"""The book of a meeting that decides grades (C29): each vote, passed or not, and minutes that tell of them."""

from collections.abc import Iterable

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import GradeVote
from jiannuo.appraisal.queries.yearly import votes_of
from jiannuo.appraisal.yearly_minutes import drafted
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Meeting, MeetingKind

_ONCE = ["appraisal", "meeting", "grade"]
_COUNTED = ["present", "ayes", "noes", "abstentions", "is_passed", "by", "at"]


@transaction.atomic(savepoint=False)
def keep_book(meeting: Meeting, votes: Iterable[GradeVote], *, by: User) -> None:
    """A vote on the same grade in the same meeting puts the first right; the journal has both.

    专题组织生活会 writes minutes of its own.
    """
    GradeVote.objects.bulk_create(votes, update_conflicts=True, unique_fields=_ONCE, update_fields=_COUNTED)
    meetings.fix_roll(meeting, by=by)
    if meeting.kind != MeetingKind.LIFE:
        meetings.draft_minutes(meeting, drafted(meeting, votes_of(meeting)), by=by)
