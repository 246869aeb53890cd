"""The demo is loaded as one or not at all: no step of it is ever undone alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def as_one() -> Iterator[None]:
    """Inside, no savepoints: a third of all the statements, and nobody would go back to one. For the demo only."""
    with patch.object(connections[DEFAULT_DB_ALIAS], "savepoint", lambda: None):
        yield
