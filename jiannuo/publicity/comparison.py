"""What the public copy leaves out of the filed text, and what in it may still need a look."""

from collections.abc import Collection
from dataclasses import dataclass

from jiannuo.pledges.reading import Span
from jiannuo.publicity.models import Publication
from jiannuo.publicity.public_copy import ITEM_FIELDS
from jiannuo.publicity.redaction import REASON, passages, spans_in


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


def compared(publication: Publication, known_names: Collection[str]) -> list[Compared]:
    """Every passage that was rewritten or still has a hint: what the secrecy check looks at."""
    words = shown_words(publication)
    rows = [
        Compared(p.label, p.text, words[p.key], spans_in(words[p.key], known_names, is_reason=p.key == REASON))
        for p in passages(publication.version.content, publication.version.reason, ())
    ]
    return [row for row in rows if row.is_changed or row.left]
