"""The database itself refuses what would break a promise made on the ballot page: once a box is open, its roll, its
questions and its rules stay as they are, and no slip is added."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from jiannuo.base.migrations_support import append_only, byte_order

_FIXED = ("roll_size", "slip_count", "smallest", "full_from", "takes_remarks", "questions", "public_key", "kind", "path", "code")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _FIXED)
_SQLITE = """CREATE TRIGGER ballots_slip_no_insert BEFORE INSERT ON ballots_slip
WHEN (SELECT state FROM ballots_ballotbox WHERE id = NEW.box_id) <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'the roll of this box is closed'); END"""
_PG_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_late_slip() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF (SELECT state FROM ballots_ballotbox WHERE id = NEW.box_id) <> 'prepared' THEN
RAISE EXCEPTION 'the roll of this box is closed'; END IF;
RETURN NEW; END $$"""
_PG = """CREATE TRIGGER ballots_slip_no_insert BEFORE INSERT ON ballots_slip FOR EACH ROW
EXECUTE FUNCTION refuse_late_slip()"""


def close_the_roll(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    if editor.connection.vendor == "sqlite":
        editor.execute(_SQLITE, params=None)
    else:
        editor.execute(_PG_FUNCTION, params=None)
        editor.execute(_PG, params=None)


def open_the_roll(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    on = "" if editor.connection.vendor == "sqlite" else " ON ballots_slip"
    editor.execute("DROP TRIGGER IF EXISTS ballots_slip_no_insert" + on, params=None)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_sealed_boxes")]
    operations = [
        byte_order("ballots_ballotbox", "path", 200),
        append_only("ballots_ballotbox", update_when=f"OLD.state <> 'prepared' AND ({_CHANGED})"),
        byte_order("ballots_summary", "path", 200),
        append_only("ballots_summary"),
        migrations.RunPython(close_the_roll, open_the_roll),
    ]
