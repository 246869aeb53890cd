"""What is expected of the person as a member: the own pledge, wherever it stands."""

from django.urls import reverse

from jiannuo.base.dates import local_day, named
from jiannuo.desk.lines import Line, due_said, state_by
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.orgs.models import Member
from jiannuo.pledges.jointly import not_agreed
from jiannuo.pledges.models import Pledge, Verdict
from jiannuo.pledges.queries import signed_by
from jiannuo.pledges.road import is_taken_down, stations, waits_for, with_hands
from jiannuo.pledges.workflow import DECLINE, Stage
from jiannuo.rounds.models import Step


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
    return Line(sentence, _page_of(pledge), "去看看")


def _to_agree(pledge: Pledge) -> Line:
    """C11: submitted, and the person's word is missing."""
    sentence = (
        f"联名：{pledge.subject_name}请您一起承诺，已经提交审诺。请看过内容，点“同意”或退出；都同意了才能审诺通过。"
    )
    return Line(sentence, _page_of(pledge), "去看", state="soon")


def _under_way(pledge: Pledge) -> Line:
    """Taken back, amended, or back because a joint signer has left: who stands in the submitted text no longer."""
    detail = _page_of(pledge)
    named = pledge.current.content["co_signers"] if pledge.current else []
    now = {member.name for member in pledge.co_signers.all()} if named else set()
    if left := "、".join(name for name in named if name not in now):
        sentence = f"提诺：您的承诺联名人中已没有{left}，现在回到您这里。请核对后重新提交审诺。"
        return Line(sentence, detail, "接着写", state="soon")
    return Line("充实完善：您的承诺正在修改，改好后请重新提交审诺。", url=detail, action="接着写")


def _shown(pledge: Pledge) -> Line:
    """On the board; or taken down, and kept all the same."""
    since = named(local_day(pledge.stage_at))
    if pledge.stage == Stage.PUBLISHED:
        sentence = f"您的承诺{_recorded(pledge)}已于{since}公示。"
        return Line(sentence, _page_of(pledge), "看承诺书", state="kept")
    sentence = f"您的承诺{_recorded(pledge)}的公示已于{since}撤下，承诺照常践行。"
    return Line(sentence, _page_of(pledge), "看承诺书")


def _with_others(pledge: Pledge, silent: list[Member]) -> Line:
    """Whose turn it is; `silent`: the joint signers whose word is missing."""
    since = named(local_day(pledge.stage_at))
    missing = f"联名人{'、'.join(member.name for member in silent)}还没有同意。" if silent else ""
    stands = f"{pledge.get_stage_display()}，自{since}起等{waits_for(pledge)}办理。"
    return Line(f"您的承诺{_recorded(pledge)}{stands}{missing}", _page_of(pledge), "看承诺书")


def _page_of(pledge: Pledge) -> str:
    return reverse("pledges:detail", args=[pledge.pk])


def part_of(situation: Situation) -> Part:
    """The lines of a member; empty for somebody who is on no roster."""
    member = situation.member
    if member is None:
        return Part()
    pledge = _own_pledge(situation, member)
    if pledge is None:
        return Part(due=[_to_propose(situation, None)])
    if pledge.member_id != member.pk and pledge.stage in {Stage.DRAFTED, Stage.RETURNED}:
        return Part(due=[_asked_to_sign(pledge)])
    if pledge.stage == Stage.DRAFTED and pledge.current is None:
        return Part(due=[_to_propose(situation, pledge)])
    return _on_the_road(pledge, member)


def _on_the_road(pledge: Pledge, member: Member) -> Part:
    """A pledge that has been submitted once: with the member, with others, or shown."""
    part = Part(road=stations(pledge))
    if pledge.stage == Stage.RETURNED:
        part.due.append(_sent_back(pledge))
    elif pledge.stage == Stage.DRAFTED:
        part.due.append(_under_way(pledge))
    elif pledge.stage == Stage.PUBLISHED or is_taken_down(pledge):
        part.done.append(_shown(pledge))
    else:
        silent = not_agreed(pledge) if pledge.stage in DECLINE.sources else []
        if member in silent:
            part.due.append(_to_agree(pledge))
        else:
            part.waiting.append(_with_others(pledge, silent))
    return part
