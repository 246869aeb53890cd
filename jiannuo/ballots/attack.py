"""Somebody who knows how many answered in every box and every figure shown: what could he be sure of? Pure.

Boxes stand open when a world with the same figures exists in which they voted otherwise: one voter of theirs answers
differently, and, to keep the sums, at most one voter of another box answers the other way round.
"""

from collections.abc import Iterator, Sequence

from jiannuo.ballots.figures import Group, Statement, total
from jiannuo.ballots.models import FULL_FROM, SMALLEST
from jiannuo.ballots.questions import Question, counting, good
from jiannuo.ballots.release import UNANIMOUS_BELOW, Level, is_nearly_all


class Attack:
    """A statement with everything shown of its parts."""

    def __init__(self, question: Question, groups: Sequence[Group], said: Sequence[Statement]) -> None:
        self.options = counting(question)
        self.upper = set(good(question))
        self.counts = {g.key: {o: g.counts.get(o, 0) for o in self.options} for g in groups}
        by_key = {g.key: g for g in groups}
        sums = [(s, total(by_key[key] for key in s.boxes)) for s in said]
        self.sums = [(s, {o: found.get(o, 0) for o in self.options}) for s, found in sums]
        self.about = {key: [pair for pair in self.sums if key in pair[0].boxes] for key in self.counts}

    def finds_nothing(self) -> bool:
        """Whether everything protected stands open: every box, what is shown together, and what is left of it."""
        shown = [statement for statement, _ in self.sums]
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
        for had in (option for option, n in self.counts[key].items() if n):
            for other in self.options:
                if other != had and not (by_bands and (had in self.upper) == (other in self.upper)):
                    yield had, other

    def _swaps(self, key: str, partner: str, had: str, other: str) -> bool:
        """Whether the two boxes can exchange a vote and every figure stays as shown."""
        if not self.counts[partner][other]:
            return False
        mine = [pair for pair in self.about[key] if partner not in pair[0].boxes]
        theirs = [pair for pair in self.about[partner] if key not in pair[0].boxes]
        return self._still_fits(mine, had, other) and self._still_fits(theirs, other, had)

    def _still_fits(self, pairs: Sequence[tuple[Statement, dict[str, int]]], had: str, other: str) -> bool:
        return all(self._fits(statement.level, counts, had, other) for statement, counts in pairs)

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
            for statement, counts in self.sums
        )

    def _is_uniform(self, counts: dict[str, int], *, by_bands: bool) -> bool:
        size = sum(counts.values())
        agree = self._upper(counts) in {0, size} if by_bands else max(counts.values()) == size
        return size >= UNANIMOUS_BELOW and agree
