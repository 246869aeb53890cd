"""New numbers for the objects of one part, so that many parts can stand in one file."""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(
    rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)"  # a string, whatever it says: left alone
    rb"|/(?P<name>StructParents?) (?P<key>\d+)|\b(?P<object>\d+) 0 R",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the numbers of one part move on."""

    objects: int
    keys: int  # of the tags: where a page finds its own (/StructParents)
    tags: int  # the part's root of tags
    book: int  # what stands in its place in the bound file

    def number(self, of: int) -> int:
        """The new number of an object."""
        return self.book if of == self.tags else self.objects + of

    def moved(self, body: bytes) -> bytes:
        """An object with its references and tag keys moved on; the bytes of a stream and the words in strings stay."""
        head, mark, stream = body.partition(b"\nstream")
        return _NUMBERED.sub(self._renumbered, head) + mark + stream

    def _renumbered(self, found: re.Match[bytes]) -> bytes:
        if found["object"]:
            return b"%d 0 R" % self.number(int(found["object"]))
        if found["key"]:
            return b"/%s %d" % (found["name"], int(found["key"]) + self.keys)
        return found[0]
