"""Who holds 群众评议 and 互评, and until when (C20, C26, C28). The steps of the box itself: `ballots.policies`."""

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import BranchComment, MutualAssessment, Survey
from jiannuo.appraisal.policies.meeting import why_not_comment
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.policies import why_not as why_not_box
from jiannuo.ballots.workflow import CANCEL, State
from jiannuo.base.dates import today
from jiannuo.meetings.policies import why_not_convene, why_not_write
from jiannuo.orgs.models import Organisation, OrgKind, OrgLevel
from jiannuo.rounds.periods import Period

_LEVELS = (OrgLevel.TOWNSHIP, OrgLevel.UNIT)


def is_surveyed(organisation: Organisation) -> bool:
    """C28: the committees, general branches and branches of which people have something to say."""
    return organisation.kind != OrgKind.GROUP and organisation.level in _LEVELS


def why_not_hold_survey(user: User, organisation: Organisation, period: Period) -> str:
    if not is_surveyed(organisation):
        return "群众评议会议由乡镇、街道及以下的党委、总支、支部召开，请到它们的页面登记。"
    if organisation.closed_on:
        return f"{organisation.short_name}已撤销，不再召开会议。"
    if period.starts_on > today():
        return f"{period.label}还没有开始，不能登记群众评议会议。"
    return why_not_convene(user, organisation)


def is_live(box: BallotBox | None) -> bool:
    """Whether a vote is going on, or has a result."""
    return box is not None and box.state != State.CANCELLED


def why_not_run(user: User, survey: Survey) -> str:
    """Anything at all may be changed: not cancelled, the meeting's book still open, one's own organisation's."""
    if survey.cancelled_at:
        return "这次群众评议会议已取消。"
    return why_not_write(user, survey.meeting)


def why_not_take_roll(user: User, survey: Survey) -> str:
    """Whoever is added to a roll after voting has begun could be told from the difference."""
    if survey.box is not None and survey.box.state == State.CONFIRMED:
        return "结果已经确认，到会人数不再改动。"
    if is_live(survey.box):
        return "票箱已开，人数不能再改。数错了，请先作废票箱再改名单。"
    return why_not_run(user, survey)


def why_not_open_survey(user: User, survey: Survey) -> str:
    if reason := why_not_take_roll(user, survey):
        return reason
    return "" if survey.voters else "还没有到会人数。请先登记到会，再开箱。"


def why_not_fix_survey(user: User, survey: Survey) -> str:
    """C28: the duty is done when the result stands, and the book is closed with it."""
    if reason := why_not_run(user, survey):
        return reason
    if survey.box is None or survey.box.state != State.CONFIRMED:
        return "计票结果由另一名监票人确认以后，才能固定会议。"
    return ""


def why_not_cancel_survey(user: User, survey: Survey) -> str:
    if reason := why_not_run(user, survey):
        return reason
    if survey.box is not None and survey.box.state == State.CONFIRMED:
        return "结果已经确认，这次评议不能取消。"
    if survey.box is not None and is_live(survey.box):
        return why_not_box(user, survey.box, CANCEL)
    return ""


def why_not_start_mutual(user: User, comment: BranchComment, present: int, mutual: MutualAssessment | None) -> str:
    """C26: in the meeting, before it is fixed; by those who came."""
    if mutual is not None and is_live(mutual.box):
        return "这次会议的互评已经开箱。"
    if reason := why_not_comment(user, comment):
        return reason
    return "" if present else "到会名单上还没有人。请先保存到会情况，再开始互评。"
