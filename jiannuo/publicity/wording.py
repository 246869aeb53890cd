"""How a public copy is read out: its items under their printed labels, its road, what changed between two."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jiannuo.base.dates import in_full
from jiannuo.fulfilment.standing import ItemState
from jiannuo.pledges.models import ItemKind, Review
from jiannuo.pledges.wording import deadline_said, labels_of, target_said
from jiannuo.publicity.models import Publication
from jiannuo.rounds.models import Round
from jiannuo.ui.road import NAMES, Station

NO_DEADLINE = "未写明"
LONG_TERM = "长期坚持"
_UNSAID = "已到期，结果待公布"
_LASTING = re.compile(r"(?:长期|始终|常年|一贯)坚持|坚持不懈|持之以恒|一如既往")
_DATED = {ItemKind.POST, ItemKind.DEED}  # what one may expect a deadline of


@dataclass(frozen=True, slots=True)
class Line:
    """One promise as the board says it: 完成时限 and 预期效果 stand in the open (C10). `deadline` "": not expected."""

    uid: str
    number: int
    text: str
    deadline: str
    effect: str
    targets: str
    more: list[tuple[str, str]]  # caption and words of what else was written
    is_dated: bool  # names its own last day; all others end with the round
    state: ItemState | None = None  # where it stands today, and since when: set by `standing`
    state_on: date | None = None
    reason: str | None = None  # why it was not kept, changed or withdrawn; "" while it is being checked

    @property
    def mark(self) -> str:
        return "soon" if self._is_unsaid else self.state.mark if self.state else ""

    @property
    def word(self) -> str:
        """Nobody is called late for a day that the promise never named (C17)."""
        return _UNSAID if self._is_unsaid else self.state.label if self.state else ""

    @property
    def _is_unsaid(self) -> bool:
        return self.state == ItemState.LATE and not self.is_dated


def _one_deadline(deadline: dict[str, Any]) -> str:
    """What was understood, and the own words where they say more: 2011年12月31日前（年底前）; 每逢节假日."""
    said, words = deadline_said(deadline), deadline.get("words", "")
    if deadline["type"] in {"event", "open"}:
        return words or said
    return f"{said}（{words}）" if words and words not in said else said


def _deadline(item: dict[str, Any]) -> str:
    said = [_one_deadline(d) for d in item["deadlines"]]
    if not said and item["due_on"]:
        day = date.fromisoformat(item["due_on"])
        said = [f"{in_full(day)}前"]
    if not said and _LASTING.search(item["text"]):
        return LONG_TERM
    return "；".join(said) or (NO_DEADLINE if item["kind"] in _DATED else "")


def _line(number: int, item: dict[str, Any]) -> Line:
    captions = {
        "first": "创建方向",
        "responsible": "责任人",
        "criterion": "怎样算做到",
        "beneficiaries": "受益对象",
        "place": "地点",
    }
    return Line(
        uid=item["uid"],
        number=number,
        text=item["text"],
        deadline=_deadline(item),
        effect=item["expected_effect"],
        targets="；".join(target_said(t) for t in item["targets"]),
        more=[(caption, item[key]) for key, caption in captions.items() if item[key]],
        is_dated=bool(item["due_on"]),
    )


def lines_of(content: dict[str, Any]) -> list[Line]:
    """Every item, numbered through."""
    return [_line(number, item) for number, item in enumerate(content["items"], start=1)]


def sections(content: dict[str, Any], round_: Round) -> list[tuple[str, list[Line]]]:
    """The items under the labels of their kinds, in the order of the form, numbered through."""
    lines = list(zip([item["kind"] for item in content["items"]], lines_of(content), strict=True))
    labels = labels_of(round_, content["form"])
    grouped = [(label, [line for kind, line in lines if kind == key]) for key, label in labels.items()]
    return [(label, found) for label, found in grouped if found]


def public_road(publication: Publication, name: str, review: Review | None) -> list[Station]:
    """The seven stations with days and organisations; whose hand it was stays inside."""
    version, board = publication.version, publication.organisation
    above = board.parent or board
    hands = [
        (version.frozen_at, name),
        (review.at if review else None, review.organisation.short_name if review else above.short_name),
        (version.confirmation.at, board.short_name),
        (version.filing.at, version.filing.receiver.short_name),
        (publication.live_at, board.short_name),
    ]
    done = [Station(NAMES[i], "done", at=at, by=by) for i, (at, by) in enumerate(hands)]
    return [*done, Station(NAMES[5], "here", at=publication.live_at, waiting_for=name), Station(NAMES[6])]


@dataclass(frozen=True, slots=True)
class Change:
    """One item of a box that an amendment touched. `before` is "" for a new one, `after` for one taken out."""

    box: str
    word: str
    before: str
    after: str


def _said(line: Line) -> str:
    facts = [("完成时限", line.deadline), ("预期效果", line.effect), ("数量指标", line.targets), *line.more]
    return "\n".join([line.text, *(f"{caption}：{words}" for caption, words in facts if words)])


def _in_boxes(content: dict[str, Any], round_: Round) -> dict[str, tuple[str, str]]:
    """{uid: (the box, the words)}."""
    return {line.uid: (label, _said(line)) for label, lines in sections(content, round_) for line in lines}


def changes(before: dict[str, Any], after: dict[str, Any], round_: Round) -> list[tuple[str, list[Change]]]:
    """C35: box by box, following the item's own key through the versions; public copies on both sides."""
    old, new = _in_boxes(before, round_), _in_boxes(after, round_)
    found = [
        Change(box, "修改" if uid in old else "新增", old.get(uid, ("", ""))[1], words)
        for uid, (box, words) in new.items()
        if old.get(uid) != (box, words)
    ]
    found += [Change(box, "减去", words, "") for uid, (box, words) in old.items() if uid not in new]
    order = list(labels_of(round_, after["form"]).values())
    found.sort(key=lambda change: order.index(change.box))
    return [(box, list(some)) for box, some in groupby(found, key=lambda change: change.box)]
