"""What `tree` and `attack` talk about: the counts of boxes, and what is shown of several together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jiannuo.ballots.release import Counts, Level, Rules


@dataclass(frozen=True)
class Group:
    """What one box says to one question."""

    key: str
    path: str
    counts: Counts
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True)
class Statement:
    """A figure that is shown: of which boxes together, and how much."""

    path: str
    boxes: frozenset[str]
    level: Level


def total(groups: Iterable[Group]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in groups:
        for option, count in group.counts.items():
            found[option] = found.get(option, 0) + count
    return found


def strictest(groups: Iterable[Group]) -> Rules:
    rules = [group.rules for group in groups] or [Rules()]
    return Rules(max(r.smallest for r in rules), max(r.full_from for r in rules))
