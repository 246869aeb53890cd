"""C5: advice beside an item while it is written and while it is reviewed. It never blocks."""

from datetime import date
from typing import Any

from jiannuo.pledges import reading
from jiannuo.pledges.content import item_content
from jiannuo.pledges.models import PledgeItem


def hints_of(item: PledgeItem, year: int) -> list[str]:
    """What a careful reader would ask about this item."""
    return hints_in(item_content(item), year)


def hints_in(item: dict[str, Any], year: int) -> list[str]:
    """The same for an item of a frozen text; each sentence once."""
    deadlines = [_deadline(row) for row in item["deadlines"]]
    targets = [_target(row) for row in item["targets"]]
    return list(dict.fromkeys(hint.sentence for hint in reading.hints(item["text"], deadlines, targets, year=year)))


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
