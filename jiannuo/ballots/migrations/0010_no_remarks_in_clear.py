"""The column of remarks in clear goes. SQLite rebuilds the table for it: see 0008."""

from collections.abc import Iterator

from django.db import migrations, models

from jiannuo.base.migrations_support import Statements, append_only

_FIXED = ("roll_size", "slip_count", "smallest", "full_from", "takes_remarks", "questions", "public_key", "kind", "path", "code")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _FIXED)
_SQLITE = """CREATE TRIGGER ballots_slip_no_insert BEFORE INSERT ON ballots_slip
WHEN (SELECT state FROM ballots_ballotbox WHERE id = NEW.box_id) <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'the roll of this box is closed'); END"""
_NAME = "ballot_box_confirmed_keeps_no_remarks"


def open_the_roll(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
    if on_sqlite:
        yield "DROP TRIGGER IF EXISTS ballots_slip_no_insert"


def close_the_roll(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
    if on_sqlite:
        yield _SQLITE


class Migration(migrations.Migration):
    dependencies = [("ballots", "0009_remarks_are_sealed")]
    operations = [
        Statements(open_the_roll, close_the_roll),
        migrations.RemoveConstraint("ballotbox", _NAME),
        migrations.RemoveField("ballotbox", "remarks"),
        migrations.AddConstraint(
            "ballotbox",
            models.CheckConstraint(
                condition=models.Q(("state", "confirmed"), _negated=True)
                | models.Q(("confirmed_by__isnull", False), ("sealed_remarks", b"")),
                name=_NAME,
            ),
        ),
        Statements(close_the_roll, open_the_roll),
        append_only("ballots_ballotbox", update_when=f"OLD.state <> 'prepared' AND ({_CHANGED})"),
    ]
