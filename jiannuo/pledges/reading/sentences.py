"""Sentences and their parts, never parted inside brackets or quotation marks."""

import re

_PAIRS = {")": "(", "”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "]": "[", "】": "【"}
_OPENERS = frozenset(_PAIRS.values())
_STOPS = frozenset("。;!?\n")
MOST_SENTENCES = 300


def covered(folded: str) -> list[bool]:
    """For each character: does it stand inside a matched pair?"""
    depth = [0] * (len(folded) + 1)
    open_at: list[tuple[str, int]] = []
    for place, char in enumerate(folded):
        if char == "\n":
            open_at.clear()
        elif char in _OPENERS:
            open_at.append((char, place))
        elif char in _PAIRS and open_at and open_at[-1][0] == _PAIRS[char]:
            start = open_at.pop()[1]
            depth[start] += 1
            depth[place + 1] -= 1
    inside, level = [], 0
    for step in depth[:-1]:
        level += step
        inside.append(level > 0)
    return inside


def cut(text: str, places: list[int]) -> list[str]:
    """The text in parts that end at the given places; blank parts are kept to the left neighbour."""
    parts: list[str] = []
    start = 0
    for place in [*places, len(text)]:
        part = text[start:place]
        if part.strip():
            parts.append(part)
        elif parts:
            parts[-1] += part
        start = place
    return parts


def sentences(text: str, folded: str) -> list[str]:
    """Parted after 。；！？ and line ends, after a full stop of the half-width kind, and after 「……」."""
    inside = covered(folded)
    places: list[int] = []
    for place, char in enumerate(folded):
        if inside[place] or len(places) >= MOST_SENTENCES:
            continue
        if (
            (char in _STOPS and folded[place + 1 : place + 2] not in _STOPS)
            or _is_dot(folded, place)
            or (char == "…" and folded[place + 1 : place + 2] != "…")
            or (_is_picture(char) and not _is_picture(folded[place + 1 : place + 2]))
        ):
            places.append(place + 1)
    return cut(text, places)


def _is_picture(char: str) -> bool:
    """An emoji: who types on a phone ends a sentence with it."""
    return "\U0001f300" <= char <= "\U0001faff"


def _is_dot(folded: str, place: int) -> bool:
    """A full stop typed as a dot: after a Chinese character or unit, not inside a number or abbreviation."""
    if folded[place] != "." or place == 0:
        return False
    before, after = folded[place - 1], folded[place + 1 : place + 2]
    return (not before.isascii() or before in "%)") and not (after.isascii() and after.isalnum()) and after != "."


def parts(text: str, folded: str, signs: str) -> list[str]:
    """Parted after each of the signs that stands outside brackets and quotation marks, and not inside a number."""
    inside = covered(folded)
    places = []
    for place, char in enumerate(folded):
        if (
            char in signs
            and not inside[place]
            and not re.fullmatch(r"\d,\d{3}", folded[place - 1 : place + 4] if place else "")
        ):
            places.append(place + 1)
    return cut(text, places)
