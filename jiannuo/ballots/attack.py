"""Somebody who knows how many answered in every box and every figure shown: what could he be sure of? Pure.

Boxes stand open when a world with the same figures exists in which they voted otherwise: one voter of theirs answers
differently, and, to keep the sums, at most one voter of another box answers the other way round.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from jiannuo.ballots.figures import Group, Statement
from jiannuo.ballots.models import FULL_FROM, SMALLEST
from jiannuo.ballots.questions import Question, counting, good
from jiannuo.ballots.release import UNANIMOUS_BELOW, Level, is_nearly_all


class Figure(NamedTuple):
    """What is shown, and the counts of its boxes together."""

    said: Statement
    counts: dict[str, int]  # by option, as the others here


class Attack:
    """A statement with everything shown of its parts."""

    def __init__(self, question: Question, groups: Sequence[Group], said: Sequence[Statement]) -> None:
        self.options = counting(question)
        self.upper = set(good(question))
        self.counts = {group.key: {option: group.counts.get(option, 0) for option in self.options} for group in groups}
        self.shown = [Figure(statement, self._sum(statement.boxes)) for statement in said]
        self.about = {key: [figure for figure in self.shown if key in figure.said.boxes] for key in self.counts}

    def finds_nothing(self) -> bool:
        """Whether everything protected stands open: every box, what is shown together, and what is left of it."""
        shown = [figure.said for figure in self.shown]
        sets = {frozenset({key}) for key in self.counts} | {statement.boxes for statement in shown}
        for outer in shown:
            for level in (Level.NEARLY_ALL, Level.BANDS, Level.FULL):
                inner = (s.boxes for s in shown if s.boxes < outer.boxes and s.level >= level)
                sets.add(outer.boxes.difference(*inner))
        return all(self._stands_open(boxes, by_bands=by_bands) for boxes in sets for by_bands in self._kept(boxes))

    def _sum(self, boxes: frozenset[str]) -> dict[str, int]:
        return {option: sum(self.counts[key][option] for key in boxes) for option in self.options}

    def _kept(self, boxes: frozenset[str]) -> Iterator[bool]:
        """What is protected of these boxes together: their bands (True), their options (False)."""
        counts = self._sum(boxes)
        size, upper = sum(counts.values()), self._upper(counts)
        is_one_band = 0 < size < UNANIMOUS_BELOW and upper in {0, size}
        if 0 < size < SMALLEST or (is_one_band and (size < FULL_FROM or is_nearly_all(tuple(counts.values())))):
            yield True
        if 0 < size < FULL_FROM or (0 < size < UNANIMOUS_BELOW and max(counts.values()) == size):
            yield False

    def _upper(self, counts: dict[str, int]) -> int:
        return sum(n for option, n in counts.items() if option in self.upper)

    def _stands_open(self, boxes: frozenset[str], *, by_bands: bool) -> bool:
        if self._is_given_away(boxes, by_bands=by_bands):
            return True
        others = [key for key in self.counts if key not in boxes]
        return any(
            self._still_fits(self.about[key], had, other)
            or any(self._swaps(key, partner, had, other) for partner in others)
            for key in boxes
            for had, other in self._changes(key, by_bands=by_bands)
        )

    def _changes(self, key: str, *, by_bands: bool) -> Iterator[tuple[str, str]]:
        """(what a voter of the box has answered, what he may have answered instead); by bands: in the other band."""
        answered = [option for option, count in self.counts[key].items() if count]
        for had, other in product(answered, self.options):
            stays_in_band = (had in self.upper) == (other in self.upper)
            if other != had and not (by_bands and stays_in_band):
                yield had, other

    def _swaps(self, key: str, partner: str, had: str, other: str) -> bool:
        """Whether the two boxes can exchange a vote and every figure stays as shown."""
        if not self.counts[partner][other]:
            return False
        mine = [figure for figure in self.about[key] if partner not in figure.said.boxes]
        theirs = [figure for figure in self.about[partner] if key not in figure.said.boxes]
        return self._still_fits(mine, had, other) and self._still_fits(theirs, other, had)

    def _still_fits(self, figures: Sequence[Figure], had: str, other: str) -> bool:
        return all(self._fits(figure.said.level, figure.counts, had, other) for figure in figures)

    def _fits(self, level: Level, counts: dict[str, int], had: str, other: str) -> bool:
        """Whether a figure looks the same after one vote has gone from `had` to `other`."""
        if level is Level.FULL:
            return False
        crosses = (had in self.upper) != (other in self.upper)
        if level is Level.BANDS:
            return not crosses
        size = sum(counts.values())
        if size >= FULL_FROM:
            top = max(counts, key=lambda option: counts[option])
            return had != top or counts[top] == size
        upper = self._upper(counts)
        leaves_top = crosses and (had in self.upper) == (2 * upper > size)
        return not leaves_top or upper in {0, size}

    def _is_given_away(self, boxes: frozenset[str], *, by_bands: bool) -> bool:
        """Openly not promised: where twenty and more all said the same, everybody knows of everybody."""
        least = Level.BANDS if by_bands else Level.FULL
        return any(
            boxes <= statement.boxes and statement.level >= least and self._is_uniform(counts, by_bands=by_bands)
            for statement, counts in self.shown
        )

    def _is_uniform(self, counts: dict[str, int], *, by_bands: bool) -> bool:
        size = sum(counts.values())
        agree = self._upper(counts) in {0, size} if by_bands else max(counts.values()) == size
        return size >= UNANIMOUS_BELOW and agree
