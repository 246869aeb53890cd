"""C28: what may be shown of a count without pointing at anybody. Pure; `tree.py` guards sums against subtraction.

Fewer than five answers: nothing of the group itself. Five to nine: two bands. Ten and more: every option.
Where fewer than twenty (nearly) all said the same: only "at least so many per cent" of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from jiannuo.ballots.models import FULL_FROM, SMALLEST
from jiannuo.ballots.questions import UNMARKED_LABEL, Question, counting, good, labels

UNANIMOUS_BELOW = 20
ROUNDED = "百分比四舍五入，合计不是100%。"
Counts = Mapping[str, int]


class Level(IntEnum):
    """How much is shown; more is higher."""

    NOTHING = 0
    NEARLY_ALL = 1  # "at least 90 %" of one option or band
    BANDS = 2
    FULL = 3


@dataclass(frozen=True)
class Rules:
    """The two thresholds; a box may have higher ones, never lower ones."""

    smallest: int = SMALLEST
    full_from: int = FULL_FROM


@dataclass(frozen=True)
class Line:
    """One option or band as shown. `count` is None where only a lower bound may be told."""

    label: str
    percent: int
    count: int | None = None


@dataclass(frozen=True)
class Shown:
    """A figure as shown, and in words why it is not more. `abstained` only beside every option."""

    level: Level
    answers: int = 0  # the denominator
    lines: tuple[Line, ...] = ()
    why: str = ""
    abstained: int | None = None
    outside: tuple[tuple[str, int], ...] = ()  # what of the valid ballots is in no line: 弃权, 未选

    @property
    def outside_said(self) -> str:
        return "、".join(f"{label} {count} 票" for label, count in self.outside if count)


def outside(question: Question, figure: Shown, valid: int) -> tuple[tuple[str, int], ...]:
    """The rest to the valid ballots, beside a figure that says of how many answers it is; apart where all is shown."""
    rest, counted = valid - figure.answers, counting(question)
    names = "、".join(label for option, label in labels(question).items() if option not in counted)
    if not figure.lines:
        return ()
    if figure.abstained is None or not names:
        return (("、".join(filter(None, (names, UNMARKED_LABEL))), rest),)
    unmarked = rest - figure.abstained
    return ((names, figure.abstained), *(((UNMARKED_LABEL, unmarked),) if unmarked else ()))


def answers(question: Question, counts: Counts) -> int:
    """The denominator: abstentions are outside it."""
    return sum(counts.get(option, 0) for option in counting(question))


def bands(question: Question, counts: Counts) -> tuple[int, int]:
    """(upper band, all others)."""
    upper = sum(counts.get(option, 0) for option in good(question))
    return upper, answers(question, counts) - upper


def is_nearly_all(parts: tuple[int, ...]) -> bool:
    """Whether (nearly) all of a group of fewer than twenty said the same; all and all but one look alike."""
    total = sum(parts)
    return 0 < total < UNANIMOUS_BELOW and max(parts) >= total - 1


def level_of(question: Question, counts: Counts, rules: Rules) -> Level:
    """What the group's own size and answers allow."""
    total = answers(question, counts)
    if total < rules.smallest:
        return Level.NOTHING
    parts = _options(question, counts) if total >= rules.full_from else bands(question, counts)
    if is_nearly_all(parts):
        return Level.NEARLY_ALL
    return Level.FULL if total >= rules.full_from else Level.BANDS


def shown(question: Question, counts: Counts, rules: Rules, *, most: Level = Level.FULL) -> Shown:
    """The figure at the level that is allowed, at `most` the one given."""
    level = min(level_of(question, counts, rules), most)
    total = answers(question, counts)
    if level is Level.NOTHING:
        return Shown(level, why=f"有效回答不足{rules.smallest}票，为保护投票人不单独公布。")
    if level is Level.NEARLY_ALL:
        return Shown(level, total, (_nearly(question, counts, rules),), "回答几乎一致且人数不多，只公布下限。")
    if level is Level.BANDS:
        is_few = total < rules.full_from
        few = f"有效回答不足{rules.full_from}票" if is_few else "再细分，相减就会露出其中一部分人的结果"
        return Shown(level, total, _two(question, counts), f"{few}，只分两档公布。")
    lines = tuple(_line(labels(question)[option], counts.get(option, 0), total) for option in counting(question))
    return Shown(level, total, lines, _rounded(lines), abstained=sum(counts.values()) - total)


def _rounded(lines: tuple[Line, ...]) -> str:
    """Said where somebody who adds up would think that something is missing; two bands always make 100."""
    return "" if sum(line.percent for line in lines) == 100 else ROUNDED


def _options(question: Question, counts: Counts) -> tuple[int, ...]:
    return tuple(counts.get(option, 0) for option in counting(question))


def _line(label: str, count: int, total: int) -> Line:
    return Line(label, round(100 * count / total), count)


def band_labels(question: Question) -> tuple[str, str]:
    names = labels(question)
    upper = good(question)
    return "、".join(names[o] for o in upper), "、".join(names[o] for o in counting(question) if o not in upper)


def _two(question: Question, counts: Counts) -> tuple[Line, ...]:
    total = answers(question, counts)
    pairs = zip(band_labels(question), bands(question, counts), strict=True)
    return tuple(_line(label, count, total) for label, count in pairs)


def _nearly(question: Question, counts: Counts, rules: Rules) -> Line:
    total = answers(question, counts)
    is_full = total >= rules.full_from
    parts = _options(question, counts) if is_full else bands(question, counts)
    names = tuple(labels(question)[o] for o in counting(question)) if is_full else band_labels(question)
    return Line(names[parts.index(max(parts))], min(90, 100 * (total - 1) // total))
