"""Sentences and labels of the room that more than one page says."""

import re
from datetime import date
from typing import Any

from jiannuo.base.dates import in_full
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import ItemKind, Pledge
from jiannuo.rounds.models import Round, WhoBinds

DEADLINE_TYPES = {
    "date": "某一天",
    "period": "一段时间的末尾",
    "recurring": "每隔一段时间",
    "event": "遇事即办",
    "open": "长期",
}
EVERY = {"day": "每天", "week": "每周", "month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
COMPARATORS = {
    "=": "正好",
    ">=": "不少于",
    "<=": "不超过",
    ">": "多于",
    "<": "少于",
    "~": "大约",
    "->": "提高（降低）到",
    "+%": "增长百分之",
    "-%": "下降百分之",
    "+": "增加",
    "-": "减少",
}


def labels_of(round_: Round, subject_kind: str) -> dict[str, str]:
    """C6: {kind: printed label} in the order of the form; an organisation's second kind is printed 履职."""
    words = round_.terms["kinds"][subject_kind]
    return {kind: words[kind] for kind in ItemKind.values if kind in words}


def kinds_of(pledge: Pledge) -> dict[str, str]:
    """The boxes of this pledge with their labels."""
    return labels_of(pledge.round, pledge.subject_kind)


def awaited(round_: Round, organisation: Organisation, *, is_members: bool) -> str:
    """C12: for whose opinion a text waits once it is handed in; "" where nobody stands above."""
    if is_members and round_.who_binds == WhoBinds.BRANCH:
        return organisation.name
    if organisation.parent_id is None:
        return ""
    return f"{organisation.name}和上一级党组织" if is_members else "上一级党组织"


def form_title(pledge: Pledge) -> str:
    """The title printed on the form."""
    return f"{pledge.round.year}年{'党员' if pledge.member_id else '基层党组织'}公开承诺书"


def _day(iso: str | None) -> str:
    return in_full(date.fromisoformat(iso)) if iso else ""


def away(pledge: Pledge) -> str:
    """To a reviewer before whom a draft lies: taken back meanwhile, under amendment, or never submitted."""
    whose = f"{pledge.subject_name}的承诺书"
    if pledge.amendment_reason:
        return f"{whose}正在充实完善，改好并重新提交后，会回到待审名单。"
    if pledge.current_id is None:
        return f"{whose}还在起草，没有提交审诺。提交后，会出现在待审名单里。"
    return f"{whose}已由承诺人撤回修改，不用审定了。改好并重新提交后，会回到待审名单。"


_ON_CALL = re.compile(r"[遇接随报]|发生|[后时]$")  # 「接警后」 waits for something to happen, 「入冬前」 does not


def deadline_said(deadline: dict[str, Any]) -> str:
    """What was understood by the words: 「年底前」 → 2011年12月31日前 (C10)."""
    match deadline["type"]:
        case "date":
            return _day(deadline.get("on")) or "某一天"
        case "period":
            ends = _day(deadline.get("ends_on"))
            return f"{ends}前" if ends else "一段时间内"
        case "recurring":
            times = deadline.get("times") or 1
            return f"{EVERY.get(deadline.get('every', ''), '定期')}{times}次"
        case "event":
            words = str(deadline.get("words", ""))
            return words if words and not _ON_CALL.search(words) else "遇事即办"
    return "长期"


def _number(value: Any) -> str:
    if isinstance(value, list):
        return "至".join(_number(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


_EARLIER = re.compile(r"去年|前年|往年|上|年初|\d{4}年|计划|同比|环比|.*平均")


def _over(base: Any) -> str:
    """What the figure is of: （共1400）, （每户）, （比上年）."""
    if isinstance(base, int | float):
        return "共"
    return "比" if isinstance(base, str) and _EARLIER.match(base) else "每"


def target_said(target: dict[str, Any]) -> str:
    """A target in few words: 不少于12篇; 由3900提高到7000元; 800人（共1400）; 零事故 as it was written."""
    if target["number"] == 0 and not target.get("unit"):
        return target.get("words") or "为零"
    number, unit, base = _number(target["number"]), target.get("unit") or "", target.get("base")
    comparator = target.get("comparator", "=")
    if comparator == "->":
        return f"由{_number(base)}到{number}{unit}" if base is not None else f"到{number}{unit}"
    if comparator in {"+%", "-%"}:
        against = f"（与{_number(base)}相比）" if base is not None else ""
        return f"{'增长' if comparator == '+%' else '下降'}{number}%{against}"
    head = "" if comparator == "=" else COMPARATORS.get(comparator, "")
    tail = f"（{_over(base)}{_number(base)}）" if base is not None else ""
    return f"{head}{number}{unit}{tail}"
