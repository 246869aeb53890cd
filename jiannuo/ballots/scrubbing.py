"""Deleted rows leave bytes: SQLite's in its write-ahead log, PostgreSQL's in its tables. This rewrites both.

Neither can be done inside a transaction. Both wait for others, and others for them: never long.
"""

import re
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from jiannuo.ballots.models import BallotBox, PaperTally, SealedBallot, Slip

PATIENCE = 3_000  # milliseconds until others must have let go
LONGEST = 20_000  # milliseconds for a rewriting
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
    told: list[str] = []

    def hear(diagnostic: Any) -> None:
        told.extend(re.findall(r"^\d+", diagnostic.message_detail or ""))  # the dead rows of a table that had to stay

    link = connection.connection
    link.add_notice_handler(hear)
    try:
        cursor.execute(f"SET lock_timeout = {PATIENCE}")
        cursor.execute(f"SET statement_timeout = {LONGEST}")
        cursor.execute(f"VACUUM (FULL, VERBOSE) {', '.join(_TABLES)}")
    finally:
        link.remove_notice_handler(hear)
        cursor.execute("RESET lock_timeout")
        cursor.execute("RESET statement_timeout")
    return told == ["0"] * len(_TABLES)
