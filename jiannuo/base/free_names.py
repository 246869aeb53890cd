"""A name that is free when it is looked for may be taken when it is written."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.db import IntegrityError, transaction

_TRIES = 10
Row = TypeVar("Row")


def until_free(free: Callable[[], str], make: Callable[[str], Row]) -> Row:
    """Create a row under the next free name; tried again when somebody else took that name in between."""
    for _ in range(_TRIES - 1):
        name = free()
        with suppress(IntegrityError), transaction.atomic():
            return make(name)
    return make(free())
