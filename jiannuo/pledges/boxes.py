"""The plain boxes a person writes in, and the items read from them. Pure text, no database."""

import hashlib
import re
from datetime import date

from jiannuo.pledges import reading
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.results import ReadItem

MAX_BOX = 20_000  # characters in one box
Boxes = dict[str, str]
_WORDS = re.compile(r"[\W_]+")
_NUMBERS = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．,，]\s*|[①-⑳]\s*|[一二三四五六七八九十]是\s*)?"


def text_key(text: str) -> str:
    """Equal for texts that differ only in punctuation, width, spaces or traditional characters."""
    return hashlib.sha256(_WORDS.sub("", fold(text)).lower().encode()).hexdigest()


def read(boxes: Boxes, kinds: list[str], year: int, *, on: date | None = None) -> list[tuple[str, ReadItem]]:
    """(kind, item) of every promise in the boxes, written on that day, in order. The box decides the kind."""
    return [(kind, item) for kind in kinds for item in reading.read(boxes.get(kind, ""), year, on=on)]


def texts_in(box: str, year: int) -> list[str]:
    return [item.text for item in reading.read(box, year)]


def left_out(boxes: Boxes, kinds: list[str]) -> list[str]:
    """What stands in the boxes and is no promise by the reader: leads, headings, signatures, notes."""
    pieces = (piece for kind in kinds for piece in reading.outline(boxes.get(kind, "")))
    return [piece.text for piece in pieces if piece.role != "item" and re.search(r"\w", piece.text)]


def as_list(texts: list[str]) -> str:
    """One numbered line per item; a single one needs no number."""
    return texts[0] if len(texts) == 1 else "\n".join(f"{number}、{text}" for number, text in enumerate(texts, 1))


def with_more(box: str, texts: list[str], year: int) -> str:
    """The box with further items on lines of their own; numbered afresh where they would otherwise be read as one."""
    before = texts_in(box, year)
    longer = "\n".join([box.rstrip(), *texts]).lstrip("\n")
    wanted = [*before, *texts]
    return longer if texts_in(longer, year) == wanted else _numbered(wanted, year)


def without(box: str, text: str, year: int) -> str:
    """The box without one item; numbered afresh where cutting it out would change what is read from the rest."""
    wanted = texts_in(box, year)
    if text in wanted:
        wanted.remove(text)
    if not wanted:
        return ""
    shorter = re.sub(_NUMBERS + re.escape(text) + r"[。；;，,、]?\n?", "", box, count=1).strip()
    return shorter if texts_in(shorter, year) == wanted else _numbered(wanted, year)


def _numbered(texts: list[str], year: int) -> str:
    """As a list; a single item that would be read as several gets its number, too."""
    listed = as_list(texts)
    return listed if len(texts) > 1 or texts_in(listed, year) == texts else f"1、{texts[0]}"
