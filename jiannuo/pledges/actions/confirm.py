from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.moves import advance, lock
from jiannuo.pledges.models import Confirmation, Decision, Pledge


@transaction.atomic
def decide(meeting: Meeting, pledge: Pledge, ayes: int, noes: int, abstentions: int, *, by: User) -> Decision:
    """Enter how a meeting voted on the current version; passed when ayes are more than half of those who voted."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    if meeting.organisation_id != pledge.organisation_id:
        raise Refusal("会议与承诺书不属于同一党组织，请选用本组织的会议。")
    if ayes + noes + abstentions == 0:
        raise Refusal("请填写表决结果。")
    decision, _ = Decision.objects.update_or_create(
        meeting=meeting,
        version_id=pledge.current_id,
        defaults={
            "ayes": ayes,
            "noes": noes,
            "abstentions": abstentions,
            "is_passed": ayes * 2 > ayes + noes + abstentions,
            "by": by,
        },
    )
    record(by=by, verb="decide", subject=pledge, path=pledge.path, meeting=meeting.pk, ayes=ayes, noes=noes)
    return decision


def why_not_confirmed(pledge: Pledge, decisions: list[Decision]) -> str:
    """Which of the two meetings is missing or has not passed this exact version, or ""."""
    for kind in MeetingKind:
        of_kind = [d for d in decisions if d.meeting.kind == kind]
        if not of_kind:
            return f"还缺{kind.label}的表决，两个会议都通过后才能定诺。"
        if not any(d.is_passed for d in of_kind):
            return f"{kind.label}没有通过这份承诺，不能定诺。"
    return ""


@transaction.atomic
def confirm(pledge: Pledge, *, by: User) -> Pledge:
    """定诺 (C13): names both meetings and pins the version; refused with the reason while one is missing."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.CONFIRM))
    decisions = list(Decision.objects.filter(version_id=pledge.current_id).select_related("meeting").order_by("-id"))
    require(why_not_confirmed(pledge, decisions))
    passed = {d.meeting.kind: d for d in decisions if d.is_passed}
    Confirmation.objects.create(
        version_id=pledge.current_id,
        leaders_decision=passed[MeetingKind.LEADERS],
        delegates_decision=passed[MeetingKind.DELEGATES],
        by=by,
    )
    return advance(pledge, workflow.CONFIRM, by=by)
