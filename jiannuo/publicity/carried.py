"""Words that an earlier copy on the board already stood in for: the same text is not shown bare the next time (C48)."""

from collections.abc import Collection
from dataclasses import replace

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
    return replace(passage, spans=(Span(0, len(filed), filed, "上次公示时改过", shown),))
