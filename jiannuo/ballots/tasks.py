"""After a box is counted or cancelled its rows are gone; this rewrites the storage they lay in."""

from django.db import connection

from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State

_ENDED = (State.CLOSED, State.CONFIRMED, State.CANCELLED)


def sweep() -> None:
    """Fold the write-ahead log away (SQLite) or rewrite the tables (PostgreSQL), once for the boxes ended since."""
    ended = list(BallotBox.objects.filter(state__in=_ENDED, is_scrubbed=False).values_list("pk", "state"))
    if not ended:
        return
    rewrite_storage()
    for pk, state in ended:
        BallotBox.objects.filter(pk=pk, state=state).update(is_scrubbed=True)
    rewrite_storage(log_only=True)


def rewrite_storage(*, log_only: bool = False) -> None:
    """SQLite overwrites deleted rows by itself (secure_delete); what is left of them is in the log."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif not log_only:
            cursor.execute("VACUUM (FULL) ballots_slip, ballots_sealedballot, ballots_ballotbox")
