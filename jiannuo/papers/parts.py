"""One file as typst writes it, cut into its objects: a plain table of objects, none of them compressed.

Why without a library: docs/decisions/0011-binding-many-forms.md
"""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Part:
    """The objects of one file by number, and the numbers of those that say what it is."""

    objects: dict[int, bytes]  # what stands between "5 0 obj" and "endobj"
    catalog: int
    info: int
    pages: int
    tags: int

    @classmethod
    def read(cls, pdf: bytes) -> "Part":
        """Cut the file at the offsets of its own table. ValueError where it is not as typst writes it."""
        table = pdf[int(pdf[pdf.rindex(b"startxref") + len(b"startxref") :].split()[0]) :]
        objects = _cut(pdf, _beginnings(table), len(pdf) - len(table))
        trailer = table[table.index(b"trailer") :]
        catalog = number_at(trailer, b"/Root")
        return cls(
            objects=objects,
            catalog=catalog,
            info=number_at(trailer, b"/Info"),
            pages=number_at(objects[catalog], b"/Pages"),
            tags=number_at(objects[catalog], b"/StructTreeRoot"),
        )


def _beginnings(table: bytes) -> dict[int, int]:
    """{number of an object: the byte at which it begins}; b"0000000016 00000 n" is one, an entry with f is free."""
    _, counted, *entries = table.splitlines()
    size = int(counted.split()[1])
    return {number: int(entry[:10]) for number, entry in enumerate(entries[:size]) if entry[17:18] == b"n"}


def _cut(pdf: bytes, beginnings: dict[int, int], end: int) -> dict[int, bytes]:
    """{number: object}. Each reaches to where the next one begins, the last to `end`."""
    reach = dict(pairwise([*sorted(beginnings.values()), end]))
    whole = {number: pdf[begin : reach[begin]] for number, begin in beginnings.items()}
    return {
        number: words.partition(b" obj")[2].rpartition(b"endobj")[0].strip(b"\r\n") for number, words in whole.items()
    }


def number_at(body: bytes, name: bytes) -> int:
    """The number behind a name: 5 for b"/Root" in b"/Root 5 0 R". ValueError when there is none."""
    found = re.search(re.escape(name) + rb"\s*(\d+)", body)
    if found is None:
        raise ValueError(name)
    return int(found[1])


def between(body: bytes, start: bytes, end: bytes) -> bytes:
    """What stands between the first `start` and the next `end`. ValueError when there is none."""
    begin = body.index(start) + len(start)
    return body[begin : body.index(end, begin)]
