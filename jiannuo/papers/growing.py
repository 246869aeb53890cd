"""A PDF that grows object by object; in memory is only where each begins."""

from array import array
from typing import BinaryIO


class GrowingFile:
    """`write` objects in any order of their numbers, then `close`."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._position = 0  # in bytes
        self._beginnings = array("Q")  # by number of object; 0: no such object
        self._put(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")

    def write(self, number: int, body: bytes) -> None:
        """Write one object."""
        self._beginnings.extend(0 for _ in range(number + 1 - len(self._beginnings)))
        self._beginnings[number] = self._position
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def close(self, entries: bytes) -> None:
        """Write the table of objects and the trailer with these entries (/Root, /Info)."""
        table, size = self._position, len(self._beginnings)
        self._put(b"xref\n0 %d\n" % size)
        for begin in self._beginnings:
            self._put(b"%010d 00000 n \n" % begin if begin else b"0000000000 65535 f \n")
        self._put(b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, entries, table))

    def _put(self, data: bytes) -> None:
        self._position += self._target.write(data)
