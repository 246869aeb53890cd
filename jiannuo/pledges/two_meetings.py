"""定诺 (C13), all of it in one place: when a meeting may vote on a text, and when a text may be confirmed.

A vote counts that was cast by people on the roll, by a meeting held in time, on the text that lay before it. From the
first vote on the roll stands, and minutes write themselves. Majority: more than half of the voters present say aye; who
casts nothing counts with the abstentions. A text is confirmed once the last word of both kinds of meeting is in favour.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import in_full, local_day, moment_in_full
from jiannuo.meetings.models import CONFIRMING, Attendance, Meeting
from jiannuo.meetings.policies import why_not_count_votes, why_not_write
from jiannuo.meetings.queries import roll_of, voters_among
from jiannuo.pledges.decisions import Standing, precedes, predates
from jiannuo.pledges.models import Decision, Pledge
from jiannuo.pledges.workflow import Stage


@dataclass(frozen=True, slots=True)
class Votes:
    """What somebody says was counted; `is_unanimous`: stated in one word, that all present said aye."""

    ayes: int
    noes: int = 0
    abstentions: int = 0
    is_unanimous: bool = False

    @property
    def cast(self) -> int:
        return self.ayes + self.noes + self.abstentions

    def same_as(self, decision: Decision) -> bool:
        counted = (decision.ayes, decision.noes, decision.abstentions)
        return counted == (self.ayes, self.noes, self.abstentions)


@dataclass(frozen=True, slots=True)
class Quorum:
    """A meeting as votes are entered: how many present may vote, and why it cannot decide anything, or ""."""

    meeting: Meeting
    voters: int
    why_not: str


def quorum_of(meeting: Meeting) -> Quorum:
    """From its roll as it is now; one query."""
    roll = list(roll_of(meeting))
    return Quorum(meeting, voters_among(meeting, roll), why_not_decide(meeting) or _why_not_roll(meeting, roll))


def why_not_decide(meeting: Meeting) -> str:
    """One of the two decides once it has begun, and until its book is closed."""
    if meeting.kind not in CONFIRMING:
        return f"{meeting.get_kind_display()}不对承诺书作定诺表决。"
    if meeting.held_at > timezone.now():
        return "会议还没有召开，不能登记表决结果。请在会议召开后再登记。"
    return "会议已经结束并固定，不能再登记表决。" if meeting.closed_at else ""


def _why_not_roll(meeting: Meeting, roll: list[Attendance]) -> str:
    return "" if meeting.roll_fixed_at else why_not_count_votes(roll, meeting)


def why_not_vote_on(meeting: Meeting, pledge: Pledge) -> str:
    """C13, C35: a meeting decides on the text that lay before it, in the round that had begun."""
    text = pledge.current
    if text is None or not predates(meeting, pledge):
        return ""
    held = f"{meeting.get_kind_display()}{in_full(local_day(meeting.held_at))}召开，"
    if text.number == 1:
        return (
            f"{held}{pledge.round.title}{in_full(pledge.round.opens_on)}才开始，会上表决的不是这一轮的承诺。"
            "请选用这一轮开始以后召开的会议；还没有召开的，先召开再登记。"
        )
    return (
        f"{held}第{text.number}稿{in_full(local_day(text.frozen_at))}才提交，会上表决的不是这一稿。"
        "请选用提交以后召开的会议；还没有召开的，先召开再登记。"
    )


def doubt(meeting: Meeting, pledge: Pledge) -> str:
    """Not refused, yet to be looked at: whether the text lay before a meeting that was held before it was submitted."""
    text = pledge.current
    if text is None or not precedes(meeting, pledge):
        return ""
    held, submitted = moment_in_full(meeting.held_at), moment_in_full(text.frozen_at)
    name = meeting.get_kind_display()
    return f"{name}（{held}）在这一稿提交（{submitted}）以前召开。会上议的若不是这一稿，请换一次会议。"


def why_not_votes(meeting: Meeting, votes: Votes, present: int) -> str:
    """Votes are cast by those who came: none may be counted twice, and nobody who stayed away."""
    name = meeting.get_kind_display()
    if not present:
        return f"{name}的到会名单里还没有可以表决的人。请先登记到会人员，再登记表决。"
    if votes.is_unanimous and (votes.ayes, votes.cast) != (present, present):
        return f"{name}到会可表决的有{present}人，选了“全部赞成”，填的却不是这个票数。请核对，只留一样。"
    if votes.cast == 0:
        return f"请填写{name}的表决结果；到会人员全部赞成的，勾选“全部赞成”。"
    if votes.cast > present:
        return f"{name}到会可表决的有{present}人，赞成、反对、弃权合计{votes.cast}票，超过了到会人数，请核对。"
    return ""


def why_not_recorded(before: Decision | None, reason: str) -> str:
    """What was voted stands as entered; entered otherwise it is a correction, and says why."""
    if before is None or reason:
        return ""
    return (
        f"{_meeting_said(before.meeting)}对这份承诺的表决已经登记：{_votes_said(before)}。"
        "登记错了的，请在这次会议的“议题和表决”里点“更正表决”，写明原因。"
    )


def why_not_take_back(user: User, meeting: Meeting, said: Iterable[Decision]) -> str:
    """All votes of a meeting may be taken back while nothing has followed from any of them."""
    if reason := why_not_write(user, meeting):
        return reason
    waiting = [_waits(decision) for decision in said]
    if not waiting:
        return "这次会议还没有登记过表决，没有可以撤回的。"
    if not all(waiting):
        return "这次会议的表决已经用于定诺，或者表决过的承诺书已经退回修改，不能撤回。请在会议记录里写明更正。"
    return ""


def _waits(decision: Decision) -> bool:
    pledge = decision.version.pledge
    return pledge.stage == Stage.REVIEWED and pledge.current_id == decision.version_id


def why_not_confirmed(standing: Standing, chosen: Mapping[str, Meeting] | None = None) -> str:
    """Which of the two meetings is missing, has voted this exact version down or has no roll, or ""."""
    for kind in standing.missing:
        return f"还缺{kind.label}的表决，两个会议都通过后才能定诺。"
    for word in standing.voted_down:
        return voted_down(word)
    return next(filter(None, (_why_no_roll(word.meeting) for word in standing.named(chosen).values())), "")


def _why_no_roll(meeting: Meeting) -> str:
    """A roll that was emptied after the vote, before rolls were fixed."""
    if meeting.roll_fixed_at:
        return ""
    return (
        f"{_meeting_said(meeting)}的到会名单在表决以后改过。请打开这次会议，在“议题和表决”里点"
        "“撤回这次会议的表决”，核对名单，再登记表决。"
    )


def voted_down(word: Decision) -> str:
    held = in_full(local_day(word.meeting.held_at))
    return (
        f"{word.meeting.get_kind_display()}没有通过这份承诺（{held}到会{word.present}人，{_votes_said(word)}；"
        "赞成须超过到会人数的半数），不能定诺。"
    )


def heard(word: Decision) -> str:
    """In a line of the list: 领导班子成员会议（2011年3月10日）已通过（赞成3，反对0，弃权0）."""
    return f"{_meeting_said(word.meeting)}{'已通过' if word.is_passed else '未通过'}（{_votes_said(word)}）"


def _meeting_said(meeting: Meeting) -> str:
    return f"{meeting.get_kind_display()}（{in_full(local_day(meeting.held_at))}）"


def _votes_said(word: Decision) -> str:
    return f"赞成{word.ayes}，反对{word.noes}，弃权{word.abstentions}"
