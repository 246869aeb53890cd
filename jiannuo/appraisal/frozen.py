"""The reckoning as it is kept on the row: every number, the rows behind it, and the sums written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jiannuo.appraisal.grading import LABELS, UNSTATED, Figure, Part, Suggestion, percent


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
    return {"label": part.label, "count": part.count, "credit": str(part.credit), "links": links}


def unstated_in(figures: dict[str, Any]) -> int:
    """How many promises past their day had no stated result when this was reckoned: until then nothing is preset."""
    parts = (part for figure in figures.get("figures", []) for part in figure["parts"])
    return sum(part["count"] for part in parts if part["label"] == UNSTATED)


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
