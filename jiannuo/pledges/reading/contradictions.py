"""Figures that do not agree with each other: hours against clock times, shares against counts (C5). Only hints."""

import re
from collections.abc import Iterator

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Hint, Target

_CLOCK = regex(r"(?<!\d)(\d{1,2})[:点时](\d{2})?分?(?:-{1,2}|—|至|到)(\d{1,2})[:点时](\d{2})?分?")
_HOURS = regex(r"(\d{1,2}(?:\.\d)?)个?小时")
_COUNT = regex(r"(\d{1,9})(?:多|余)?(人|名|户|个|件|项|亩|家|座|公里|米|株|棵|头|元|万元)")
_PART = regex(r"(?<![\d/.])(\d{1,6})/(\d{1,6})(?=[人名户个件项亩家座])")
_SHARE = regex(r"占[^,。;%\d]{0,10}(?:\d{1,9}[人名户个件项亩家]的)?(\d{1,3}(?:\.\d{1,2})?)%")
_TELLS = "前后数字不一致"


def contradictions(text: str) -> list[Hint]:
    """Where the figures of one text do not add up."""
    folded = fold(text)
    return [*_hours(folded), *_shares(folded)]


def above_the_whole(targets: tuple[Target, ...] | list[Target]) -> list[Hint]:
    """A part that is larger than the whole it is part of."""
    return [
        Hint("contradiction", f"“{t.words}”大于总数{t.base:g}，{_TELLS}，请核对。", t.words)
        for t in targets
        if t.comparator in {"=", "~"}
        and isinstance(t.base, (int, float))
        and isinstance(t.number, (int, float))
        and t.number > t.base
    ]


def _hours(folded: str) -> Iterator[Hint]:
    spans = [_minutes(match) for match in _CLOCK.finditer(folded)]
    said = _HOURS.search(folded)
    if not spans or said is None or any(span is None for span in spans):
        return
    total = sum(span or 0 for span in spans) / 60
    if abs(total - float(said[1])) > 0.05:
        yield Hint("contradiction", f"写的是{said[0]}，所列时段合计{total:g}小时，{_TELLS}，请核对。", said[0])


def _minutes(match: re.Match[str]) -> int | None:
    start, end = int(match[1]) * 60 + int(match[2] or 0), int(match[3]) * 60 + int(match[4] or 0)
    if start >= 24 * 60 + 1 or end >= 24 * 60 + 1 or start == end:
        return None
    return end - start if end > start else end + 12 * 60 - start if end + 12 * 60 > start else None


def _shares(folded: str) -> Iterator[Hint]:
    for match in _SHARE.finditer(folded):
        said = float(match[1])
        window = folded[max(0, match.start() - 60) : match.end()]
        counts = [(int(count), _alike(unit)) for count, unit in _COUNT.findall(window)]
        pairs = [
            (a, b)
            for place, (a, unit) in enumerate(counts)
            for b, other in counts[place + 1 :]
            if unit == other and a and b
        ]
        pairs += [(int(a), int(b)) for a, b in _PART.findall(window) if int(a) and int(b)]
        if not pairs:
            continue
        low, high = sorted(pairs[-1])
        real = 100 * low / high
        if abs(real - said) >= (0.5 if said.is_integer() else 0.06):
            yield Hint("contradiction", f"{low}/{high}是{real:.1f}%，写的是{said:g}%，{_TELLS}，请核对。", match[0])


def _alike(unit: str) -> str:
    return "人" if unit in {"名", "人", "个"} else unit
