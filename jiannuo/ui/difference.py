"""What changed between two Chinese texts, in pieces that a person can read."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Piece = tuple[str, str]  # ("same" | "out" | "in", text)
_SHORTEST_SAME = 2  # an island of one character between two changes is noise, not something kept
_LIMIT = 20_000
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|.", re.DOTALL)  # 「12万株」 became 「15万株」, not 「1」 with a 「2」 and a 「5」


def _raw(before: str, after: str) -> Iterator[Piece]:
    if len(before) + len(after) > _LIMIT:
        yield from (("out", before), ("in", after))
        return
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was = "".join(old[i1:i2])
        if tag == "equal" and (len(was) >= _SHORTEST_SAME or i1 == 0 or i2 == len(old)):
            yield "same", was
        else:
            yield "out", was
            yield "in", "".join(new[j1:j2])


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
