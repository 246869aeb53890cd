"""Who may make which move now, and why not. The same answer greys the button and guards the action."""

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation, Role
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import workflow
from jiannuo.pledges.authors import is_own, records
from jiannuo.pledges.jointly import not_agreed
from jiannuo.pledges.models import Pledge, PledgeVersion, Review
from jiannuo.pledges.queries import filed_text
from jiannuo.pledges.workflow import Move, Part, Stage
from jiannuo.rounds.models import Round, WhoBinds

BY_HIMSELF = "这份承诺由党员本人填写，请党员本人修改，或退回时写明意见。"
TOPMOST = "上一级党组织不在本系统里，请在审定意见里写明：上级哪一天怎样审定的，或本级哪一天的会议研究同意。"
NO_SIGNER = "您不在这份承诺书的联名人中。"
NOTHING_FILED = "这份承诺还没有备案过的文本可以恢复；不要的内容直接改掉即可。"


def signs(user: User, pledge: Pledge) -> bool:
    """Whether it is the person's own promise, alone or together with others (C11): such a person never judges it."""
    if pledge.member_id is None:
        return False
    return is_own(user, pledge) or any(signer.user_id == user.pk for signer in pledge.co_signers.all())


def level_above(pledge: Pledge) -> int:
    """Who judges and receives for the level above; where none is in the system, the body itself by other hands."""
    return pledge.organisation.parent_id or pledge.organisation_id


def receiver_id(pledge: Pledge) -> int:
    """C15: an organisation's pledge is filed above, a member's at the own organisation."""
    return pledge.organisation_id if pledge.member_id else level_above(pledge)


def binding_id(pledge: Pledge) -> int:
    """C12: whose review binds."""
    by_branch = pledge.member_id and pledge.round.who_binds == WhoBinds.BRANCH
    return pledge.organisation_id if by_branch else level_above(pledge)


def why_not_wordless(pledge: Pledge, move: Move) -> str:
    """C12: where the level above is not in the system, a review says on whose word it passes."""
    if move is not workflow.REVIEW or pledge.member_id is not None or pledge.organisation.parent_id is not None:
        return ""
    return TOPMOST


def needs_opinion(pledge: Pledge) -> bool:
    """Default of C12: the branch gives its opinion first, except where nobody in it is free to (see `propose`)."""
    if pledge.member_id is None or pledge.round.who_binds == WhoBinds.BRANCH:
        return False
    return pledge.stage == Stage.PROPOSED and not pledge.is_direct


def reads_draft(user: User, pledge: Pledge) -> bool:
    """Words under way are for those who write or sign them; everybody else reads the text that was submitted."""
    return is_own(user, pledge) or records(user, pledge) or signs(user, pledge)


def _is_owner(user: User, pledge: Pledge) -> bool:
    return is_own(user, pledge) or records(user, pledge)


def _holds_part(user: User, pledge: Pledge, move: Move) -> bool:
    own_branch = holds(user, OFFICERS, pledge.organisation_id)
    if move.part is Part.OWNER:
        return _is_owner(user, pledge)
    if move.part is Part.SIGNER:
        return signs(user, pledge) and not is_own(user, pledge)
    if move.part is Part.BRANCH:
        return own_branch and pledge.member_id is not None
    if move.part is Part.REVIEWER:
        may_guide = move is workflow.SEND_BACK and pledge.member_id is not None and pledge.stage == Stage.PROPOSED
        return (may_guide and own_branch) or holds(user, OFFICERS, binding_id(pledge))
    if move.part is Part.EITHER:
        return own_branch or holds(user, OFFICERS | {Role.LEADER}, pledge.organisation.parent_id)
    if move.part is Part.RECEIVER:
        return holds(user, OFFICERS, receiver_id(pledge))
    return own_branch


def _skips_the_branch(user: User, pledge: Pledge, move: Move) -> bool:
    """The level above waits for the branch's opinion; the branch itself may send back at once."""
    if move is workflow.SEND_BACK:
        return not holds(user, OFFICERS, pledge.organisation_id)
    return move is workflow.REVIEW


def _four_eyes(user: User, pledge: Pledge, move: Move) -> str:
    if move not in {workflow.ENDORSE, workflow.REVIEW, workflow.SEND_BACK}:
        return ""
    if pledge.proposed_by_id == user.pk:
        return "这份承诺由您提交，须由另一人审定。"
    if signs(user, pledge):
        return "不能审定自己的承诺，请由其他负责人办理。"
    if move is workflow.REVIEW and _has_endorsed(user, pledge):
        return "支部意见由您提出，须由另一人审定。"
    return ""


def _has_endorsed(user: User, pledge: Pledge) -> bool:
    """Only somebody who is an officer on both levels can have; nobody else costs a query."""
    if pledge.stage != Stage.ENDORSED or not holds(user, OFFICERS, pledge.organisation_id):
        return False
    return Review.objects.filter(version_id=pledge.current_id, by=user).exists()


def dropping(pledge: Pledge, filed: PledgeVersion | None) -> Move:
    """Which way back an open amendment has: to the board where the filed text is public, else to the file."""
    is_public = filed is not None and filed.pk == pledge.published_id
    return workflow.DROP_AMENDMENT if is_public else workflow.DROP_BEFORE_PUBLISHING


