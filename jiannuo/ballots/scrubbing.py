"""Deleted rows leave bytes: SQLite's in its write-ahead log, PostgreSQL's in its tables. This rewrites both.

Neither can be done inside a transaction. Both wait for others, and others for them: never long.
"""

import re
import time
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from jiannuo.ballots.models import BallotBox, PaperTally, SealedBallot, Slip

PATIENCE = 3_000  # milliseconds until others must have let go
LONGEST = 20_000  # milliseconds for a rewriting
_PAUSES = (0.1, 0.4, 0.0)  # seconds after each try: most readers are gone by then
_TABLES = [model._meta.db_table for model in (Slip, SealedBallot, PaperTally, BallotBox)]  # noqa: SLF001


def rewrite() -> bool:
    """Whether nothing deleted is left in the database's own files; False: somebody was still reading, try again."""
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        return _fold_log(cursor) if connection.vendor == "sqlite" else _write_tables_anew(cursor)


def _fold_log(cursor: CursorWrapper) -> bool:
    """SQLite overwrites deleted rows by itself (secure_delete) as soon as the log is folded into the file."""
    cursor.execute("PRAGMA busy_timeout")
    (usual,) = cursor.fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_ = cursor.fetchone()
        return not is_busy
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _write_tables_anew(cursor: CursorWrapper) -> bool:
    """Whoever began to read before the count (a dump, a report) may still need the dead rows: then they are copied."""
    cursor.execute(f"SET lock_timeout = {PATIENCE}")
    cursor.execute(f"SET statement_timeout = {LONGEST}")
    try:
        for pause in _PAUSES:
            if _copied_dead(cursor) == ["0"] * len(_TABLES):
                return True
            time.sleep(pause)
        return False
    finally:
        cursor.execute("RESET lock_timeout")
        cursor.execute("RESET statement_timeout")


def _copied_dead(cursor: CursorWrapper) -> list[str]:
    """How many dead rows each new table still has.

    FULL copies what any database of the server might need; VACUUM itself looks at this one only, so it takes the dead
    away first, and nobody else's long work is waited for.
    """
    told: list[str] = []

    def hear(diagnostic: Any) -> None:
        told.extend(re.findall(r"^\d+", diagnostic.message_detail or ""))

    link = connection.connection
    cursor.execute(f"VACUUM (TRUNCATE FALSE) {', '.join(_TABLES)}")
    link.add_notice_handler(hear)
    try:
        cursor.execute(f"VACUUM (FULL, VERBOSE) {', '.join(_TABLES)}")
    finally:
        link.remove_notice_handler(hear)
    return told
