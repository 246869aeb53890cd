"""Remarks stand in the row as ciphertext only. SQLite rebuilds the table for a column, so the triggers of 0002 are said
again; the one on the slips looks at this table and must be away meanwhile."""

from collections.abc import Iterator

from django.db import migrations, models

from jiannuo.base.migrations_support import Statements, append_only

_FIXED = ("roll_size", "slip_count", "smallest", "full_from", "takes_remarks", "questions", "public_key", "kind", "path", "code")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _FIXED)
_SQLITE = """CREATE TRIGGER ballots_slip_no_insert BEFORE INSERT ON ballots_slip
WHEN (SELECT state FROM ballots_ballotbox WHERE id = NEW.box_id) <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'the roll of this box is closed'); END"""


def open_the_roll(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
    if on_sqlite:
        yield "DROP TRIGGER IF EXISTS ballots_slip_no_insert"


def close_the_roll(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
    if on_sqlite:
        yield _SQLITE


def sample_nothing(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
    if not on_sqlite:
        yield "ALTER TABLE ballots_ballotbox ALTER COLUMN sealed_remarks SET STATISTICS 0"


class Migration(migrations.Migration):
    dependencies = [("ballots", "0007_nothing_kept_below_five")]
    operations = [
        Statements(open_the_roll, close_the_roll),
        migrations.AddField("ballotbox", "sealed_remarks", models.BinaryField(default=b"")),
        Statements(sample_nothing, lambda _: ()),
        Statements(close_the_roll, open_the_roll),
        append_only("ballots_ballotbox", update_when=f"OLD.state <> 'prepared' AND ({_CHANGED})"),
    ]
