"""The minutes of a confirming meeting as they write themselves from what was entered (C13)."""

from collections.abc import Iterable

from jiannuo.base.dates import moment_in_full
from jiannuo.meetings.models import Attendance, Category, Meeting
from jiannuo.meetings.queries import lacks_citizens, roll_of, voters_among
from jiannuo.pledges.models import Decision


def drafted(meeting: Meeting, said: Iterable[Decision]) -> str:
    """When, where, who was in the chair, who came, and how each text was voted on."""
    roll = list(roll_of(meeting))
    lines = [
        f"{meeting.organisation.name}{meeting.get_kind_display()}",
        f"时间：{moment_in_full(meeting.held_at)}　地点：{meeting.place}　主持人：{meeting.chair}",
        f"到会：{_present(roll)}。其中可以表决的{voters_among(meeting, roll)}人。",
        *([f"没有群众代表到会，原因：{meeting.without_citizens}"] if lacks_citizens(meeting, roll) else []),
        *_away("请假", [row.name for row in roll if row.is_excused]),
        *_away("缺席", [row.name for row in roll if not row.is_present and not row.is_excused]),
        "议题：对承诺书表决定诺。表决结果：",
        *(_voted(number, decision) for number, decision in enumerate(said, start=1)),
    ]
    return "\n".join(lines)


def _present(roll: list[Attendance]) -> str:
    named = {c: [row.name for row in roll if row.category == c and row.is_present] for c in Category}
    return "；".join(f"{c.label}{len(names)}人（{'、'.join(names)}）" for c, names in named.items() if names)


def _away(how: str, names: list[str]) -> list[str]:
    return [f"{how}{len(names)}人：{'、'.join(names)}。"] if names else []


def _voted(number: int, decision: Decision) -> str:
    text, outcome = decision.version, "通过" if decision.is_passed else "没有通过"
    votes = f"赞成{decision.ayes}，反对{decision.noes}，弃权{decision.abstentions}"
    return f"{number}．{text.pledge.subject_name}的承诺书（第{text.number}稿）：{votes}，{outcome}。"
