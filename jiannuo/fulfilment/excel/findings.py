"""A changed cell of a ledger that came back: what it said when it went out, what the file says, what stands now."""

from collections.abc import Mapping
from dataclasses import dataclass

from jiannuo.fulfilment.excel.columns import FROZEN, OUTCOME, RESULT
from jiannuo.fulfilment.workflow import Outcome

_TEXT_IS_FILED = "承诺内容已经备案，不能在台帐里改；需要改的，请办理充实完善。"
_CHANGED_SINCE = "导出以后系统里已经改动，请核对后再决定。"


@dataclass(frozen=True, slots=True)
class Finding:
    """One changed cell. `why`: "" when it can be written; `is_conflict`: the system says something else by now."""

    was: str
    told: str
    now: str
    why: str = ""
    is_conflict: bool = False


def judged(caption: str, *, was: str, told: str, now: str, why_not: str) -> Finding:
    """The three values of a changed cell, and why it cannot be written. `why_not`: what bars the whole row."""
    if caption in FROZEN:
        return Finding(was, told, now, _TEXT_IS_FILED)
    if why_not:
        return Finding(was, told, now, why_not)
    if now != was:
        return Finding(was, told, now, _CHANGED_SINCE, is_conflict=True)
    return Finding(was, told, now)


def going_in(whys: Mapping[str, str]) -> set[str]:
    """The changed cells that are written: each line by itself, the three of the result together or not at all."""
    is_whole = not any(whys.get(caption) for caption in RESULT)
    return {caption for caption, why in whys.items() if not why and (caption not in RESULT or is_whole)}


def said_of(caption: str, value: str) -> str:
    """A compared value in words: the outcome's label, a day, 「空」."""
    if caption == OUTCOME:
        return Outcome(value).label if value in Outcome.values else (value or "还没有结果")
    return value or "空"
