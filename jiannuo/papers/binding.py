"""Joins files that typst wrote into one: a township's pledges as one file, written as it grows, memory flat.

A general library holds every page in memory and drops the tags. These parts come from one writer of a pinned version
(plain table of objects, no compressed ones), so giving their objects new numbers is enough; the tests read the result
with pypdf. Why: docs/decisions/0011-binding-many-forms.md
"""

import re
from array import array
from dataclasses import dataclass
from typing import BinaryIO

PAGES, TAGS, BOOK, CATALOG, FIRST_FREE = 1, 2, 3, 4, 5  # the objects that all parts share; BOOK holds their tags
_REFERENCE = re.compile(
    rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)"  # a string: left alone
    rb"|/(StructParents?) (\d+)|\b(\d+) 0 R",
    re.DOTALL,
)
_PAIR = re.compile(rb"(\d+) (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Part:
    """The objects of one file and the numbers of those that say what it is."""

    objects: dict[int, bytes]
    catalog: int
    info: int
    pages: int
    tags: int

    @classmethod
    def read(cls, pdf: bytes) -> "Part":
        """Cut the file at the offsets of its own table."""
        table = pdf[int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0]) :]
        lines = table.splitlines()
        size = int(lines[1].split()[1])
        starts = {number: int(lines[number + 2][:10]) for number in range(1, size) if lines[number + 2][17:18] == b"n"}
        ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], len(pdf) - len(table)], strict=True))
        objects = {
            number: pdf[start : ends[start]].split(b" obj", 1)[1].rpartition(b"endobj")[0].strip(b"\r\n")
            for number, start in starts.items()
        }
        trailer = table[table.index(b"trailer") :]
        catalog = _reference(trailer, b"/Root")
        pages, tags = _reference(objects[catalog], b"/Pages"), _reference(objects[catalog], b"/StructTreeRoot")
        return cls(objects, catalog, _reference(trailer, b"/Info"), pages, tags)


class Binder:
    """`add` the parts in order, then `close`. The first part gives the document's metadata."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._position = 0
        self._offsets = array("Q", bytes(8 * FIRST_FREE))  # by number of object; 0: no such object
        self._free = FIRST_FREE
        self._kids: list[int] = []
        self._leaves: list[int] = []
        self._tops: list[bytes] = []
        self._keys = 0
        self._catalog = self._roles = self._info = b""
        self.pages = 0
        self._put(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")

    def add(self, pdf: bytes) -> None:
        """Write the objects of one part under new numbers."""
        part, base = Part.read(pdf), self._free - 1
        for number, body in part.objects.items():
            moved = _renumbered(body, base, self._keys, part.tags)
            if number == part.catalog:
                self._catalog = self._catalog or moved
            elif number == part.tags:
                self._add_tags(body, base, base + max(part.objects) + 1)
            elif number == part.pages:
                moved = moved.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % PAGES, 1)
                self._write(base + number, moved)
            else:
                self._write(base + number, moved)
        self._info = self._info or b"/Info %d 0 R" % (base + part.info)
        self._kids.append(base + part.pages)
        self.pages += _number(part.objects[part.pages], b"/Count")
        self._keys += _number(part.objects[part.tags], b"/ParentTreeNextKey")
        self._free = base + max(part.objects) + 2

    def close(self) -> None:
        """Write what the parts share, and the table of objects."""
        self._write(PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (self.pages, _references(self._kids)))
        tree = b"<</Kids[%s]>>" % _references(self._leaves)
        shared = (self._roles, BOOK, tree, self._keys)
        self._write(TAGS, b"<</Type/StructTreeRoot%s/K[%d 0 R]/ParentTree%s/ParentTreeNextKey %d>>" % shared)
        self._write(BOOK, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (TAGS, b" ".join(self._tops)))
        catalog = re.sub(rb"/Pages \d+ 0 R", b"/Pages %d 0 R" % PAGES, self._catalog)
        self._write(CATALOG, re.sub(rb"/StructTreeRoot \d+ 0 R", b"/StructTreeRoot %d 0 R" % TAGS, catalog))
        start = self._position
        self._offsets.extend(0 for _ in range(self._free - len(self._offsets)))
        self._put(b"xref\n0 %d\n" % self._free)
        for offset in self._offsets:
            self._put(b"%010d 00000 n \n" % offset if offset else b"0000000000 65535 f \n")
        trailer = (self._free, CATALOG, self._info, start)
        self._put(b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % trailer)

    def _add_tags(self, tree: bytes, base: int, leaf: int) -> None:
        """The tags of a part: top elements under the shared book, its pages' keys as one leaf of the shared tree."""
        self._roles = self._roles or _between(tree, b"/RoleMap<<", b">>", whole=True)
        self._tops.append(_renumbered(_between(tree, b"/K[", b"]"), base, 0, 0))
        pairs = [
            (int(key) + self._keys, int(number) + base)
            for key, number in _PAIR.findall(_between(tree, b"/Nums[", b"]"))
        ]
        nums = b" ".join(b"%d %d 0 R" % pair for pair in pairs)
        self._write(leaf, b"<</Limits[%d %d]/Nums[%s]>>" % (pairs[0][0], pairs[-1][0], nums))
        self._leaves.append(leaf)

    def _write(self, number: int, body: bytes) -> None:
        self._offsets.extend(0 for _ in range(number + 1 - len(self._offsets)))
        self._offsets[number] = self._position
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _put(self, data: bytes) -> None:
        self._position += self._target.write(data)


def _renumbered(body: bytes, base: int, keys: int, tags: int) -> bytes:
    """References and tag keys of one object moved on; the bytes of a stream and the words in strings stay."""
    head, mark, stream = body.partition(b"\nstream")

    def moved(match: re.Match[bytes]) -> bytes:
        if match[3]:
            number = int(match[3])
            return b"%d 0 R" % (BOOK if number == tags else base + number)
        return b"/%s %d" % (match[1], int(match[2]) + keys) if match[1] else match[0]

    return _REFERENCE.sub(moved, head) + mark + stream


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _between(body: bytes, start: bytes, end: bytes, *, whole: bool = False) -> bytes:
    at = body.index(start)
    stop = body.index(end, at)
    return body[at : stop + len(end)] if whole else body[at + len(start) : stop]


def _number(body: bytes, name: bytes) -> int:
    return int(body[body.index(name) + len(name) :].split(b"/")[0].split(b">")[0])


def _reference(body: bytes, name: bytes) -> int:
    return int(body[body.index(name) + len(name) :].split()[0])
