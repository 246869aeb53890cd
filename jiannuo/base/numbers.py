"""Numbers as they come in addresses and hidden fields, where anybody can write anything."""

from collections.abc import Iterable

_LONGEST = 18  # digits: what a row's key holds on every database


def number(sent: str) -> int | None:
    """The number; None for anything that is none, or that no row can have."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= _LONGEST else None


def numbers(sent: Iterable[str]) -> list[int]:
    """Those that are numbers, in the order sent."""
    found = (number(value) for value in sent)
    return [value for value in found if value is not None]


def ticked(sent: Iterable[str]) -> dict[int, int]:
    """{row: version as looked at} of the ticked ones, from "12:3"; what is not of this shape is left out."""
    pairs = (numbers(value.split(":")) for value in sent)
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
