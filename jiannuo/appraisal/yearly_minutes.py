"""The minutes of a meeting that decided grades as they write themselves: who came, how each was voted on (C29)."""

from collections.abc import Iterable

from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import GradeVote
from jiannuo.base.dates import moment_in_full
from jiannuo.meetings.models import Attendance, Meeting
from jiannuo.meetings.queries import roll_of, voters_among
from jiannuo.pledges import decisions
from jiannuo.pledges.minutes import drafted as confirming


def drafted(meeting: Meeting, votes: Iterable[GradeVote]) -> str:
    """In the roster's order, never by grade; what the same meeting voted on pledges stands before it."""
    pledges = list(decisions.decided_by(meeting))
    head = [confirming(meeting, pledges)] if pledges else _head(meeting)
    return "\n".join([*head, "议题：年度评议。表决结果：", *(_voted(n, vote) for n, vote in enumerate(votes, start=1))])


def _head(meeting: Meeting) -> list[str]:
    roll = list(roll_of(meeting))
    return [
        f"{meeting.organisation.name}{meeting.get_kind_display()}",
        f"时间：{moment_in_full(meeting.held_at)}　地点：{meeting.place}　主持人：{meeting.chair}",
        f"{_named('到会', [row for row in roll if row.is_present])}其中可以表决的{voters_among(meeting, roll)}人。",
        *_away("请假", [row for row in roll if row.is_excused]),
        *_away("缺席", [row for row in roll if not row.is_present and not row.is_excused]),
    ]


def _named(how: str, rows: list[Attendance]) -> str:
    return f"{how}{len(rows)}人：{'、'.join(row.name for row in rows)}。"


def _away(how: str, rows: list[Attendance]) -> list[str]:
    return [_named(how, rows)] if rows else []


def _voted(number: int, vote: GradeVote) -> str:
    grade = Grade(vote.grade).label if vote.grade else "参加评议，不评定等次"
    outcome = "通过" if vote.is_passed else "没有通过，没有评定等次"
    votes = f"赞成{vote.ayes}，反对{vote.noes}，弃权{vote.abstentions}"
    return f"{number}．{vote.appraisal.subject_name}：{grade}，{votes}，{outcome}。"
