"""Two frozen texts of one pledge side by side, item by item (C35). Items meet by their uid."""

from dataclasses import dataclass
from typing import Any, Literal

from jiannuo.pledges.sheet import facts_of

Sort = Literal["same", "changed", "added", "gone"]
Facts = tuple[tuple[str, str, str], ...]  # (label, before, after)
_WORDS: dict[Sort, str] = {"added": "新增{}项", "changed": "改动{}项", "gone": "取消{}项", "same": "未改动{}项"}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one item; `label` names its box and number in the text where it stands."""

    sort: Sort
    label: str
    before: str
    after: str
    facts: Facts = ()

    @property
    def text(self) -> str:
        return self.after or self.before


def changes(before: dict[str, Any], after: dict[str, Any], labels: dict[str, str]) -> list[Change]:
    """In the order of the new text; what was taken out comes last."""
    old, new = _by_uid(before), _by_uid(after)
    found = [_change(old.get(uid), item, number, labels) for uid, (number, item) in new.items()]
    gone = [
        Change("gone", _label(item, number, labels), item["text"], "", tuple((n, w, "") for n, w in facts_of(item)))
        for uid, (number, item) in old.items()
        if uid not in new
    ]
    return found + gone


def summary(found: list[Change]) -> str:
    """新增1项，改动2项，未改动3项。"""
    counts = {sort: sum(change.sort == sort for change in found) for sort in _WORDS}
    return "，".join(words.format(counts[sort]) for sort, words in _WORDS.items() if counts[sort]) + "。"


def _by_uid(content: dict[str, Any]) -> dict[str, tuple[int, dict[str, Any]]]:
    return {item["uid"]: (number, item) for number, item in enumerate(content["items"], 1)}


def _label(item: dict[str, Any], number: int, labels: dict[str, str]) -> str:
    return f"{labels.get(item['kind'], item['kind'])} 第{number}项"


def _change(
    earlier: tuple[int, dict[str, Any]] | None, item: dict[str, Any], number: int, labels: dict[str, str]
) -> Change:
    label = _label(item, number, labels)
    if earlier is None:
        return Change("added", label, "", item["text"], tuple((n, "", words) for n, words in facts_of(item)))
    was = earlier[1]
    facts = _facts(was, item, labels)
    sort: Sort = "changed" if facts or was["text"] != item["text"] else "same"
    return Change(sort, label, was["text"], item["text"], facts)


def _facts(was: dict[str, Any], item: dict[str, Any], labels: dict[str, str]) -> Facts:
    """Facts that differ, the box itself among them when the item has moved."""
    old, new = dict(facts_of(was)), dict(facts_of(item))
    old["类别"], new["类别"] = labels.get(was["kind"], was["kind"]), labels.get(item["kind"], item["kind"])
    names = dict.fromkeys([*new, *old])
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))
