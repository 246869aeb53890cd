"""定诺 (C13): what the two meetings voted, and the confirmation that names both and pins the version.

Majority: a meeting passes a text when more than half of the voters present say aye; who casts nothing counts with the
abstentions. Who votes: `meetings.queries.VOTERS`.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.meetings.policies import why_not_decide
from jiannuo.meetings.queries import voters_present
from jiannuo.pledges import decisions, policies, workflow
from jiannuo.pledges.actions.moves import advance, check_version, lock, standing
from jiannuo.pledges.models import Confirmation, Decision, Pledge, Review, Verdict


@dataclass(frozen=True, slots=True)
class Votes:
    """What somebody says was counted; `is_unanimous`: stated in one word, that all present said aye."""

    ayes: int
    noes: int = 0
    abstentions: int = 0
    is_unanimous: bool = False

    @property
    def cast(self) -> int:
        return self.ayes + self.noes + self.abstentions

    def same_as(self, decision: Decision) -> bool:
        counted = (decision.ayes, decision.noes, decision.abstentions)
        return counted == (self.ayes, self.noes, self.abstentions)


@transaction.atomic
def decide(
    meeting: Meeting,
    pledge: Pledge,
    votes: Votes,
    *,
    by: User,
    version: int | None = None,
    present: int | None = None,
    correction: str = "",
) -> Decision:
    """Enter how a meeting voted on the current version; entered otherwise later, it is a correction with its reason."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    if meeting.organisation_id != pledge.organisation_id:
        raise Refusal("会议与承诺书不属于同一党组织，请选用本组织的会议。")
    require(why_not_decide(meeting) or policies.why_not_vote_on(meeting, pledge))
    present = voters_present(meeting) if present is None else present
    require(why_not_votes(meeting, votes, present))
    before = Decision.objects.filter(meeting=meeting, version_id=pledge.current_id).select_related("meeting").first()
    if before and before.present == present and votes.same_as(before):
        return before
    reason = clean(correction).strip()
    require(policies.why_not_recorded(before, reason))
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


def why_not_votes(meeting: Meeting, votes: Votes, present: int) -> str:
    """Votes are cast by those who came: none may be counted twice, and nobody who stayed away."""
    name = meeting.get_kind_display()
    if not present:
        return f"{name}的到会名单里还没有可以表决的人。请先登记到会人员，再登记表决。"
    if votes.is_unanimous and (votes.ayes, votes.cast) != (present, present):
        return f"{name}到会可表决的有{present}人，选了“全部赞成”，填的却不是这个票数。请核对，只留一样。"
    if votes.cast == 0:
        return f"请填写{name}的表决结果；到会人员全部赞成的，勾选“全部赞成”。"
    if votes.cast > present:
        return f"{name}到会可表决的有{present}人，赞成、反对、弃权合计{votes.cast}票，超过了到会人数，请核对。"
    return ""


@transaction.atomic
def confirm(pledge: Pledge, *, by: User, version: int | None = None, chosen: Iterable[Meeting] = ()) -> Pledge:
    """定诺: names both meetings and pins the version; refused with the reason while one is missing or against it.

    Of several meetings in favour those chosen are named, else the ones held last.
    """
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    frozen, _ = standing(pledge)
    where = decisions.standings([pledge])[0]
    require(policies.why_not_confirmed(where))
    of_kind = {meeting.kind: meeting for meeting in chosen}
    said = [decisions.word_of(kind, where.decisions, of_kind.get(kind)) for kind in CONFIRMING]
    words = {word.meeting.kind: word for word in said if word}
    Confirmation.objects.create(
        version=frozen,
        leaders_decision=words[MeetingKind.LEADERS],
        delegates_decision=words[MeetingKind.DELEGATES],
        by=by,
    )
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
