"""Sentences about duties that stand on more than one page."""

import socket
from collections.abc import Callable
from datetime import date, datetime

from jiannuo.accounts.models import User
from jiannuo.base.dates import named
from jiannuo.duties.completeness import Tally
from jiannuo.duties.lateness import MOST, Numbers
from jiannuo.duties.models import Duty, DutyKind, Ground
from jiannuo.duties.states import DutyState
from jiannuo.journal.queries import of
from jiannuo.orgs.offices import OFFICERS, offices_of

UNANSWERED = "对方没有回音，可能已经送达，不再重发。"
_UNREACHED: dict[type[Exception], str] = {
    TimeoutError: "连接超时",
    ConnectionRefusedError: "对方拒绝连接",
    socket.gaierror: "找不到这个地址",
}


def unreached(error: Exception) -> str:
    """Nothing has left; why not."""
    return f"没有送达：{_UNREACHED.get(type(error), type(error).__name__)}"


def in_words(user: User, duty: Duty) -> str:
    """支部书记周大有: the office by which somebody decides about a duty, and the name."""
    places = (duty.organisation_id, duty.organisation.parent_id)
    office = next((o for o in offices_of(user) if o.organisation_id in places and o.role in OFFICERS), None)
    if office is None:
        return user.display_name
    place = "" if office.organisation_id == duty.organisation_id else office.name
    return f"{place}{office.title}{user.display_name}"


def put_off(user: User, duty: Duty, until: date, reason: str) -> str:
    """经书记周大有同意延至7月20日：住院. Kept beside how the day was reckoned: the year where it is not the round's."""
    return f"经{in_words(user, duty)}同意延至{named(until, now=duty.round.closes_on)}：{reason}"


# How a state is drawn: the badge's tone and the word.
BADGES = {
    DutyState.NOT_YET: "idle",
    DutyState.OPEN: "going",
    DutyState.DUE_SOON: "soon",
    DutyState.OVERDUE: "late",
    DutyState.DONE: "kept",
    DutyState.DONE_LATE: "changed",
    DutyState.BACK_FILLED: "kept",
    DutyState.EXEMPT: "idle",
}
COLUMNS = {
    "on_time": "按时完成",
    "back_filled": "补录",
    "late": "逾期完成",
    "missing": "逾期未办",
    "ahead": "未到期",
    "exempt": "免办",
}
_UNITS = {
    DutyKind.PROPOSE: "份",
    DutyKind.SELF_REPORT: "名党员",
    DutyKind.BRANCH_COMMENT: "个支部",
    DutyKind.LEADER_COMMENT: "个党组织",
    DutyKind.SURVEY: "个党组织",
    DutyKind.APPRAISAL: "项",
}


def situation(name: str, kind: DutyKind, label: str, tally: Tally) -> str:
    """清河镇第二季度党员述：应办 312 名党员，已办 290，逾期未办 12，未到期 10。"""
    head = f"{name}{label}{kind.label}"
    if not tally.total:
        return f"{head}：没有应办的。"
    unit = _UNITS[kind]
    if not tally.expected:
        return f"{head}：{tally.exempt} {unit}都免办。"
    parts = [f"应办 {tally.expected} {unit}，已办 {tally.done}"]
    parts += [f"逾期未办 {tally.missing}"] if tally.missing else []
    parts += [f"未到期 {tally.ahead}"] if tally.ahead else []
    parts += [f"另有 {tally.exempt} {unit}免办"] if tally.exempt else []
    return f"{head}：{'，'.join(parts)}。"


# 述讲点评, as short as people say them.
_SHORT = {
    DutyKind.SELF_REPORT: "述",
    DutyKind.BRANCH_COMMENT: "讲",
    DutyKind.LEADER_COMMENT: "点",
    DutyKind.SURVEY: "群众评",
    DutyKind.APPRAISAL: "年度评议",
}


def late_said(numbers: Numbers) -> str:
    """述 8 项、点 2 项: the desk says the same as the page behind it."""
    return "、".join(f"{_SHORT[kind]} {n if n < MOST else f'{MOST}+'} 项" for kind, n in numbers.items())


def _extended(detail: dict[str, str]) -> str:
    until, before = (date.fromisoformat(detail[name]) for name in ("until", "before"))
    return f"同意从{named(before)}延至{named(until)}：{detail['reason']}"


def _waived(detail: dict[str, str]) -> str:
    until = f"到{named(date.fromisoformat(detail['until']))}" if detail["until"] else ""
    said = f"：{detail['reason']}" if detail["reason"] else ""
    return f"同意免办{until}（{Ground(detail['ground']).label}{said}）"


def history(duty: Duty) -> list[tuple[datetime, str, str]]:
    """(when, who, what) of everything that was decided about the duty, from the journal."""
    words: dict[str, Callable[[dict[str, str]], str]] = {
        "extend": _extended,
        "exempt": _waived,
        "shorten": lambda _: "撤销延期",
    }
    return [(entry.at, entry.actor, words[entry.verb](entry.detail)) for entry in of(duty) if entry.verb in words]
