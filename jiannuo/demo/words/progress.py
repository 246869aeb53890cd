"""One line of progress for a promise, as people write it, from `progress.txt`."""

import random
from functools import cache
from pathlib import Path

from jiannuo.demo.texts import drawn

_LINES = Path(__file__).with_name("progress.txt")
_BLOCK = 5  # a word and four quarters


@cache
def _told() -> list[tuple[str, tuple[str, ...]]]:
    """(word of the promise, a line for each quarter)."""
    kept = [line for line in _LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    blocks = (kept[start : start + _BLOCK] for start in range(0, len(kept), _BLOCK))
    return [(block[0], tuple(block[1:])) for block in blocks]


def line_for(promise: str, quarter: int, dice: random.Random) -> str:
    """What is written of the promise in that quarter; "" for those of which nobody writes anything."""
    for word, lines in _told():
        if word in promise:
            return drawn(lines[quarter - 1], dice)
    return ""
