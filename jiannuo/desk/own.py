"""What is expected of the person as a member: the own pledge, wherever it stands."""

from dataclasses import dataclass, field

from django.urls import reverse

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.base.dates import local_day, named
from jiannuo.desk.lines import Line, due_said, state_by
from jiannuo.desk.situation import Situation
from jiannuo.orgs.models import Member
from jiannuo.pledges.jointly import not_agreed
from jiannuo.pledges.models import Pledge, Verdict
from jiannuo.pledges.queries import signed_by
from jiannuo.pledges.road import is_taken_down, stations, waits_for, with_hands
from jiannuo.pledges.workflow import DECLINE, Stage
from jiannuo.rounds.models import Step
from jiannuo.ui.road import Station


@dataclass(slots=True)
class Part:
    """One part of a desk: what to do, what others are doing, what is done; the own road and grade where there are."""

    due: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    road: list[Station] = field(default_factory=list)
    graded: list[Line] = field(default_factory=list)
    appraisal: YearlyAppraisal | None = None  # of this round, once the person may read it


def _own_pledge(situation: Situation, member: Member) -> Pledge | None:
    """Found by its number first: PostgreSQL plans the many joins of `with_hands` best on a single row."""
    found = signed_by(member).filter(round=situation.round).order_by("id").values_list("pk", flat=True).first()
    return with_hands(Pledge.objects.filter(pk=found)).first() if found else None


def _recorded(pledge: Pledge) -> str:
    """C11: the member is told who wrote it down."""
    return f"（{pledge.recorded_by.display_name}代录）" if pledge.is_oral and pledge.recorded_by else ""


def _to_propose(situation: Situation, pledge: Pledge | None) -> Line:
    duty = next((d for d in situation.duties if situation.member and d.member_id == situation.member.pk), None)
    due_on = duty.due_on if duty else situation.dues.get(Step.PROPOSE)
    sentence = f"提诺：请写出您{situation.round.year}年的公开承诺。"
    if pledge is not None:
        sentence = f"提诺：您{situation.round.year}年的公开承诺{_recorded(pledge)}已起草，还没有提交审诺。"
    return Line(
        sentence,
        url=reverse("pledges:mine"),
        action="接着写" if pledge else "去提诺",
        due=due_said(due_on, duty.reckoning if duty else ""),
        state=state_by(due_on),
    )


def _sent_back(pledge: Pledge) -> Line:
    reviews = list(pledge.current.reviews.all()) if pledge.current else []
    last = next((r for r in reversed(reviews) if r.verdict in {Verdict.SENT_BACK, Verdict.HANDED_BACK}), None)
    said_why = f"意见：{last.opinion}" if last else "请按审定意见修改。"
    write = reverse("pledges:write", args=[pledge.pk])
    return Line(f"审诺：您的承诺{_recorded(pledge)}被退回修改。{said_why}", write, "去修改", state="soon")


def _asked_to_sign(pledge: Pledge) -> Line:
    """C11: somebody has named the person as a joint signer; the text is not submitted, or not again."""
    sentence = f"{pledge.subject_name}请您一起承诺，还没有提交审诺。请看看内容，不参加的可以退出。"
    return Line(sentence, reverse("pledges:detail", args=[pledge.pk]), "去看看")


def _to_agree(pledge: Pledge) -> Line:
    """C11: submitted, and the person's word is missing."""
    sentence = (
        f"联名：{pledge.subject_name}请您一起承诺，已经提交审诺。请看过内容，点“同意”或退出；都同意了才能审诺通过。"
    )
    return Line(sentence, reverse("pledges:detail", args=[pledge.pk]), "去看", state="soon")


def _under_way(pledge: Pledge, detail: str) -> Line:
    """Taken back, amended, or back because a joint signer has left: who stands in the submitted text no longer."""
    named = pledge.current.content["co_signers"] if pledge.current else []
    now = {member.name for member in pledge.co_signers.all()} if named else set()
    if left := "、".join(name for name in named if name not in now):
        sentence = f"提诺：您的承诺联名人中已没有{left}，现在回到您这里。请核对后重新提交审诺。"
        return Line(sentence, detail, "接着写", state="soon")
    return Line("充实完善：您的承诺正在修改，改好后请重新提交审诺。", url=detail, action="接着写")


def part_of(situation: Situation) -> Part:
    """The lines of a member; empty for somebody who is on no roster."""
    part = Part()
    if situation.member is None:
        return part
    pledge = _own_pledge(situation, situation.member)
    is_open = pledge is not None and pledge.stage in {Stage.DRAFTED, Stage.RETURNED}
    if pledge is not None and is_open and pledge.member_id != situation.member.pk:
        part.due.append(_asked_to_sign(pledge))
        return part
    if pledge is None or (pledge.stage == Stage.DRAFTED and pledge.current is None):
        part.due.append(_to_propose(situation, pledge))
        return part
    part.road = stations(pledge)
    since = named(local_day(pledge.stage_at))
    detail = reverse("pledges:detail", args=[pledge.pk])
    if pledge.stage == Stage.RETURNED:
        part.due.append(_sent_back(pledge))
    elif pledge.stage == Stage.DRAFTED:
        part.due.append(_under_way(pledge, detail))
    elif pledge.stage == Stage.PUBLISHED:
        part.done.append(Line(f"您的承诺{_recorded(pledge)}已于{since}公示。", detail, "看承诺书", state="kept"))
    elif is_taken_down(pledge):
        part.done.append(Line(f"您的承诺{_recorded(pledge)}的公示已于{since}撤下，承诺照常践行。", detail, "看承诺书"))
    elif situation.member in (silent := not_agreed(pledge) if pledge.stage in DECLINE.sources else []):
        part.due.append(_to_agree(pledge))
    else:
        missing = f"联名人{'、'.join(member.name for member in silent)}还没有同意。" if silent else ""
        part.waiting.append(
            Line(
                f"您的承诺{_recorded(pledge)}{pledge.get_stage_display()}，自{since}起等{waits_for(pledge)}办理。{missing}",
                detail,
                "看承诺书",
            )
        )
    return part
