"""How a public copy is read out: its items under their printed labels, its road, what changed between two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiannuo.pledges.models import Review
from jiannuo.pledges.wording import deadline_said, labels_of, target_said
from jiannuo.publicity.models import Publication
from jiannuo.rounds.models import Round
from jiannuo.ui.road import NAMES, Station

NO_DEADLINE = "未写明"


@dataclass(frozen=True, slots=True)
class Line:
    """One promise as the board says it: 完成时限 and 预期效果 stand in the open (C10)."""

    uid: str
    number: int
    text: str
    deadline: str
    effect: str
    targets: str
    more: list[tuple[str, str]]  # caption and words of what else was written


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
        said = [f"{day.year}年{day.month}月{day.day}日前"]
    return "；".join(said) or NO_DEADLINE


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
    """One item that an amendment touched. `before` is "" for a new one, `after` for one taken out."""

    word: str
    before: str
    after: str


def _said(line: Line) -> str:
    parts = [line.text, f"完成时限：{line.deadline}", f"预期效果：{line.effect}" if line.effect else ""]
    parts += [f"{caption}：{words}" for caption, words in line.more]
    return "\n".join(part for part in parts if part)


def changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """C35: item by item, following the item's own key through the versions; public copies on both sides."""
    old = {line.uid: _said(line) for line in lines_of(before)}
    new = {line.uid: _said(line) for line in lines_of(after)}
    for uid, words in new.items():
        if uid not in old:
            yield Change("新增", "", words)
        elif old[uid] != words:
            yield Change("修改", old[uid], words)
    for uid, words in old.items():
        if uid not in new:
            yield Change("减去", words, "")
