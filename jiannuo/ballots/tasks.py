"""After a box is counted or cancelled its rows are gone; this rewrites the storage they lay in, and destroys keys."""

import logging
import uuid

from django.db import OperationalError, connection

from jiannuo.ballots import remarks, scrubbing
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State

_ENDED = (State.CLOSED, State.CONFIRMED, State.CANCELLED)
_log = logging.getLogger(__name__)


def sweep() -> None:
    """Right after a box has ended, and by the worker for as long as something hindered it. Harms no count."""
    if connection.in_atomic_block:
        return  # the end may yet be taken back
    ended = list(BallotBox.objects.filter(state__in=_ENDED, is_scrubbed=False).values_list("pk", "state"))
    if not ended:
        return
    keyless = {pk for pk, state in ended if state == State.CLOSED or _is_key_gone(pk)}  # a counted box is still read
    try:
        is_gone = scrubbing.rewrite()
    except OperationalError as error:
        _log.warning("The storage of counted boxes could not be rewritten yet: %s", error)
        return
    if is_gone:
        for pk, state in ended:
            if pk in keyless:
                BallotBox.objects.filter(pk=pk, state=state).update(is_scrubbed=True)


def _is_key_gone(box: uuid.UUID) -> bool:
    try:
        remarks.destroy_key(box)
    except OSError as error:
        _log.warning("The key of the remarks of box %s could not be destroyed yet: %s", box, error)
        return False
    return True
