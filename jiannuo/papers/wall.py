"""What the copy on the wall says of other people: initials for names, nothing for numbers (C48)."""

import re
from collections.abc import Collection

from pypinyin import Style, lazy_pinyin

from jiannuo.pledges.reading import Span, redaction_hints

_ALREADY = re.compile(r"[A-Z]{2,4}")


def for_the_wall(text: str, known_names: Collection[str], own_names: Collection[str] = ()) -> str:
    """The text with what the reader of promises points at replaced; `own_names` are those who make the promise."""
    for span in sorted(redaction_hints(text, known_names), key=lambda span: -span.start):
        text = text[: span.start] + _instead(span, known_names, own_names) + text[span.end :]
    return text


def _instead(span: Span, known_names: Collection[str], own_names: Collection[str]) -> str:
    """Known names become initials in their place; a stranger named in the text becomes one of a group."""
    if _ALREADY.fullmatch(span.words) or any(name in span.words for name in own_names):
        return span.words
    named = sorted((name for name in known_names if name in span.words), key=len, reverse=True)
    if not named:
        return span.replacement
    said = span.words
    for name in named:
        said = said.replace(name, initials(name))
    return said


def initials(name: str) -> str:
    """周大有 → ZDY."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).upper()
