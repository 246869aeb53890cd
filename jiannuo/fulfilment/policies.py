"""Who may write in the ledger and who settles, and why not. The same answer greys the button and guards the action."""

from jiannuo.accounts.models import User
from jiannuo.fulfilment import workflow
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.workflow import Move, Part, ResultState
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.policies import signs
from jiannuo.rounds.models import Round

EYES = "results_need_second_eyes"
_DROPPED = "这一项已在充实完善后的承诺书中减去，只保留记录，不能再填写。"


def needs_second_eyes(round_: Round) -> bool:
    """A setting of the round: 销号 by another hand than the one that stated the result."""
    return bool(round_.terms.get(EYES, False))


def keeps(user: User, pledge: Pledge) -> bool:
    """Who writes down how a promise is kept: whoever made it, and the officers of the own organisation."""
    return holds(user, OFFICERS, pledge.organisation_id) or signs(user, pledge)


def why_not_keep(user: User, item: StandingItem) -> str:
    """Why the person cannot write progress, steps, ticks or evidence of this promise, or ""."""
    if not keeps(user, item.pledge):
        return "践诺情况由承诺人本人或所在党组织的书记、组织委员填写。"
    return _DROPPED if item.dropped_by_id else ""


def why_not_account(user: User, organisation: Organisation) -> str:
    """Why the person cannot state the results of an organisation and its members one after another, or ""."""
    if holds(user, OFFICERS, organisation.pk):
        return ""
    return f"{organisation.short_name}的结果由该党组织的书记、组织委员填报；本人的可在“我的践诺”里填报。"


def _settles(user: User, pledge: Pledge) -> bool:
    above = pledge.organisation.parent_id
    if pledge.member_id is not None or above is None:
        return holds(user, OFFICERS, pledge.organisation_id) or (above is not None and holds(user, OFFICERS, above))
    return holds(user, OFFICERS, above)


def why_not(user: User, item: StandingItem, result: Result | None, move: Move) -> str:
    """Why this move cannot be made now, or "" if it can."""
    state = ResultState(result.state) if result else ResultState.OPEN
    if state not in move.sources:
        return f"当前为“{state.label}”，不能{move.label}。"
    if move.part is Part.OWNER:
        return _why_not_own(user, item, result, state, move)
    if not _settles(user, item.pledge):
        return f"{move.label}由{_settlers(item.pledge)}的书记、组织委员办理。"
    return _four_eyes(user, item.pledge, result, move)


def _settlers(pledge: Pledge) -> str:
    if pledge.member_id is not None:
        return Part.SETTLER
    return "上一级党组织" if pledge.organisation.parent_id else "本党组织"


def _why_not_own(user: User, item: StandingItem, result: Result | None, state: ResultState, move: Move) -> str:
    if not keeps(user, item.pledge):
        return "结果由承诺人本人或所在党组织的书记、组织委员填报。"
    if item.dropped_by_id and move is not workflow.TAKE_BACK:
        return _DROPPED
    if state == ResultState.SETTLED and result is not None and result.needs_second_eyes:
        return "结果已经销号。如需更正，请由销号的党组织退回重报。"
    return ""


def _four_eyes(user: User, pledge: Pledge, result: Result | None, move: Move) -> str:
    if move is not workflow.SETTLE or result is None or not result.needs_second_eyes:
        return ""
    if result.stated_by_id == user.pk:
        return "这项结果由您填报，须由另一人销号。"
    if result.subject_user_id == user.pk or signs(user, pledge):
        return "不能为自己的承诺销号，请由其他负责人办理。"
    return ""
