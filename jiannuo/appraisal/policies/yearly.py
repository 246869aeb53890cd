"""Who may do what in the yearly appraisal (C29, C30). Nobody decides his own; the reason when not."""

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import Move, Part, YearlyState
from jiannuo.base.dates import named, today
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import Period

KINDS = {  # which meetings decide
    "member": (MeetingKind.APPRAISAL, MeetingKind.LIFE),
    "organisation": (MeetingKind.APPRAISAL, MeetingKind.LEADERS),
}
_S = YearlyState


def why_not_run(user: User, decider: Organisation) -> str:
    """Whose office it is to prepare and enter a body's appraisals: its own officers, or those of the level above."""
    above = decider.parent_id is not None and holds(user, OFFICERS, decider.parent_id)
    if above or holds(user, OFFICERS, decider.pk):
        return ""
    return f"年度评议由{decider.short_name}的书记或组织委员办理。"


def why_not_draft(user: User, decider: Organisation, period: Period | None) -> str:
    if period is not None and period.starts_on > today():
        return f"{period.label}还没有开始，不能开始年度评议。"
    return why_not_run(user, decider)


def runs(user: User, organisation: Organisation) -> bool:
    """Whether the person runs the organisation's own papers."""
    return holds(user, OFFICERS, organisation.pk)


def is_own(user: User, row: YearlyAppraisal) -> bool:
    """The person's own, or that of an organisation whose papers he runs."""
    if row.member is not None:
        return row.member.user_id == user.pk
    return holds(user, OFFICERS, row.organisation_id)


def is_told(user: User, row: YearlyAppraisal) -> bool:
    """Whether the figures are shown yet: before they are put forward to those who prepare them, never one's own."""
    return row.state != _S.DRAFTED or not (is_own(user, row) or why_not_run(user, row.decider))


def why_not(user: User, row: YearlyAppraisal, move: Move) -> str:
    """C29: the table, the office, and nobody on himself; publishing by other hands than the decision's."""
    if row.state not in move.sources:
        return f"{row.subject_name}的评议现在是“{_S(row.state).label}”，不能{move.label}。"
    if row.member is not None and move.target == _S.PUBLISHED:
        return "个人的评定等次只在支部内公布，不对外公布。"
    if reason := why_not_run(user, row.decider):
        return reason
    if is_own(user, row):
        return f"不能办理自己的评议：{row.subject_name}的评议请由其他负责人或上一级办理。"
    if move.part is Part.PUBLISHER and row.decided_by_id == user.pk:
        return "登记评定的人不能同时审核公布。请由本级另一位书记或组织委员公布。"
    return ""


def why_not_decide(row: YearlyAppraisal) -> str:
    """The right of reply: what the appraised says to the opinion is answered before a grade is entered."""
    return f"{row.subject_name}提出的说明还没有答复，答复后才能评定。" if _waits(row) else ""


def _waits(row: YearlyAppraisal) -> bool:
    return bool(row.reply and not row.answer)


def why_not_close(row: YearlyAppraisal) -> str:
    """The reply has been waited for, and answered."""
    if _waits(row):
        return f"{row.subject_name}提出的说明还没有答复，答复后才能办结。"
    until = row.reply_until
    if not row.reply and until is not None and today() <= until:
        return f"{row.subject_name}可以在{named(until)}前（含当日）提出说明，期满后办结。"
    return ""


def why_not_self(user: User, row: YearlyAppraisal) -> str:
    """自评 comes first: before the opinion is put forward. Officers write it down for a member who speaks."""
    if not (is_own(user, row) or _records_for(user, row)):
        return "自评由本人填写，或由所在党支部代录。"
    if row.state != _S.DRAFTED:
        return "评定意见已经提出，自评不再改动。有话要说，请在本人说明里写。"
    return ""


def _records_for(user: User, row: YearlyAppraisal) -> bool:
    return row.member is not None and holds(user, OFFICERS, row.organisation_id)


def why_not_reply(user: User, row: YearlyAppraisal) -> str:
    """C29, the right of reply: from the moment the opinion is put forward until some days after the decision."""
    if not (is_own(user, row) or _records_for(user, row)):
        return "说明由被评议的本人或本组织提出，或由所在党支部代录。"
    if row.state == _S.DRAFTED:
        return "评定意见还没有提出。提出后会在这里给您看，您可以提出说明。"
    until = row.reply_until
    if until is not None and today() > until:
        return f"提出说明的时间到{named(until)}为止，已经过了。"
    if row.answer:
        return "您的说明已有答复，原文保留，不再改动。"
    if row.state not in {_S.PROPOSED, _S.DECIDED}:
        return "年度评议已经办结，说明不再改动。"
    return ""


def why_not_answer(user: User, row: YearlyAppraisal) -> str:
    if not row.reply:
        return f"{row.subject_name}没有提出说明。"
    if row.state not in {_S.PROPOSED, _S.DECIDED}:
        return "年度评议已经办结，答复不再改动。"
    if is_own(user, row):
        return "不能答复自己提出的说明，请由其他负责人或上一级答复。"
    return why_not_run(user, row.decider)


def why_not_meet(row: YearlyAppraisal, meeting: Meeting) -> str:
    """C29: the decider's own meeting of the right kind, held and not yet closed."""
    if meeting.organisation_id != row.decider_id:
        return f"会议不是{row.decider.short_name}召开的，请选用本组织的会议。"
    if meeting.kind not in KINDS[row.subject_kind]:
        named = "、".join(kind.label for kind in KINDS[row.subject_kind])
        return f"{meeting.get_kind_display()}不评定等次，请选用{named}。"
    return ""


def why_not_weigh(round_: Round, *, is_decided: bool) -> str:
    """The weights stand once anything has been decided by them."""
    return f"{round_.year}年已有评定结果，权重和起点不能再改，下一轮可以改。" if is_decided else ""
