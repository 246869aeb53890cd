"""定诺 (C13): what the two meetings voted, and the confirmation that names both and pins the version."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.pledges import decisions, policies, two_meetings, workflow
from jiannuo.pledges.actions.moves import advance, check_version, lock, standing
from jiannuo.pledges.minutes import drafted
from jiannuo.pledges.models import Confirmation, Decision, Pledge, Review, Verdict
from jiannuo.pledges.two_meetings import Quorum, Votes, quorum_of


def hold(held: Iterable[Meeting]) -> list[Quorum]:
    """The meetings as they are now, each locked, in one order for everybody: while votes are counted none changes."""
    return [quorum_of(meetings.lock(meeting)) for meeting in sorted(held, key=lambda meeting: meeting.pk)]


@transaction.atomic(savepoint=False)
def keep_books(held: Iterable[Meeting], *, by: User) -> None:
    """Meetings that have voted have minutes, which tell of the votes; nobody need type them."""
    for meeting in held:
        if said := list(decisions.decided_by(meeting)):
            meetings.draft_minutes(meeting, drafted(meeting, said), by=by)


@transaction.atomic
def decide(
    meeting: Meeting, pledge: Pledge, votes: Votes, *, by: User, version: int | None = None, correction: str = ""
) -> Decision:
    """Enter how a meeting voted on the current version; entered otherwise later, it is a correction with its reason."""
    (quorum,) = hold([meeting])
    decision = enter(quorum, pledge, votes, by=by, version=version, correction=correction)
    keep_books([quorum.meeting], by=by)
    return decision


@transaction.atomic(savepoint=False)
def enter(
    quorum: Quorum, pledge: Pledge, votes: Votes, *, by: User, version: int | None = None, correction: str = ""
) -> Decision:
    """One vote of a meeting that is held; whoever calls keeps its book."""
    meeting, present = quorum.meeting, quorum.voters
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    if meeting.organisation_id != pledge.organisation_id:
        raise Refusal("会议与承诺书不属于同一党组织，请选用本组织的会议。")
    require(quorum.why_not or two_meetings.why_not_vote_on(meeting, pledge))
    require(two_meetings.why_not_votes(meeting, votes, present))
    before = Decision.objects.filter(meeting=meeting, version_id=pledge.current_id).select_related("meeting").first()
    if before and before.present == present and votes.same_as(before):
        return before
    reason = clean(correction).strip()
    require(two_meetings.why_not_recorded(before, reason))
    if meeting.roll_fixed_at is None:
        meetings.fix_roll(meeting, by=by)
    new = Decision(meeting=meeting, version=standing(pledge)[0])
    return _write(before, new, votes, pledge=pledge, present=present, by=by, reason=reason)


def _write(
    before: Decision | None, new: Decision, votes: Votes, *, pledge: Pledge, present: int, by: User, reason: str
) -> Decision:
    """The row and its line in the journal; of a correction both counts, so that neither is lost."""
    row = before or new
    said: dict[str, object] = {"meeting": row.meeting_id, "present": present, **asdict(votes)}
    if before:
        counted = {"present": row.present, "ayes": row.ayes, "noes": row.noes, "abstentions": row.abstentions}
        said |= {"before": counted, "reason": reason}
        row.at = timezone.now()
    row.present, row.is_passed, row.by = present, votes.ayes * 2 > present, by
    row.ayes, row.noes, row.abstentions = votes.ayes, votes.noes, votes.abstentions
    row.save()
    record(by=by, verb="correct_votes" if before else "decide", subject=pledge, path=pledge.path, **said)
    return row


@transaction.atomic
def confirm(pledge: Pledge, *, by: User, version: int | None = None, chosen: Iterable[Meeting] = ()) -> Pledge:
    """定诺: names both meetings and pins the version; refused with the reason while one is missing or against it.

    Of several meetings in favour those chosen are named, else the ones held last. Their minutes stand from then on.
    """
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    frozen, _ = standing(pledge)
    where, preferred = decisions.standings([pledge])[0], {meeting.kind: meeting for meeting in chosen}
    require(two_meetings.why_not_confirmed(where, preferred))
    named = where.named(preferred)
    Confirmation.objects.create(
        version=frozen,
        leaders_decision=named[MeetingKind.LEADERS],
        delegates_decision=named[MeetingKind.DELEGATES],
        by=by,
    )
    keep_books((word.meeting for word in named.values() if not word.meeting.minutes), by=by)
    return advance(pledge, workflow.CONFIRM, by=by)


@transaction.atomic
def reconsider(pledge: Pledge, reason: str, *, by: User, version: int | None = None) -> Pledge:
    """The meetings want another text (「对承诺内容进行确定」): back to its author with the reason."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.RECONSIDER))
    check_version(pledge, version)
    said = clean(reason).strip()
    if not said:
        raise Refusal("请写明会议的意见，承诺人才知道怎样修改。")
    frozen, proposer = standing(pledge)
    Review.objects.create(
        version=frozen,
        organisation=pledge.organisation,
        verdict=Verdict.HANDED_BACK,
        opinion=said,
        by=by,
        proposed_by_id=proposer,
        subject_user_id=pledge.member.user_id if pledge.member else None,
    )
    return advance(pledge, workflow.RECONSIDER, by=by, opinion=said)
