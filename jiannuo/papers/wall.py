"""What the copy on the wall says of other people: initials for names, nothing for numbers (C48)."""

import re
from collections.abc import Collection

from pypinyin import Style, lazy_pinyin

_NUMBER = re.compile(r"(?<![\d.])(?:\d{17}[\dXx]|\d{16,19}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")


def for_the_wall(text: str, known_names: Collection[str]) -> str:
    """The text with identity, telephone and account numbers taken out and known names reduced to initials."""
    text = _NUMBER.sub("（号码略）", text)
    for name in sorted((name for name in known_names if len(name) > 1 and name in text), key=len, reverse=True):
        text = text.replace(name, initials(name))
    return text


def initials(name: str) -> str:
    """周大有 → ZDY."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).upper()
