"""The figures and deadlines of a passage: a public copy shows them as they were filed (C10, C35)."""

import re
from collections.abc import Iterator

from jiannuo.pledges import reading
from jiannuo.publicity.redaction import REASON, Passage

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r" ?(?:号(?!线)|栋|幢|单元|室|楼|弄|巷|组|队|门)")
_LONG = 7  # digits: an account, a chat name; no figure of a promise is that long


def figures_in(passage: Passage, year: int | None) -> frozenset[int]:
    """The letters (counted from 0) that belong to a figure or a deadline of the round's year.

    The reason of an amendment has none: how long somebody was ill is nobody's figure.
    """
    if passage.key == REASON:
        return frozenset()
    return frozenset(_promised(passage.text, year)) - frozenset(_personal(passage))


def _promised(text: str, year: int | None) -> Iterator[int]:
    """Of every number and of all words that the reader takes for a target or a deadline."""
    for match in NUMBER.finditer(text):
        if len(match[0]) < _LONG:
            yield from range(*match.span())
    targets = {target.words for target in reading.targets(text)}
    deadlines = {deadline.words for deadline in reading.deadlines(text, year)}
    for words in (targets | deadlines) - {""}:
        for match in re.finditer(re.escape(words), text):
            yield from range(*match.span())


def _personal(passage: Passage) -> Iterator[int]:
    """Of numbers of a house or a person; the number of people helped by name is the promise's own."""
    for span in passage.spans:
        if span.reason != reading.NAMED:
            yield from range(span.start, span.end)
    for match in NUMBER.finditer(passage.text):
        if _ADDRESS.match(passage.text, match.end()):
            yield from range(match.start(), match.end() + 1)  # with the letter behind it: 号, 组, 室
