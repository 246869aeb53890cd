"""What the public copy leaves out of the filed text, and what in it may still need a look."""

from collections.abc import Collection
from dataclasses import dataclass

from jiannuo.pledges.reading import Span
from jiannuo.publicity.hiding import places
from jiannuo.publicity.models import Publication
from jiannuo.publicity.public_copy import ITEM_FIELDS
from jiannuo.publicity.redaction import REASON, passages, spans_in, texts_of


@dataclass(frozen=True, slots=True)
class Compared:
    """One passage before and after, with the hints that still stand in the public words."""

    label: str
    before: str
    after: str
    left: tuple[Span, ...]

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def shown_words(publication: Publication) -> dict[str, str]:
    """{passage key: public words} of a copy."""
    content = publication.content
    words = {
        "unit_and_post": content["subject"]["unit_and_post"],
        "duty": content["subject"]["duty"],
        "reason": content["reason"],
    }
    for item in content["items"]:
        words |= {f"{item['uid']}.{key}": item[key] for key in ITEM_FIELDS}
    return words


def hidden_in(publication: Publication) -> list[Compared]:
    """Every passage whose public words are not the filed ones, without hints: what stands beside the tick."""
    words = shown_words(publication)
    filed = texts_of(publication.version.content, publication.version.reason)
    return [Compared(label, text, words[key], ()) for key, label, text in filed if words[key] != text]


def hidden_places(publication: Publication) -> tuple[int, int]:
    """In how many places the copy hides the filed words, and in how many it says something else (old copies)."""
    words, version = shown_words(publication), publication.version
    found = passages(version.content, version.reason, ())
    counts = [places(p, words[p.key], version.content["year"]) for p in found if words[p.key] != p.text]
    return sum(hidden for hidden, _ in counts), sum(reworded for _, reworded in counts)


def compared(publication: Publication, known_names: Collection[str]) -> list[Compared]:
    """Every passage that was redacted or still has a hint: what the secrecy check looks at."""
    words = shown_words(publication)
    rows = [
        Compared(p.label, p.text, words[p.key], spans_in(words[p.key], known_names, is_reason=p.key == REASON))
        for p in passages(publication.version.content, publication.version.reason, ())
    ]
    return [row for row in rows if row.is_changed or row.left]
