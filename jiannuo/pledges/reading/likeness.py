"""Whose text is nearly the same (C5): quick over a whole county, exact over the few that remain."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex

Key = TypeVar("Key", bound=Hashable)
THRESHOLD = 0.85
_ROUGH = 0.6  # width, signs and traditional characters may differ this much before the exact comparison
_MOST = 200  # compared exactly: the roughly most alike
_SIGNS = regex(r"[^\w%<>≤≥]+|_")
_LONGEST = 4_000


@lru_cache(maxsize=8_192)
def normal(text: str) -> str:
    """Simplified, half-width, without signs and spaces: what makes two texts the same."""
    return _SIGNS.sub("", fold(text[:_LONGEST])).lower()


def near_copies(
    text: str, others: Sequence[tuple[Key, str]], *, limit: int = 5, threshold: float = THRESHOLD
) -> list[tuple[Key, float]]:
    """The keys of the most alike texts with their likeness from 0 to 1, best first."""
    own = normal(text)
    if len(own) < 4:
        return []
    rough = process.extract(
        text[:_LONGEST],
        [other for _key, other in others],
        scorer=fuzz.ratio,
        score_cutoff=threshold * _ROUGH * 100,
        limit=max(_MOST, limit),
    )
    alike = (
        (others[place][0], fuzz.ratio(own, normal(words), score_cutoff=threshold * 100) / 100)
        for words, _s, place in rough
    )
    found = [(key, round(ratio, 3)) for key, ratio in alike if ratio >= threshold]
    return sorted(found, key=lambda one: -one[1])[:limit]
