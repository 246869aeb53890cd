"""Words that an earlier copy on the board already stood in for: the same text is not shown bare the next time (C48)."""

from collections.abc import Collection
from dataclasses import replace
from itertools import takewhile
from operator import eq

from jiannuo.pledges.reading import Span
from jiannuo.publicity.comparison import shown_words
from jiannuo.publicity.models import SHOWN_STATES, Publication
from jiannuo.publicity.redaction import Passage, passages

Earlier = dict[str, tuple[str, str]]  # passage key → the filed words, the public words


def earlier_words(pledge_ids: Collection[int]) -> dict[int, Earlier]:
    """Of each pledge what its latest copy on the board says in other words than the filed text."""
    shown = Publication.objects.filter(pledge_id__in=pledge_ids, state__in=SHOWN_STATES)
    return {row.pledge_id: _changed(row) for row in shown.select_related("version").order_by("live_at", "pk")}


def _changed(publication: Publication) -> Earlier:
    words = shown_words(publication)
    filed = passages(publication.version.content, publication.version.reason, ())
    return {p.key: (p.text, words[p.key]) for p in filed if words[p.key] != p.text}


def with_earlier(found: list[Passage], earlier: Earlier) -> list[Passage]:
    """Where the filed words are still the same, the words of the board are the suggestion."""
    return [_with(passage, *earlier[passage.key]) if passage.key in earlier else passage for passage in found]


def _with(passage: Passage, filed: str, shown: str) -> Passage:
    if passage.text != filed:
        return passage
    start, end = _stretch(filed, shown)
    words, instead = filed[start:end], shown[start : len(shown) - (len(filed) - end)]
    return replace(passage, spans=(Span(start, end, words, "上次公示时改过", instead),))


def _stretch(filed: str, shown: str) -> tuple[int, int]:
    """Where in the filed words the public ones begin and cease to differ; at least one character."""
    start = _alike(filed, shown)
    most = min(len(filed), len(shown)) - start
    same = min(most, _alike(filed[::-1], shown[::-1]))
    end = len(filed) - same
    return (start, end) if start < end else (max(0, start - 1), min(len(filed), end + (start == 0)))


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return len(list(takewhile(bool, map(eq, one, other))))
