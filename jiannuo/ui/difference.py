"""What changed between two Chinese texts, in pieces that a person can read."""

from collections.abc import Iterator
from difflib import SequenceMatcher

Piece = tuple[str, str]  # ("same" | "out" | "in", text)
_SHORTEST_SAME = 2  # an island of one character between two changes is noise, not something kept
_LIMIT = 20_000


def _raw(before: str, after: str) -> Iterator[Piece]:
    if len(before) + len(after) > _LIMIT:
        yield from (("out", before), ("in", after))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" and (i2 - i1 >= _SHORTEST_SAME or i1 == 0 or i2 == len(before)):
            yield "same", before[i1:i2]
        else:
            yield "out", before[i1:i2]
            yield "in", after[j1:j2]


def pieces(before: str, after: str) -> list[Piece]:
    """Same, out and in, with neighbouring changes drawn together: one struck piece, then one put in."""
    if before == after:
        return [("same", before)] if before else []
    found: list[Piece] = []
    out = put = ""
    for kind, text in [*_raw(before, after), ("same", "")]:
        if kind != "same":
            out, put = (out + text, put) if kind == "out" else (out, put + text)
            continue
        found += [(k, t) for k, t in (("out", out), ("in", put), ("same", text)) if t]
        out = put = ""
    return found
