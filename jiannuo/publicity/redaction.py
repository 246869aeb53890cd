"""What in a text must or should not be public, passage by passage."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from jiannuo.pledges import reading
from jiannuo.pledges.reading import Span
from jiannuo.publicity.names import masked
from jiannuo.publicity.public_copy import ITEM_FIELDS, in_form_order

REASON = "reason"  # the passage that says why something was changed or not kept


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of text that would be public. `key` names its place: "duty" or "<uid>.text"."""

    key: str
    label: str
    text: str
    spans: tuple[Span, ...] = ()

    @property
    def suggested(self) -> str:
        """The text with every suggestion taken."""
        text = self.text
        for span in sorted(self.spans, key=lambda s: s.start, reverse=True):
            text = text[: span.start] + span.replacement + text[span.end :]
        return text

    @property
    def marked(self) -> list[tuple[str, Span | None]]:
        """The text in pieces; a piece with a span is what the hint is about."""
        pieces: list[tuple[str, Span | None]] = []
        at = 0
        for span in self.spans:
            pieces += [(self.text[at : span.start], None), (self.text[span.start : span.end], span)]
            at = span.end
        return [piece for piece in [*pieces, (self.text[at:], None)] if piece[0]]


def texts_of(content: dict[str, Any], reason: str) -> list[tuple[str, str, str]]:
    """(key, label, text) of every passage of a frozen version; empty ones are left out."""
    subject = content["subject"]
    found = [
        ("unit_and_post", "单位及职务", subject.get("unit_and_post", "")),
        ("duty", "职责", subject["duty"]),
        (REASON, "充实完善的原因", reason),
    ]
    for number, item in enumerate(in_form_order(content["items"]), start=1):
        found += [(f"{item['uid']}.{key}", f"第{number}项 {label}", item[key]) for key, label in ITEM_FIELDS.items()]
    return [(key, label, text) for key, label, text in found if text]


def passages(content: dict[str, Any], reason: str, known_names: Collection[str]) -> list[Passage]:
    """Every passage with its hints."""
    subject = content["subject"]
    own = subject["name"] if content["form"] == "member" else ""
    names = {*known_names, own} - {""} if known_names else known_names
    return [passage(key, label, text, names, own=own) for key, label, text in texts_of(content, reason)]


def passage(key: str, label: str, text: str, names: Collection[str], *, own: str = "") -> Passage:
    """One stretch of text with its hints; `own` is the name of the one who promises."""
    return Passage(key, label, text, _fitting(key, spans_in(text, names, is_reason=key == REASON), own))


def _fitting(key: str, spans: tuple[Span, ...], own: str) -> tuple[Span, ...]:
    """The one who promises is 本人; a responsible person is known by the surname, not as one of the people served."""
    fitted = []
    for span in spans:
        if own and span.words == own:
            fitted.append(replace(span, reason="本人姓名", replacement="本人"))
        elif key.endswith(".responsible") and not any(c.isdigit() for c in span.words):
            fitted.append(replace(span, replacement=masked(span.words)))
        else:
            fitted.append(span)
    return tuple(fitted)


def spans_in(text: str, known_names: Collection[str], *, is_reason: bool = False) -> tuple[Span, ...]:
    """The hints for one text, in order and without overlap; 王某 is masked already.

    What tells of somebody's circumstances goes as a whole, with the names in it.
    """
    told = reading.circumstance_hints(text, is_reason=is_reason)
    named = [span for span in reading.redaction_hints(text, known_names) if not span.words.endswith("某")]
    for n, one in enumerate(told):
        within = [span for span in named if span.start < one.end and one.start < span.end]
        named = [span for span in named if span not in within]
        start, end = min([one.start, *(s.start for s in within)]), max([one.end, *(s.end for s in within)])
        told[n] = replace(one, start=start, end=end, words=text[start:end])
    return tuple(sorted([*told, *named], key=lambda span: span.start))
