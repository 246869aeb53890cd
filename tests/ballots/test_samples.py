"""What a database notes about its tables for its planner holds nothing of a ballot (C28)."""

import pytest
from django.db import connection

from jiannuo.ballots import remarks
from jiannuo.ballots.actions import close
from jiannuo.ballots.models import BallotBox, PaperTally, SealedBallot, Slip

pytestmark = pytest.mark.django_db(transaction=True)
_TABLES = [model._meta.db_table for model in (Slip, SealedBallot, PaperTally, BallotBox)]


def _look_and_note() -> None:
    """As autovacuum does, whenever it likes."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"ANALYZE {table}")


def _noted() -> str:
    asked = (
        "SELECT tbl, idx, stat FROM sqlite_stat1"
        if connection.vendor == "sqlite"
        else "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text FROM pg_stats"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return repr([row for row in cursor.fetchall() if row[0] in _TABLES])


def test_nothing_of_a_ballot_is_kept_among_the_planners_samples(transactional_db, make_poll):
    poll = make_poll(20, takes_remarks=True)
    pepper = bytes(BallotBox.objects.get().pepper).hex()
    for _ in range(6):
        poll.vote(remark="桥头的灯催了三回")
    _look_and_note()  # in the middle: the receipts there are those of who came first
    for _ in range(6):
        poll.vote("fairly", remark="渠里有淤泥")
    _look_and_note()
    secrets = [pepper, *(bytes(body).hex() for body in SealedBallot.objects.values_list("body", flat=True))]
    secrets += [text for pair in Slip.objects.values_list("digest", "receipt") for text in pair if text]
    close(poll.box, poll.keys.sheets[:2], by=poll.by)
    box = BallotBox.objects.get()
    assert len(remarks.read(box)) == 12
    _look_and_note()  # remarks lie there until they are summed up
    noted = _noted()
    assert "ballots_ballotbox" in noted  # it did look
    found = [secret for secret in (*secrets, "桥头", "淤泥", "satisfied") if secret in noted]
    assert (found, len(secrets)) == ([], 1 + 12 + 20 + 12)
