"""遮住 by a tap: the words that one hint is about are hidden in what stands in the box, or shown again."""

from dataclasses import dataclass

from jiannuo.base.text import clean
from jiannuo.pledges.reading import Span
from jiannuo.publicity.redaction import Passage


@dataclass(frozen=True, slots=True)
class Pick:
    """A hint beside its box. `is_hidden` is None where the box says something of its own in that place."""

    span: Span
    is_hidden: bool | None


def picks_of(passage: Passage, words: str) -> list[Pick]:
    """How each hint of the passage stands in the words of its box."""
    typed = clean(words).strip()
    states = _states(passage, typed)
    if states is None:
        return [Pick(span, False if span.words in typed else None) for span in passage.spans]
    return [Pick(span, is_hidden) for span, is_hidden in zip(passage.spans, states, strict=True)]


def turned(passage: Passage, words: str, at: str) -> str:
    """The words with the hint that begins at the place (as sent) hidden, or shown again; what was typed stays."""
    span = next((one for one in passage.spans if str(one.start) == at), None)
    if span is None:
        return words
    typed = clean(words).strip()
    states = _states(passage, typed)
    if states is None:
        return typed.replace(span.words, span.replacement)
    hidden = {one.start for one, is_hidden in zip(passage.spans, states, strict=True) if is_hidden}
    return "".join(
        piece if one is None or one.start not in hidden ^ {span.start} else one.replacement
        for piece, one in passage.marked
    ).strip()


def _states(passage: Passage, typed: str) -> list[bool] | None:
    """Which hints are hidden, where the words are the filed ones but for that; None where something else was typed."""
    states, at = [], 0
    for piece, span in Passage(passage.key, passage.label, clean(passage.text).strip(), passage.spans).marked:
        hides = span is not None and not typed.startswith(piece, at)
        said = span.replacement if span is not None and hides else piece
        if not typed.startswith(said, at):
            return None
        states += [hides] if span is not None else []
        at += len(said)
    return states if at == len(typed) else None
