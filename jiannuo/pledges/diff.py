"""Two frozen texts of one pledge side by side, item by item (C35). Items meet by their uid."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from jiannuo.pledges.sheet import facts_of

Sort = Literal["same", "changed", "added", "gone"]
Facts = tuple[tuple[str, str, str], ...]  # (label, before, after)
_WORDS: dict[Sort, str] = {"added": "新增{}项", "changed": "改动{}项", "gone": "取消{}项", "same": "未改动{}项"}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one item of a box; `label` is its number in the text where it stands."""

    sort: Sort
    box: str
    label: str
    before: str
    after: str
    facts: Facts = ()

    @property
    def text(self) -> str:
        return self.after or self.before


def changes(before: dict[str, Any], after: dict[str, Any], labels: dict[str, str]) -> list[Change]:
    """Box by box in the order of the form; in each the new text in its order, then what was taken out of it."""
    old, new = _by_uid(before, labels), _by_uid(after, labels)
    found = [_change(old.get(uid), place, labels) for uid, place in new.items()]
    found += [_gone(place) for uid, place in old.items() if uid not in new]
    order = {box: n for n, box in enumerate(dict.fromkeys([*labels.values(), *(change.box for change in found)]))}
    return sorted(found, key=lambda change: order[change.box])


def in_boxes(found: list[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under the label of the box in which each stands."""
    return [(box, list(some)) for box, some in groupby(found, key=lambda change: change.box)]


def summary(found: list[Change]) -> str:
    """新增1项，改动2项，未改动3项。"""
    counts = {sort: sum(change.sort == sort for change in found) for sort in _WORDS}
    return "，".join(words.format(counts[sort]) for sort, words in _WORDS.items() if counts[sort]) + "。"


@dataclass(frozen=True, slots=True)
class _Place:
    """An item where it stands: its box, and its number counted through the form."""

    item: dict[str, Any]
    box: str
    number: int


def _by_uid(content: dict[str, Any], labels: dict[str, str]) -> dict[str, _Place]:
    order = {kind: n for n, kind in enumerate(labels)}
    items = sorted(content["items"], key=lambda item: order.get(item["kind"], len(order)))
    return {
        item["uid"]: _Place(item, labels.get(item["kind"], item["kind"]), number)
        for number, item in enumerate(items, 1)
    }


def _gone(was: _Place) -> Change:
    facts = tuple((name, words, "") for name, words in facts_of(was.item))
    return Change("gone", was.box, f"第{was.number}项", was.item["text"], "", facts)


def _change(was: _Place | None, now: _Place, labels: dict[str, str]) -> Change:
    item, label = now.item, f"第{now.number}项"
    if was is None:
        facts = tuple((name, "", words) for name, words in facts_of(item))
        return Change("added", now.box, label, "", item["text"], facts)
    facts = _facts(was.item, item, labels)
    sort: Sort = "changed" if facts or was.item["text"] != item["text"] else "same"
    return Change(sort, now.box, label, was.item["text"], item["text"], facts)


def _facts(was: dict[str, Any], item: dict[str, Any], labels: dict[str, str]) -> Facts:
    """Facts that differ, the box itself among them when the item has moved."""
    old, new = dict(facts_of(was)), dict(facts_of(item))
    old["类别"], new["类别"] = labels.get(was["kind"], was["kind"]), labels.get(item["kind"], item["kind"])
    names = dict.fromkeys([*new, *old])
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))