def _why_not_drop(pledge: Pledge, move: Move) -> str:
    filed = filed_text(pledge)
    if filed is None:
        return NOTHING_FILED
    return "" if move is dropping(pledge, filed) else f"放弃修改后会回到“{dropping(pledge, filed).target.label}”。"


def _whose_move(user: User, pledge: Pledge, move: Move) -> str:
    if move.part is Part.SIGNER:
        return NO_SIGNER
    if move.part is not Part.OWNER:
        return f"{move.label}须由{move.part}的负责人办理。"
    if pledge.member_id and holds(user, OFFICERS, pledge.organisation_id):
        return f"{move.label}须由本人办理。{BY_HIMSELF}"
    return f"{move.label}须由承诺人办理。"


def why_not(user: User, pledge: Pledge, move: Move) -> str:
    """Why this move cannot be made now, or "" if it can. The button and the guard both ask here."""
    if pledge.stage not in move.sources:
        return f"当前状态为“{Stage(pledge.stage).label}”，不能{move.label}。"
    if not _holds_part(user, pledge, move):
        return _whose_move(user, pledge, move)
    if move in workflow.DROPS:
        return _why_not_drop(pledge, move)
    if move is workflow.ENDORSE and pledge.round.who_binds == WhoBinds.BRANCH:
        return "本轮由党支部直接审定，不需先出意见。"
    if move is workflow.ENDORSE and pledge.is_direct:
        return "这份承诺不需先出支部意见，直接报上一级党组织审定。"
    if needs_opinion(pledge) and _skips_the_branch(user, pledge, move):
        return "须先由所在党支部提出审定意见。"
    return _four_eyes(user, pledge, move) or _why_not_agreed(pledge, move)


def _why_not_agreed(pledge: Pledge, move: Move) -> str:
    """C11: what several promise is not passed over the head of one of them; earlier steps go on meanwhile."""
    if move is not workflow.REVIEW or not (silent := not_agreed(pledge)):
        return ""
    names = "、".join(member.name for member in silent)
    return f"联名人{names}还没有同意。请等本人在“应办”里点“同意”，或由所在党支部记下口头同意。"


def why_not_edit(user: User, pledge: Pledge) -> str:
    """Text may be changed by the owner or by a recording officer (代录) while it is a draft or sent back."""
    if pledge.stage not in {Stage.DRAFTED, Stage.RETURNED}:
        return f"当前状态为“{Stage(pledge.stage).label}”，内容已固定；如需修改，请先撤回或申请充实完善。"
    if _is_owner(user, pledge):
        return ""
    is_officer = pledge.member_id and holds(user, OFFICERS, pledge.organisation_id)
    return BY_HIMSELF if is_officer else "只有承诺人本人可以填写；代录的，由所在党支部的负责人填写。"


def why_not_step_out(user: User, pledge: Pledge) -> str:
    """C11: nobody is bound by another's tick: whoever is named may go until the text has passed review."""
    if is_own(user, pledge) or not signs(user, pledge):
        return NO_SIGNER
    if pledge.stage not in {Stage.DRAFTED, Stage.RETURNED, *workflow.DECLINE.sources}:
        return f"这份承诺已经审诺通过，联名人不再变动；要退出的，请{pledge.subject_name}申请充实完善。"
    return ""


def why_not_agree(user: User, pledge: Pledge, member: Member | None) -> str:
    """C11: the joint signer himself says yes to the submitted text, or an officer of the branch notes that he did."""
    if pledge.stage not in workflow.DECLINE.sources:
        return f"当前状态为“{Stage(pledge.stage).label}”，不需要联名人同意；提交审诺以后、审诺通过以前才问。"
    if member is None or member not in not_agreed(pledge):
        return "没有要同意的联名：这位党员不在联名人中，或已经同意。"
    if member.user_id != user.pk and not holds(user, OFFICERS, pledge.organisation_id):
        return "联名由本人同意；不便用手机的，由所在党支部的负责人代录。"
    return ""


def why_not_start(user: User, organisation: Organisation, member: Member | None) -> str:
    """C11: a member opens the own pledge; an officer opens the organisation's, or records a member's."""
    if organisation.closed_on or (member and member.left_on):
        return "该党组织已撤销或该党员已转出，不能再开始新的承诺。"
    if holds(user, OFFICERS, organisation.pk) or (member is not None and member.user_id == user.pk):
        return ""
    return "只有承诺人本人或所在党组织的书记、组织委员可以开始填写。"


def why_not_reword(round_: Round) -> str:
    """C5, C6: what is written, judged and printed in a round keeps its names from the first draft to the end."""
    if not Pledge.objects.filter(round=round_).exists():
        return ""
    return f"{round_.year}年已经有人开始写承诺，类别名称和审诺要点不能再改，下一轮可以改；可以承诺的内容仍可以改。"


def why_not_hear(user: User, organisation: Organisation) -> str:
    """Wishes are gathered by the organisation that is asked."""
    return "" if holds(user, OFFICERS, organisation.pk) else "群众期盼由本党组织的书记或组织委员登记。"
