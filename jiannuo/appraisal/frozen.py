"""The reckoning as it is kept on the row: every number, the rows behind it, and the sums written out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiannuo.appraisal.grading import LABELS, UNSETTLED, UNSTATED, Figure, Part, Source, Suggestion, percent
from jiannuo.base.dates import named

_DAYS = 2  # so many are named each
HELD_BACK = "结果只给本人和所在支部的书记、组织委员看"


def as_json(figures: Sequence[Figure], told: Suggestion) -> dict[str, Any]:
    return {
        "figures": [_figure(figure) for figure in figures],
        "lines": list(told.lines),
        "reason": told.reason,
        "share": percent(told.share) if told.share is not None else "",
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "source": figure.source.value,
        "label": LABELS[figure.source],
        "said": figure.said(),
        "parts": [_part(part) for part in figure.parts if part.count],
        "aside": [_part(part) for part in figure.aside if part.count],
    }


def _part(part: Part) -> dict[str, Any]:
    links = [[link.ref, link.label] for link in part.links]
    counted = {"count": part.count, "credit": str(part.credit), "size": str(part.size)}
    return {"label": part.label, **counted, "links": links} | ({"until": part.until} if part.until else {})


def without_mutual(kept: dict[str, Any]) -> dict[str, Any]:
    """C20: for those who may not read a person's 互评. The sum goes with it, or one could reckon back.

    Whether there was anything to count is held back too: too few answers about somebody say something of him.
    """
    figures = [_held_back(f) if f["source"] == Source.MUTUAL else f for f in kept.get("figures", [])]
    if figures == kept.get("figures", []):
        return kept
    lines = [f"{figure['label']}：{figure['said']}" for figure in figures]
    if len(kept["lines"]) > len(figures):
        grade = kept["lines"][-1].rpartition("，")[2]
        lines.append(f"合计：为免倒算出互评结果，这里不列数字，{grade}")
    return kept | {"figures": figures, "lines": lines, "share": ""}


def _held_back(figure: dict[str, Any]) -> dict[str, Any]:
    return figure | {"said": HELD_BACK, "parts": [], "aside": [], "is_held_back": True}


@dataclass(frozen=True, slots=True)
class Pending:
    """What may still turn the figure, so that nothing is preset: or the suggestion would hang on the day of asking.

    Promises past their day without a stated result, results that wait for 销号, and promises that fall due before the
    year is over and have no result.
    """

    unstated: int = 0
    unsettled: int = 0
    ahead: tuple[date, ...] = ()  # the day of each, in order

    def __bool__(self) -> bool:
        return bool(self.unstated or self.unsettled or self.ahead)

    def __add__(self, other: "Pending") -> "Pending":
        ahead = tuple(sorted(self.ahead + other.ahead))
        return Pending(self.unstated + other.unstated, self.unsettled + other.unsettled, ahead)

    def __str__(self) -> str:
        """1项没有说明结果、2项等另一人销号、1项12月31日到期，还没有结果."""
        said = ((self.unstated, "没有说明结果"), (self.unsettled, "等另一人销号"))
        parts = [f"{number}项{words}" for number, words in said if number]
        return "、".join(parts + ([f"{self._due()}到期，还没有结果"] if self.ahead else []))

    def _due(self) -> str:
        days = Counter(self.ahead)
        if len(days) > _DAYS:
            return f"{len(self.ahead)}项{named(self.ahead[0])}到{named(self.ahead[-1])}"
        return "、".join(f"{number}项{named(day)}" for day, number in days.items())


def pending_in(figures: dict[str, Any]) -> Pending:
    """What was still open when this was reckoned."""
    parts = [part for figure in figures.get("figures", []) for part in (*figure["parts"], *figure["aside"])]
    unstated, unsettled = (
        sum(part["count"] for part in parts if part["label"] == label) for label in (UNSTATED, UNSETTLED)
    )
    days = (day for part in parts if "until" in part for day in [date.fromisoformat(part["until"])] * part["count"])
    return Pending(unstated, unsettled, tuple(sorted(days)))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row behind a number, for the page and the export."""

    source: str
    part: str
    credit: str  # "" where it is not counted
    ref: str
    label: str


def source_rows(figures: dict[str, Any]) -> list[SourceRow]:
    """Every row behind the kept reckoning, in its order."""
    return [
        SourceRow(figure["label"], part["label"], part["credit"] if is_counted else "", ref, label)
        for figure in figures.get("figures", [])
        for is_counted, parts in ((True, figure["parts"]), (False, figure["aside"]))
        for part in parts
        for ref, label in part["links"]
    ]
