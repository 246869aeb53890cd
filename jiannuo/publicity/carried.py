"""Words that an earlier copy on the board already stood in for: the same text is not shown bare the next time (C48)."""

from collections.abc import Collection
from dataclasses import replace
from itertools import takewhile
from operator import eq

from jiannuo.pledges.reading import Span
from jiannuo.publicity.comparison import shown_words
from jiannuo.publicity.hiding import is_hiding
from jiannuo.publicity.models import SHOWN_STATES, Publication
from jiannuo.publicity.redaction import Passage, texts_of

_MARK = "某某"
Earlier = dict[str, tuple[str, str]]  # passage key → the filed words, the public words


def earlier_words(pledge_ids: Collection[int]) -> dict[int, Earlier]:
    """Of each pledge what its latest copy on the board says in other words than the filed text."""
    shown = Publication.objects.filter(pledge_id__in=pledge_ids, state__in=SHOWN_STATES)
    return {row.pledge_id: _changed(row) for row in shown.select_related("version").order_by("live_at", "pk")}


def _changed(publication: Publication) -> Earlier:
    words = shown_words(publication)
    filed = texts_of(publication.version.content, publication.version.reason)
    return {key: (text, words[key]) for key, _, text in filed if words[key] != text}


def with_earlier(found: list[Passage], earlier: Earlier) -> list[Passage]:
    """Where the filed words are still the same, what the board hides of them is hidden in the suggestion."""
    return [_with(passage, *earlier[passage.key]) if passage.key in earlier else passage for passage in found]


def _with(passage: Passage, filed: str, shown: str) -> Passage:
    if passage.text != filed:
        return passage
    start, end = _stretch(filed, shown)
    if start == end:
        return passage
    words, instead = filed[start:end], shown[start : len(shown) - (len(filed) - end)]
    for said in (instead, _MARK):  # a copy of before the rule may say something else: a mark in its place
        if is_hiding(passage, filed[:start] + said + filed[end:], None):
            return replace(passage, spans=(Span(start, end, words, "上次公示时隐去", said),))
    return passage


def _stretch(filed: str, shown: str) -> tuple[int, int]:
    """Where in the filed words the public ones begin and cease to differ."""
    start = _alike(filed, shown)
    most = min(len(filed), len(shown)) - start
    same = min(most, _alike(filed[::-1], shown[::-1]))
    return start, len(filed) - same


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return len(list(takewhile(bool, map(eq, one, other))))
