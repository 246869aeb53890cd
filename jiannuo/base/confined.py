"""A file from outside is opened in a process of its own, whose memory and time are limited.

`python -m MODULE < FILE` writes what it makes of the file: such a module calls `serve`. One that is told in words
where the file lies calls `confine` before it opens it. Neither needs Django.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from jiannuo.base.errors import Refusal

_MEMORY, _SECONDS = 1024 * 1024 * 1024, 15
_ROOT = Path(__file__).resolve().parents[2]


class Trouble(IntEnum):
    """How such a process ends when there is nothing to keep: its exit code; Python's own 1 for whatever broke."""

    UNREADABLE = 1
    TOO_LARGE = 4
    LOCKED = 5
    SLOW = 6  # said for it: it does not come to an end


_TOO_MUCH: dict[type[Exception], Trouble] = {
    MemoryError: Trouble.TOO_LARGE,
    OverflowError: Trouble.TOO_LARGE,
}


def made_by(module: str, data: bytes, said: Mapping[Trouble, str], *, words: Sequence[str] = ()) -> bytes:
    """What the module makes of the file, or a Refusal with the sentence for the person who sent it."""
    command = [sys.executable, "-m", module, *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no words from outside
            command, input=data, capture_output=True, cwd=_ROOT, env={}, timeout=_SECONDS * 2, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(said.get(Trouble.SLOW, said[Trouble.UNREADABLE])) from error
    if done.returncode or not done.stdout:
        told = {trouble.value: sentence for trouble, sentence in said.items()}
        raise Refusal(told.get(done.returncode, said[Trouble.UNREADABLE]))
    return done.stdout


def confine() -> None:
    """From here on no more memory and time than a file of ours needs."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def serve(make: Callable[[bytes], bytes], troubles: Mapping[type[Exception], Trouble]) -> None:
    """From standard input to standard output; `troubles` names what is worth a sentence of its own."""
    confine()
    known = {**_TOO_MUCH, **troubles}
    try:
        sys.stdout.buffer.write(make(sys.stdin.buffer.read()))
    except tuple(known) as error:
        sys.exit(next(code for kind, code in known.items() if isinstance(error, kind)))
