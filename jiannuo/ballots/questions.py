"""What is asked, as data, and a filled-in ballot as bytes: one byte for each question, then room for a remark.

A question: {"key", "label", "group", "options": [{"key", "label", "counts": bool, "good": bool}]}. `counts` False:
abstaining, outside the denominator. `good`: the upper of two bands; where nothing says so, the first two that count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiannuo.base.errors import Refusal
from jiannuo.base.text import clean

BLANK = 255
UNMARKED, UNMARKED_LABEL = "", "未选"  # of a ballot on paper: no option of the question is marked
REMARK_BYTES = 600
MOST_QUESTIONS = 400
MOST_OPTIONS = 20
Question = Mapping[str, Any]
Choices = Mapping[str, str]  # {question: option}


@dataclass(frozen=True)
class Ballot:
    """One opened ballot. It is taken apart at once: nothing that holds two answers together is ever stored."""

    choices: dict[str, str]
    remark: str = ""


def check(questions: Sequence[Question]) -> None:
    """Refuse what cannot be asked."""
    keys = [question["key"] for question in questions]
    if not 1 <= len(keys) <= MOST_QUESTIONS or len(set(keys)) != len(keys):
        raise Refusal(f"题目须有1至{MOST_QUESTIONS}道，且不能重复。请核对后再开箱。")
    for question in questions:
        options = [option["key"] for option in question["options"]]
        if len(counting(question)) < 2 or len(options) > MOST_OPTIONS or len(set(options)) != len(options):
            raise Refusal(f"“{question['label']}”的选项不能用。请设2至{MOST_OPTIONS}个不重复的选项。")


def counting(question: Question) -> list[str]:
    """The options inside the denominator, in order."""
    return [option["key"] for option in question["options"] if option.get("counts", True)]


def good(question: Question) -> list[str]:
    """The options of the upper band."""
    said = [option["key"] for option in question["options"] if option.get("good")]
    return said or counting(question)[:2]


def labels(question: Question) -> dict[str, str]:
    return {option["key"]: option["label"] for option in question["options"]}


def size_of(questions: Sequence[Question], *, takes_remarks: bool) -> int:
    """Every ballot of a box has this many bytes, whatever it says."""
    return len(questions) + (REMARK_BYTES if takes_remarks else 0)


def encode(questions: Sequence[Question], choices: Choices, *, takes_remarks: bool, remark: str = "") -> bytes:
    answers = bytearray()
    for question in questions:
        options = [option["key"] for option in question["options"]]
        chosen = choices.get(question["key"], "")
        if chosen and chosen not in options:
            raise Refusal("有一道题的选项不在票面上。请刷新页面后重新选择。")
        answers.append(options.index(chosen) if chosen else BLANK)
    return bytes(answers) + (_padded(remark) if takes_remarks else b"")


def _padded(remark: str) -> bytes:
    """Cut at a character, filled up with zeros."""
    kept = clean(remark).strip().encode()[:REMARK_BYTES].decode(errors="ignore").encode()
    return kept.ljust(REMARK_BYTES, b"\0")


def decode(questions: Sequence[Question], ballot: bytes | None, *, takes_remarks: bool) -> Ballot | None:
    """None: void (not a ballot of this box)."""
    if ballot is None or len(ballot) != size_of(questions, takes_remarks=takes_remarks):
        return None
    choices = {}
    for question, answer in zip(questions, ballot, strict=False):
        if answer == BLANK:
            continue
        if answer >= len(question["options"]):
            return None
        choices[question["key"]] = question["options"][answer]["key"]
    remark = ballot[len(questions) :].rstrip(b"\0").decode(errors="replace")
    return Ballot(choices, clean(remark).strip())


def count(questions: Sequence[Question], ballots: Iterable[Ballot]) -> dict[str, dict[str, int]]:
    """{question: {option: how many}}: totals only, each question by itself."""
    totals = {question["key"]: dict.fromkeys(labels(question), 0) for question in questions}
    for ballot in ballots:
        for key, option in ballot.choices.items():
            totals[key][option] += 1
    return totals


def added(one: Mapping[str, Mapping[str, int]], other: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Two tallies of the same questions as one."""
    return {
        key: {option: n + other.get(key, {}).get(option, 0) for option, n in row.items()} for key, row in one.items()
    }
