"""年度评议 (C29): from a round's weights to a suggested grade, every number traceable. Pure: no database, no days.

A figure is a share of something counted, never a vote of confidence turned into points. What is missing leaves the
sum with its weight and says so; what is not due yet is never counted. People decide; this only suggests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import TextChoices

UNSTATED = "到期未填结果"  # of 践诺: past its day, and nobody has said what became of it
UNSETTLED = "待销号"  # stated, and not yet looked at by another
_HALF = Fraction(1, 2)


class Grade(TextChoices):
    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    FAIR = "fair", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


def grade_choices() -> list[tuple[str, str]]:
    return list(Grade.choices)


class Source(StrEnum):
    """Where a figure comes from; the round's weights are given by these names."""

    KEEPING = "keeping"
    REPORTING = "reporting"
    SATISFACTION = "satisfaction"
    MUTUAL = "mutual"


LABELS = {
    Source.KEEPING: "践诺",
    Source.REPORTING: "述和讲",
    Source.SATISFACTION: "群众评议",
    Source.MUTUAL: "党员互评",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A row behind a number: "item:12", "duty:5", "box:<id>", and what it says."""

    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One line under a figure: how many of what, and how much of each counts (1 whole, ½ half, 0 not).

    `size`: what part of a vote each is; ⅕ where one vote said five things. `until`: the day (ISO) on which these fall
    due within the year, while nothing has been said of them.
    """

    label: str
    count: int
    credit: Fraction
    links: tuple[Link, ...] = ()
    size: Fraction = Fraction(1)
    until: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1, from its parts; no parts: nothing to count, with the reason in `missing`.

    `aside`: what was looked at and not counted, for it says nothing of the subject (未到期3); `unheard`: what was
    asked and may not be told at all, by name.
    """

    source: Source
    parts: tuple[Part, ...] = ()
    missing: str = ""
    aside: tuple[Part, ...] = ()
    unheard: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        return sum((part.count * part.size for part in self.parts), Fraction())

    @property
    def share(self) -> Fraction | None:
        if not self.total:
            return None
        return sum((part.count * part.size * part.credit for part in self.parts), Fraction()) / self.total

    def said(self) -> str:
        """已兑现5、逾期兑现1（按1/2计），共6：91.7%（另有未到期2，不计入）."""
        beside = "、".join(f"{part.label}{part.count}" for part in self.aside if part.count)
        tail = f"（另有{beside}，不计入）" if beside else ""
        if self.share is None:
            return (self.missing or "没有可以计算的数") + tail
        parts = "、".join(
            f"{part.label}{part.count}{_credit_said(part.credit)}{_size_said(part.size)}"
            for part in self.parts
            if part.count
        )
        whole = "共" if all(part.size == 1 for part in self.parts) else "折合"
        return f"{parts}，{whole}{amount(self.total)}：{_number(self.share)}{tail}{self._unheard_said()}"

    def _unheard_said(self) -> str:
        return f"（{'、'.join(self.unheard)}没有公布，不计入）" if self.unheard else ""


def _credit_said(credit: Fraction) -> str:
    """（按1/2计）; a bound in per cent as it was released: （按88%计）."""
    if credit in {Fraction(0), Fraction(1)}:
        return ""
    said = f"{credit * 100}%" if credit != _HALF and not 100 % credit.denominator else str(credit)
    return f"（按{said}计）"


def _size_said(size: Fraction) -> str:
    return "" if size == 1 else f"（每{size.denominator}个折1票）"


def amount(votes: Fraction) -> str:
    """A whole number as it is, another with two places at most: 25, 24.6."""
    if votes.denominator == 1:
        return str(votes.numerator)
    return f"{float(votes):.2f}".rstrip("0")


def _number(share: Fraction) -> str:
    """Per cent with one place, as a person recomputing it by hand would round."""
    return f"{percent(share)}%"


def percent(share: Fraction) -> str:
    """Half up, one place: 91.7."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Scale:
    """The round's own: weights by source, and from what share on each grade is suggested, best first."""

    weights: Mapping[str, int]
    floors: tuple[tuple[Grade, Fraction], ...]

    @classmethod
    def of(cls, terms: Mapping[str, Any], subject: str) -> "Scale":
        """From `Round.terms["appraisal"]`; `subject` is member or organisation."""
        floors = [(Grade(grade), Fraction(floor, 100)) for grade, floor in terms["floors"].items()]
        return cls(terms["weights"][subject], tuple(sorted(floors, key=lambda pair: -pair[1])))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The grade suggested, or None with the reason; `lines` is the reckoning as one would write it by hand."""

    grade: Grade | None
    share: Fraction | None
    reason: str
    lines: tuple[str, ...] = field(default=())


def suggest(figures: Sequence[Figure], scale: Scale) -> Suggestion:
    """C29: the weighted mean of the shares there are, and the best grade whose floor it reaches.

    Without promises that have come due nothing is suggested: never by votes alone.
    """
    counted = [(f, share, scale.weights.get(f.source, 0)) for f in figures if (share := f.share) is not None]
    counted = [(figure, share, weight) for figure, share, weight in counted if weight]
    lines = tuple(f"{LABELS[f.source]}：{f.said()}" for f in figures)
    if not any(figure.source is Source.KEEPING for figure, _, _ in counted):
        return Suggestion(None, None, "还没有到期的承诺事项可以计算，不提出建议等次，请按实际情况评定。", lines)
    total = sum(weight for _, _, weight in counted)
    share = sum((share * weight for _, share, weight in counted), Fraction()) / total
    grade = next((grade for grade, floor in scale.floors if share >= floor), Grade.UNQUALIFIED)
    sum_said = " + ".join(f"{_number(share)}×{weight}" for _, share, weight in counted)
    lines += (f"合计：（{sum_said}）÷ {total} = {_number(share)}，建议等次：{grade.label}",)
    return Suggestion(grade, share, _floor_said(grade, scale), lines)


def _floor_said(grade: Grade, scale: Scale) -> str:
    floor = dict(scale.floors).get(grade)
    return f"达到{grade.label}的起点 {percent(floor)}%。" if floor is not None else "没有达到任何等次的起点。"


def too_many_excellent(excellent: int, graded: int, *, unit: str, noun: str) -> str:
    """「一般不超过三分之一」: a warning with its numbers, never a block; "" where there is none."""
    if graded and excellent * 3 > graded:
        most = f"一般不超过三分之一，即{graded // 3}{unit}"
        whole = f"{graded}{unit}{noun}中优秀有{excellent}{unit}"
        return f"{whole}（{most}）。请再核对，仍可以按会议的决定办理。"
    return ""
