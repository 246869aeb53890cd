from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.dates import in_full, local_day
from jiannuo.base.errors import Refusal, one_by_one, require
from jiannuo.base.text import clean
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.moves import advance, check_version, lock, standing
from jiannuo.pledges.models import Pledge, Review, Verdict
from jiannuo.pledges.workflow import Move, Stage

AT_ONCE = 200  # pledges judged in one transaction

_VERDICT = {
    workflow.ENDORSE: Verdict.ENDORSED,
    workflow.REVIEW: Verdict.PASSED,
    workflow.SEND_BACK: Verdict.SENT_BACK,
}
_DONE = {
    Verdict.ENDORSED: "提出支部意见",
    Verdict.PASSED: "审诺通过",
    Verdict.SENT_BACK: "退回修改",
    Verdict.HANDED_BACK: "按会议意见退回修改",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says: the opinion, comments by item uid, and the points of C5 found wanting."""

    text: str = ""
    comments: dict[str, str] = field(default_factory=dict)
    wanting: tuple[str, ...] = ()


def _speaks_for(pledge: Pledge, move: Move, by: User) -> int:
    """The organisation whose opinion it is: the own branch, or whose review binds."""
    binding = policies.binding_id(pledge)
    if move is workflow.ENDORSE or not holds(by, OFFICERS, binding):
        return pledge.organisation_id
    return binding


def _judged_meanwhile(pledge: Pledge, version: int | None) -> str:
    """Of two officers with the same page the second is told what the first has done."""
    if version is None or version == pledge.version:
        return ""
    last = Review.objects.filter(version_id=pledge.current_id).select_related("organisation").order_by("id").last()
    if last is None:
        return ""
    done, stage = _DONE[Verdict(last.verdict)], Stage(pledge.stage).label
    return f"这份承诺书{in_full(local_day(last.at))}已由{last.organisation.name}{done}，现在是“{stage}”，不用再办。"


@transaction.atomic
def judge(pledge: Pledge, move: Move, opinion: Opinion, *, by: User, version: int | None = None) -> Pledge:
    """审诺 (C12): endorse, pass or send back the current version; sending back needs a reason, four eyes are needed."""
    pledge = lock(pledge)
    if why_not := policies.why_not(by, pledge, move):
        raise Refusal(_judged_meanwhile(pledge, version) or why_not)
    check_version(pledge, version)
    said = clean(opinion.text).strip()
    if not said:
        require(policies.why_not_wordless(pledge, move))
    text = said or ("" if move is workflow.SEND_BACK else "同意。")
    if not text:
        raise Refusal("退回须写明理由，承诺人才知道怎样修改。")
    frozen, proposer = standing(pledge)
    known = {item["uid"] for item in frozen.content["items"]}
    Review.objects.create(
        version=frozen,
        organisation_id=_speaks_for(pledge, move, by),
        verdict=_VERDICT[move],
        opinion=text,
        comments={uid: clean(said).strip() for uid, said in opinion.comments.items() if uid in known and said.strip()},
        points=dict.fromkeys(opinion.wanting, False),
        by=by,
        proposed_by_id=proposer,
        subject_user_id=pledge.member.user_id if pledge.member else None,
    )
    return advance(pledge, move, by=by, opinion=text)


def next_move(pledge: Pledge) -> Move:
    """What passing means now: the branch's opinion, or the review that binds."""
    return workflow.ENDORSE if policies.needs_opinion(pledge) else workflow.REVIEW


@transaction.atomic
def judge_many(
    pledges: Sequence[Pledge], opinion: Opinion, *, by: User, versions: Mapping[int, int]
) -> tuple[int, list[tuple[Pledge, str]]]:
    """Pass the unremarkable ones in one go, each by the move that is due on it. `versions`: as they were looked at.

    Returns how many went through, and which did not with the reason.
    """
    if len(pledges) > AT_ONCE:
        raise Refusal(f"一次最多批量办理{AT_ONCE}份，请分批进行。")
    judged, refused = one_by_one(
        pledges, lambda pledge: judge(pledge, next_move(pledge), opinion, by=by, version=versions.get(pledge.pk))
    )
    return len(judged), refused
