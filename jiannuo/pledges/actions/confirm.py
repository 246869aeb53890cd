"""定诺 (C13): what the two meetings voted, and the confirmation that names both and pins the version.

Majority: a meeting passes a text when more than half of the voters present say aye; who casts nothing counts with the
abstentions. Who votes: `meetings.queries.VOTERS`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.meetings.policies import why_not_decide
from jiannuo.meetings.queries import voters_present
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.moves import advance, check_version, lock, standing
from jiannuo.pledges.decisions import predates
from jiannuo.pledges.models import Confirmation, Decision, Pledge, Review, Verdict


@dataclass(frozen=True, slots=True)
class Votes:
    ayes: int
    noes: int = 0
    abstentions: int = 0

    @property
    def cast(self) -> int:
        return self.ayes + self.noes + self.abstentions


@transaction.atomic
def decide(
    meeting: Meeting, pledge: Pledge, votes: Votes, *, by: User, version: int | None = None, present: int | None = None
) -> Decision:
    """Enter how a meeting voted on the current version; entered again, it replaces what was entered before 定诺."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    if meeting.organisation_id != pledge.organisation_id:
        raise Refusal("会议与承诺书不属于同一党组织，请选用本组织的会议。")
    require(why_not_decide(meeting) or policies.why_not_vote_on(meeting, standing(pledge)[0]))
    present = voters_present(meeting) if present is None else present
    require(why_not_votes(meeting, votes, present))
    decision, _ = Decision.objects.update_or_create(
        meeting=meeting,
        version_id=pledge.current_id,
        defaults={
            "present": present,
            "ayes": votes.ayes,
            "noes": votes.noes,
            "abstentions": votes.abstentions,
            "is_passed": votes.ayes * 2 > present,
            "by": by,
        },
    )
    record(by=by, verb="decide", subject=pledge, path=pledge.path, meeting=meeting.pk, ayes=votes.ayes, noes=votes.noes)
    return decision


def why_not_votes(meeting: Meeting, votes: Votes, present: int) -> str:
    """Votes are cast by those who came: none may be counted twice, and nobody who stayed away."""
    name = meeting.get_kind_display()
    if not present:
        return f"{name}的到会名单里还没有可以表决的人。请先登记到会人员，再登记表决。"
    if votes.cast == 0:
        return f"请填写{name}的表决结果。"
    if votes.cast > present:
        return f"{name}到会可表决的有{present}人，赞成、反对、弃权合计{votes.cast}票，超过了到会人数，请核对。"
    return ""


def why_not_confirmed(decisions: Sequence[Decision]) -> str:
    """Which of the two meetings is missing or has not passed this exact version, or ""."""
    for kind in CONFIRMING:
        of_kind = [d for d in decisions if d.meeting.kind == kind]
        if not of_kind:
            return f"还缺{kind.label}的表决，两个会议都通过后才能定诺。"
        if not any(d.is_passed for d in of_kind):
            return f"{kind.label}没有通过这份承诺（赞成须超过到会人数的半数），不能定诺。"
    return ""


@transaction.atomic
def confirm(pledge: Pledge, *, by: User, version: int | None = None) -> Pledge:
    """定诺: names both meetings and pins the version; refused with the reason while one is missing."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    check_version(pledge, version)
    frozen, _ = standing(pledge)
    recorded = Decision.objects.filter(version=frozen).select_related("meeting").order_by("-id")
    decisions = [d for d in recorded if not predates(d.meeting, frozen)]
    require(why_not_confirmed(decisions))
    passed = {d.meeting.kind: d for d in reversed(decisions) if d.is_passed}
    Confirmation.objects.create(
        version=frozen,
        leaders_decision=passed[MeetingKind.LEADERS],
        delegates_decision=passed[MeetingKind.DELEGATES],
        by=by,
    )
    return advance(pledge, workflow.CONFIRM, by=by)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of the form that confirms many: the pledge, its version as looked at, the votes not yet recorded."""

    pledge: Pledge
    version: int
    votes: tuple[tuple[Meeting, Votes], ...] = ()


@transaction.atomic
def decide_many(ballots: Sequence[Ballot], *, by: User) -> tuple[int, list[tuple[Pledge, str]]]:
    """Votes of one meeting on many pledges; how many are recorded, and which are not with the reason."""
    return _each(ballots, is_last=False, by=by)


@transaction.atomic
def confirm_many(ballots: Sequence[Ballot], *, by: User) -> tuple[int, list[tuple[Pledge, str]]]:
    """One meeting of each kind decides many pledges; how many are confirmed, and which are not with the reason.

    Votes stay recorded even where they stand against the text; only two meetings in favour confirm it.
    """
    return _each(ballots, is_last=True, by=by)


def _each(ballots: Sequence[Ballot], *, is_last: bool, by: User) -> tuple[int, list[tuple[Pledge, str]]]:
    present = {meeting.pk: voters_present(meeting) for meeting in _meetings_of(ballots)}
    refused: list[tuple[Pledge, str]] = []
    for ballot in ballots:
        try:
            for meeting, votes in ballot.votes:
                decide(meeting, ballot.pledge, votes, by=by, version=ballot.version, present=present[meeting.pk])
            if is_last:
                confirm(ballot.pledge, by=by, version=ballot.version)
        except Refusal as refusal:
            refused.append((ballot.pledge, refusal.sentence))
    return len(ballots) - len(refused), refused


def _meetings_of(ballots: Sequence[Ballot]) -> set[Meeting]:
    return {meeting for ballot in ballots for meeting, _ in ballot.votes}


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
