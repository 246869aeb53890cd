"""Who may take which step of the publishing check now, and why not. The button and the guard both ask here."""

from jiannuo.accounts.models import User
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.orgs.offices import LEADERS, OFFICERS, holds
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.policies import signs
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import workflow
from jiannuo.publicity.models import Publication
from jiannuo.publicity.workflow import Move, Part, State


def checking_body(organisation_id: int, parent_id: int | None) -> int:
    """The level above checks and approves; the topmost body does so itself, by other hands than the preparer's."""
    return parent_id or organisation_id


def _holds_part(user: User, publication: Publication, part: Part) -> bool:
    own = publication.organisation_id
    above = checking_body(own, publication.organisation.parent_id)
    if part is Part.OWN:
        return holds(user, OFFICERS, own)
    if part is Part.APPROVER:
        return holds(user, LEADERS, above)
    if part is Part.CHECKER:
        return holds(user, OFFICERS | LEADERS, above)
    return holds(user, OFFICERS, own) or holds(user, OFFICERS | LEADERS, above)


def why_not(user: User, publication: Publication, move: Move) -> str:
    """Why this step cannot be taken now, or ""."""
    if publication.state not in move.sources:
        return f"当前状态为“{State(publication.state).label}”，不能{move.label}。"
    if not _holds_part(user, publication, move.part):
        whose = move.part if publication.organisation.parent_id else Part.OWN
        return f"{move.label}须由{whose}办理。"
    if move in {workflow.CHECK, workflow.APPROVE} and publication.prepared_by_id == user.pk:
        return "这份公示由您提出，须由另一人审核和审批。"
    if move in {workflow.CHECK, workflow.APPROVE} and signs(user, publication.pledge):
        return "这是您本人的承诺，须由另一人审核和审批。"
    if move is workflow.NOTE:
        return _why_not_note(user, publication)
    if move is workflow.GO_LIVE and publication.version_id != publication.pledge.current_id:
        return "这份承诺已有新的版本，请按新版本重新提出公示。"
    return ""


def _why_not_note(user: User, publication: Publication) -> str:
    if publication.noted_at is not None:
        return "上一级党组织已经看过这次撤下。"
    if publication.ended_by_id == user.pk or signs(user, publication.pledge):
        return "撤下由您办理，或是您本人的承诺，须由另一人过目。"
    return ""


def knows_by_itself(user: User, publication: Publication) -> bool:
    """Who takes a page down for the level above tells it nothing new, unless it is the person's own promise."""
    return _holds_part(user, publication, Part.CHECKER) and not signs(user, publication.pledge)


def why_not_prepare(user: User, pledge: Pledge) -> str:
    """Why the filed version of this pledge cannot be put forward for the board, or ""."""
    if not holds(user, OFFICERS, pledge.organisation_id):
        return "提出公示须由承诺所在党组织的负责人办理。"
    if pledge.stage not in {Stage.FILED, Stage.PUBLISHED}:
        return f"当前状态为“{Stage(pledge.stage).label}”，备案之后才能提出公示。"
    return ""


def may_prepare_again(user: User, publication: Publication) -> bool:
    """The way back to the board of what was taken down, as long as no later text has taken its place."""
    is_down = publication.state == State.WITHDRAWN and publication.pledge.taken_down_at is not None
    is_latest = publication.version_id == publication.pledge.current_id
    return is_down and is_latest and not why_not_prepare(user, publication.pledge)


def why_not_reason(user: User, result: Result) -> str:
    """Why the reason of a result cannot be let onto the board by this person, or "" (C17, C30)."""
    pledge = result.item.pledge
    if result.state != ResultState.SETTLED or result.outcome == Outcome.KEPT:
        return "这项承诺没有已确定的未兑现、变更或撤销结果，没有原因要公示。"
    above = checking_body(pledge.organisation_id, pledge.organisation.parent_id)
    if not (holds(user, OFFICERS, pledge.organisation_id) or holds(user, OFFICERS | LEADERS, above)):
        return "原因由承诺所在党组织或上一级的负责人核对后公示。"
    if result.stated_by_id == user.pk:
        return "原因由您填报，须由另一人核对后公示。"
    if signs(user, pledge):
        return "这是您本人的承诺，须由另一人核对后公示。"
    return ""
