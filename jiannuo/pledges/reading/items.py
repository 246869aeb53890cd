"""A whole text into its items with everything recognised; the person confirms with a tap (C10)."""

from dataclasses import replace
from datetime import date

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.figures import targets
from jiannuo.pledges.reading.kinds import is_one_person, kind_of
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Kind, Piece, ReadItem
from jiannuo.pledges.reading.splitting import outline
from jiannuo.pledges.reading.timing import coming, deadlines

CUT = regex(r"(?:…|\.{3,})[”\")]?$")
PLACEHOLDER = regex(
    r"_{2,}|[XＸx×]{2,}|[□○]{2,}|\(\s+\)|某某(?!某)|"
    r"[\d\u4e00-\u9fff][XＸ×](?=[户名个元公里亩月日年件项])|\{[^{}]{0,20}\}|(?:待填|待定|TODO)"
)


def read(text: str, year: int | None, *, on: date | None = None) -> list[ReadItem]:
    """The items of a text; `year` is the round's and dates 今年, 年底前, 上半年, `on` the day of writing: 春节前."""
    found: list[ReadItem] = []
    by, under, is_one = "", "", is_one_person(text)
    for piece in outline(text):
        if piece.role == "lead":
            by += piece.text
        elif piece.role == "heading":
            under = fold(piece.text)
        elif piece.role == "item":
            found.append(_item(piece, year, piece.kind or kind_of(piece.text, under=under, by=by, is_one=is_one)))
    return [_from(on, item) for item in found] if on else found


def _from(on: date, item: ReadItem) -> ReadItem:
    return replace(item, deadlines=tuple(coming(deadline, on) for deadline in item.deadlines))


def _item(piece: Piece, year: int | None, kind: Kind) -> ReadItem:
    own = deadlines(piece.text, year)
    if piece.inherited and not own:
        own = deadlines(piece.inherited, year)
    return ReadItem(
        text=piece.text,
        kind=kind,
        deadlines=tuple(own),
        targets=tuple(targets(piece.text)),
        is_cut=is_cut(piece.text),
        has_placeholder=has_placeholder(piece.text),
    )


def with_its_time(item: ReadItem) -> str:
    """The promise as it can stand by itself: with the time that stood at the head of its sentence or list."""
    if not item.deadlines or deadlines(item.text, None):
        return item.text
    return "".join(deadline.words for deadline in item.deadlines) + item.text


def is_cut(text: str) -> bool:
    """Does the text break off with 「……」?"""
    return bool(CUT.search(fold(text).rstrip(" 。;")))


def has_placeholder(text: str) -> bool:
    """Is something left to fill in: XX, __, 某某?"""
    return bool(PLACEHOLDER.search(text))
