"""What fits where in the Word forms, which cannot be measured: reckoned from characters, on the careful side (C41)."""

from dataclasses import dataclass
from math import ceil

WIDTH_PT = 334  # of a large box, inside its margins
LEAST_PT = 68
_MARGIN_PT = 8  # above and below the lines of a box
SIZES = ((14.0, 22.0), (12.0, 18.0))  # letters and lines, in points


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters, the height of each box, and which boxes went to the 附页."""

    size: float
    line: float
    heights: dict[str, float]
    away: tuple[str, ...]


def fit(boxes: dict[str, list[str]], room: float) -> Fit:
    """Share the room out. While the boxes do not fit, the longest goes away whole.

    `boxes`: {name: its paragraphs}; `room`: the points there are for all of them.
    """
    away: list[str] = []
    while (fitted := _fitted(boxes, room, away)) is None:
        staying = [name for name in boxes if name not in away]
        away.append(max(staying, key=lambda name: lines_of(boxes[name], SIZES[-1][0])))
    return fitted


def _fitted(boxes: dict[str, list[str]], room: float, away: list[str]) -> Fit | None:
    """With the largest letters with which everything that stays fits; None when not even the smallest do."""
    for size, line in SIZES:
        heights = {name: LEAST_PT if name in away else _height(text, size, line) for name, text in boxes.items()}
        spare = room - sum(heights.values())
        if spare >= 0 or len(away) == len(boxes):
            each = max(spare, 0) / len(boxes)
            return Fit(size, line, {name: height + each for name, height in heights.items()}, tuple(away))
    return None


def _height(paragraphs: list[str], size: float, line: float) -> float:
    return max(LEAST_PT, lines_of(paragraphs, size) * line + _MARGIN_PT)


def lines_of(paragraphs: list[str], size: float) -> int:
    """How many lines the paragraphs take, each with its indent of two characters."""
    a_line = int(WIDTH_PT / size) - 1
    return sum(max(1, ceil((units(paragraph) + 2) / a_line)) for paragraph in paragraphs)


def units(text: str) -> float:
    """The length in whole characters; a Latin letter or figure counts 0.7."""
    narrow = sum(char < "\u2000" for char in text)
    return len(text) - 0.3 * narrow
