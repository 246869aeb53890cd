from dataclasses import dataclass, field

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.moves import advance, check_version, lock
from jiannuo.pledges.models import Pledge, Review, Verdict
from jiannuo.pledges.workflow import Move

_VERDICT = {
    workflow.ENDORSE: Verdict.ENDORSED,
    workflow.REVIEW: Verdict.PASSED,
    workflow.SEND_BACK: Verdict.SENT_BACK,
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says: the opinion, comments by item uid, and the points of C5 found wanting."""

    text: str = ""
    comments: dict[str, str] = field(default_factory=dict)
    wanting: tuple[str, ...] = ()


@transaction.atomic
def judge(pledge: Pledge, move: Move, opinion: Opinion, *, by: User, version: int | None = None) -> Pledge:
    """审诺 (C12): endorse, pass or send back the current version. Sending back needs a reason; nobody judges his own."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, move))
    check_version(pledge, version)
    text = opinion.text.strip() or ("" if move is workflow.SEND_BACK else "同意。")
    if not text:
        raise Refusal("退回须写明理由，承诺人才知道怎样修改。")
    own_branch = move is workflow.ENDORSE or pledge.organisation_id == policies.binding_id(pledge)
    Review.objects.create(
        version_id=pledge.current_id,
        organisation_id=pledge.organisation_id if own_branch else policies.binding_id(pledge),
        verdict=_VERDICT[move],
        opinion=text,
        comments={uid: said for uid, said in opinion.comments.items() if said.strip()},
        points=dict.fromkeys(opinion.wanting, False),
        by=by,
        proposed_by_id=pledge.proposed_by_id,
        subject_user_id=pledge.member.user_id if pledge.member else None,
    )
    return advance(pledge, move, by=by, opinion=text)


@transaction.atomic
def judge_many(
    pledges: list[Pledge], move: Move, opinion: Opinion, *, by: User
) -> tuple[int, list[tuple[Pledge, str]]]:
    """The unremarkable ones in one go: how many went through, and which did not with the reason."""
    refused: list[tuple[Pledge, str]] = []
    for pledge in pledges:
        try:
            judge(pledge, move, opinion, by=by, version=pledge.version)
        except Refusal as refusal:
            refused.append((pledge, refusal.sentence))
    return len(pledges) - len(refused), refused
