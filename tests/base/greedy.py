"""A module that takes what it is told to: run in a process of its own by test_confined.py."""

import sys

from jiannuo.base.confined import Trouble, serve


def _take(data: bytes) -> bytes:
    if data == b"locked":
        raise PermissionError
    return b"taken: %d" % len(bytearray(int(data)))


if __name__ == "__main__":
    serve(_take, {PermissionError: Trouble.LOCKED} if sys.argv[1:] != ["untold"] else {})
