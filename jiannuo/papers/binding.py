"""Joins files that typst wrote into one: a township's pledges as one file, written as it grows, memory flat.

A general library holds every page in memory and drops the tags. These parts come from one writer of a pinned version
(`parts`), so giving their objects new numbers (`renumbering`) and hanging their trees of pages and tags under shared
roots is enough; the tests read the result with pypdf. Why: docs/decisions/0011-binding-many-forms.md
"""

import re
from typing import BinaryIO

from jiannuo.papers.growing import GrowingFile
from jiannuo.papers.parts import Part, between, number_at
from jiannuo.papers.renumbering import Shift

PAGES, TAGS, BOOK, CATALOG, FIRST_FREE = 1, 2, 3, 4, 5  # the objects that all parts share; BOOK holds their tags
_KEY_AND_OBJECT = re.compile(rb"(\d+) (\d+) 0 R")


class Binder:
    """`add` the parts in order, then `close`. The first part gives the document's metadata."""

    def __init__(self, target: BinaryIO) -> None:
        self.pages = 0  # so far
        self._file = GrowingFile(target)
        self._free = FIRST_FREE  # the next number for an object
        self._keys = 0  # tag keys so far
        self._page_trees: list[int] = []
        self._key_leaves: list[int] = []
        self._tag_tops: list[bytes] = []  # references to the top elements of each part
        self._catalog = self._info = self._roles = b""

    def add(self, pdf: bytes) -> None:
        """Write the objects of one part under new numbers. ValueError where typst did not write it."""
        part = Part.read(pdf)
        shift = Shift(objects=self._free - 1, keys=self._keys, tags=part.tags, book=BOOK)
        leaf = shift.number(max(part.objects)) + 1
        self._keep_metadata(part, shift)
        self._write_objects(part, shift)
        self._hang_tags(part, shift, leaf)
        self._page_trees.append(shift.number(part.pages))
        self.pages += number_at(part.objects[part.pages], b"/Count")
        self._keys += number_at(part.objects[part.tags], b"/ParentTreeNextKey")
        self._free = leaf + 1

    def close(self) -> None:
        """Write what the parts share, and the table of objects."""
        self._file.write(PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (self.pages, _references(self._page_trees)))
        tree = b"/ParentTree<</Kids[%s]>>/ParentTreeNextKey %d" % (_references(self._key_leaves), self._keys)
        self._file.write(TAGS, b"<</Type/StructTreeRoot%s/K[%d 0 R]%s>>" % (self._roles, BOOK, tree))
        tops = b" ".join(self._tag_tops)
        self._file.write(BOOK, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (TAGS, tops))
        self._file.write(CATALOG, self._catalog)
        self._file.close(b"/Root %d 0 R%s" % (CATALOG, self._info))

    def _keep_metadata(self, part: Part, shift: Shift) -> None:
        """Of the first part: its catalog, pointing at the shared trees, and who made it when."""
        if not self._catalog:
            moved = shift.moved(part.objects[part.catalog])
            moved = re.sub(rb"/Pages \d+ 0 R", b"/Pages %d 0 R" % PAGES, moved)
            self._catalog = re.sub(rb"/StructTreeRoot \d+ 0 R", b"/StructTreeRoot %d 0 R" % TAGS, moved)
            self._info = b"/Info %d 0 R" % shift.number(part.info)
            self._roles = b"/RoleMap<<%s>>" % between(part.objects[part.tags], b"/RoleMap<<", b">>")

    def _write_objects(self, part: Part, shift: Shift) -> None:
        """All but the catalog and the root of tags, of which the bound file has its own; pages hang under its root."""
        for number, body in part.objects.items():
            if number in {part.catalog, part.tags}:
                continue
            moved = shift.moved(body)
            if number == part.pages:
                moved = moved.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % PAGES, 1)
            self._file.write(shift.number(number), moved)

    def _hang_tags(self, part: Part, shift: Shift, leaf: int) -> None:
        """The part's top elements under the shared book; its pages' keys as object `leaf` of the shared tree."""
        root = part.objects[part.tags]
        self._tag_tops.append(shift.moved(between(root, b"/K[", b"]")))
        found = _KEY_AND_OBJECT.findall(between(root, b"/Nums[", b"]"))
        pairs = [(int(key) + shift.keys, shift.number(int(number))) for key, number in found]
        keys = b" ".join(b"%d %d 0 R" % pair for pair in pairs)
        self._file.write(leaf, b"<</Limits[%d %d]/Nums[%s]>>" % (pairs[0][0], pairs[-1][0], keys))
        self._key_leaves.append(leaf)


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
