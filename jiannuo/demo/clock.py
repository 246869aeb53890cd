"""The demo's history did not all happen at this moment: what is loaded "on a day" carries that day's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, every `timezone.now()` of this process is `moment`. For loading the demo only."""
    with patch.object(timezone, "now", lambda: moment):
        yield
