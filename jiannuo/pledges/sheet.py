"""A frozen text as it is read: the boxes of the form in their order, the items numbered, what is known of each."""

from dataclasses import dataclass
from typing import Any

from jiannuo.pledges.models import PledgeVersion
from jiannuo.pledges.wording import deadline_said, labels_of, target_said
from jiannuo.rounds.models import Round

_FACTS = {
    "first": "五创",
    "responsible": "责任人",
    "expected_effect": "预期效果",
    "criterion": "怎样算做到",
    "beneficiaries": "受益对象",
    "place": "地点",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its text and what is known of it, each fact as (label, words)."""

    number: int
    uid: str
    text: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    label: str
    lines: tuple[Line, ...]


def facts_of(item: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Deadline and target as understood, with the words they were read from (C10), then what else was said (C14)."""
    said = []
    read = (("完成时限", item["deadlines"], deadline_said), ("数量指标", item["targets"], target_said))
    for label, rows, say in read:
        if rows:
            said.append((label, "；".join(_with_words(say(row), row.get("words", "")) for row in rows)))
    said += [(label, item[key]) for key, label in _FACTS.items() if item.get(key)]
    return tuple(said)


def _with_words(understood: str, words: str) -> str:
    return f"{understood}（{words}）" if words and words not in understood else understood


def sections(version: PledgeVersion, round_: Round) -> list[Section]:
    """The filled boxes of a frozen text."""
    return sections_of(version.content, round_)


def sections_of(content: dict[str, Any], round_: Round) -> list[Section]:
    """The filled boxes of the form; items are numbered through, as reviewers refer to them (「第2项」)."""
    items = content["items"]
    labels = labels_of(round_, content["form"])
    known = [*labels, *dict.fromkeys(i["kind"] for i in items if i["kind"] not in labels)]
    found, number = [], 0
    for kind in known:
        lines = []
        for item in (i for i in items if i["kind"] == kind):
            number += 1
            lines.append(Line(number, item["uid"], item["text"], facts_of(item)))
        if lines:
            found.append(Section(kind, labels.get(kind, kind), tuple(lines)))
    return found
