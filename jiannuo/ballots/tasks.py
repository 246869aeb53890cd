"""After a box is counted or cancelled its rows are gone; this rewrites the storage they lay in."""

import logging

from django.db import OperationalError

from jiannuo.ballots import scrubbing
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State

_ENDED = (State.CLOSED, State.CONFIRMED, State.CANCELLED)
_log = logging.getLogger(__name__)


def sweep() -> None:
    """Right after a box has ended, and by the worker for as long as something hindered it. Harms no count."""
    ended = list(BallotBox.objects.filter(state__in=_ENDED, is_scrubbed=False).values_list("pk", "state"))
    if not ended:
        return
    try:
        is_gone = scrubbing.rewrite()
    except OperationalError as error:
        _log.warning("The storage of counted boxes could not be rewritten yet: %s", error)
        return
    if is_gone:
        for pk, state in ended:
            BallotBox.objects.filter(pk=pk, state=state).update(is_scrubbed=True)
