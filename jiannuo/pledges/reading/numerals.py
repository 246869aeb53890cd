"""Numbers as people write them: 12, １２, 1.2万, 2千, 3百万, 二十, 两, 三五, 十二万, and 元 of 元月."""

import math
import re

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "元": 1}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
SCALED = rf"(?:{ARABIC})(?:[百千]?[万亿]|[百千](?![克米瓦伏]))?"  # 2千克 are two of 千克
CHINESE = r"[零一二三四五六七八九十百千万两]{1,12}(?:点[零一二三四五六七八九]{1,4})?"


def value(words: str) -> int | float:
    """The number that the (folded) words say."""
    words = words.replace(",", "")
    if words == "半":
        return 0.5
    if not words[0].isascii():
        return _chinese(words)
    digits = words.rstrip("".join(_SMALL | _LARGE))
    scale = math.prod((_SMALL | _LARGE)[char] for char in words[len(digits) :])
    number = float(digits) * scale
    return int(number) if number.is_integer() else round(number, 6)


def _chinese(words: str) -> int | float:
    whole, _, fraction = words.partition("点")
    if fraction:
        return float(f"{_chinese(whole)}.{''.join(str(DIGITS[c]) for c in fraction)}")
    if not any(c in _SMALL or c in _LARGE for c in words):
        return int("".join(str(DIGITS[c]) for c in words))
    total = section = digit = 0
    for char in words:
        if char in _LARGE:
            total, section, digit = (total + section + digit or 1) * _LARGE[char], 0, 0
        elif char in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[char], 0
        else:
            digit = DIGITS[char]
    return total + section + digit


def juxtaposed(words: str) -> tuple[int, int] | None:
    """两三, 三五, 七八, 三四十: two digits said together mean a range; otherwise None."""
    scale = _SMALL.get(words[-1], 1) if len(words) == 3 else 1
    if len(words) in {2, 3} and all(c in DIGITS for c in words[:2]) and (len(words) == 2 or scale > 1):
        low, high = scale * DIGITS[words[0]], scale * DIGITS[words[1]]
        if high - low == scale or (low, high) == (3 * scale, 5 * scale):
            return low, high
    return None


def is_chinese(words: str) -> bool:
    return bool(re.match(r"[零一二三四五六七八九十百千万两]", words))
