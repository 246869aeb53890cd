"""C5: advice beside an item while it is written and while it is reviewed. It never blocks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from jiannuo.base.dates import in_full, local_day, today
from jiannuo.pledges import reading
from jiannuo.pledges.content import item_content
from jiannuo.pledges.models import Pledge, PledgeItem

_BESIDE = ("responsible", "expected_effect", "criterion", "beneficiaries", "place")
_PRIVATE = "这一项的补充内容写有身份证号、手机号或银行卡号，公示时须隐去；不是必须写的，请现在就删去。"


def hints_of(item: PledgeItem, pledge: Pledge) -> list[str]:
    """What a careful reader would ask about this item today."""
    return hints_in(item_content(item), pledge, today())


def hints_in(item: dict[str, Any], pledge: Pledge, written_on: date) -> list[str]:
    """The same for an item of a text that was frozen on the day; each sentence once."""
    deadlines = [_deadline(row) for row in item["deadlines"]]
    targets = [_target(row) for row in item["targets"]]
    asked = reading.hints(item["text"], deadlines, targets, year=pledge.round.year)
    sentences = [*_private(item), *_over(item, pledge, written_on), *(hint.sentence for hint in asked)]
    return list(dict.fromkeys(sentences))


def _private(item: dict[str, Any]) -> Iterator[str]:
    """C48: a number beside the text that the publishing check would take out; of the text itself the reader tells."""
    if any(reading.has_private_number(item[name]) for name in _BESIDE):
        yield _PRIVATE


def _over(item: dict[str, Any], pledge: Pledge, written_on: date) -> Iterator[str]:
    """A last day that is past already. What is amended (C35) may have been done before, so its first day counts."""
    due_on = _day(item["due_on"])
    begun_on = local_day(pledge.created_at) if pledge.amendment_reason else written_on
    if due_on and due_on < begun_on:
        yield f"完成时限{in_full(due_on)}已经过了，请核对年份，或者写还没有到的日子。"


def _deadline(row: dict[str, Any]) -> reading.Deadline:
    return reading.Deadline(
        type=row["type"],
        words=row.get("words", ""),
        on=_day(row.get("on")),
        ends_on=_day(row.get("ends_on")),
        every=row.get("every", ""),
        times=row.get("times", 1),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _target(row: dict[str, Any]) -> reading.Target:
    number = row["number"]
    return reading.Target(
        comparator=row["comparator"],
        number=(number[0], number[1]) if isinstance(number, list) else number,
        unit=row.get("unit"),
        base=row.get("base"),
        words=row.get("words", ""),
    )
