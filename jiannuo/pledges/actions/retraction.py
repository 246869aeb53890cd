"""The way back from a wrong roll (C13): the votes are taken back, the roll is mended, the votes are entered again."""

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record_many
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Meeting
from jiannuo.pledges.decisions import decided_by
from jiannuo.pledges.models import Decision, Pledge
from jiannuo.pledges.two_meetings import why_not_take_back


@transaction.atomic
def take_back_votes(meeting: Meeting, reason: str, *, by: User) -> Meeting:
    """All votes of one meeting, as long as nothing has followed from any; their counts stay in the journal."""
    meeting = meetings.lock(meeting)
    about = decided_by(meeting).values("version__pledge")
    list(Pledge.objects.select_for_update(of=("self",)).filter(pk__in=about).order_by("pk"))
    said = list(decided_by(meeting))
    require(why_not_take_back(by, meeting, said))
    reason = clean(reason).strip()
    if not reason:
        raise Refusal("请写明为什么撤回，例如到会名单登记错了。原来的票数和原因都留在记录里。")
    told = [(row.version.pledge, row.version.pledge.path, _counted(row) | {"reason": reason}) for row in said]
    record_many(told, by=by, verb="take_back_votes")
    Decision.objects.filter(pk__in=[row.pk for row in said]).delete()
    return meetings.reopen_roll(meeting, by=by)


def _counted(row: Decision) -> dict[str, object]:
    votes = {"ayes": row.ayes, "noes": row.noes, "abstentions": row.abstentions}
    return {"meeting": row.meeting_id, "number": row.version.number, "present": row.present, **votes}
