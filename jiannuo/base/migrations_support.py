"""Operations that SQLite and PostgreSQL spell differently, for use in migrations."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_SQLITE_REFUSE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_PG_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
_PG_REFUSE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION refuse_change()"""


def append_only(table: str, *, update_when: str = "") -> RunPython:
    """Refuse DELETE, and UPDATE (where `update_when`, e.g. "OLD.text <> NEW.text"), in the database itself.

    SQLite drops a table's triggers whenever Django rebuilds it (a column added): such a migration says this again.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
        on_sqlite = editor.connection.vendor == "sqlite"
        template = _SQLITE_REFUSE if on_sqlite else _PG_REFUSE
        if not on_sqlite:
            editor.execute(_PG_FUNCTION, params=None)
        for verb in ("update", "delete"):
            when = f"WHEN ({update_when})" if verb == "update" and update_when else ""
            editor.execute(_drop(table, verb, on_sqlite=on_sqlite), params=None)
            editor.execute(template.format(table=table, verb=verb, VERB=verb.upper(), when=when), params=None)

    def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
        for verb in ("update", "delete"):
            editor.execute(_drop(table, verb, on_sqlite=editor.connection.vendor == "sqlite"), params=None)

    return RunPython(forwards, backwards)


def _drop(table: str, verb: str, *, on_sqlite: bool) -> str:
    return f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + ("" if on_sqlite else f" ON {table}")


def byte_order(table: str, column: str, length: int) -> RunPython:
    """Byte-order collation on PostgreSQL, so that a range of paths is a subtree; SQLite has it by nature."""

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
        if editor.connection.vendor == "postgresql":
            editor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"', params=None)

    return RunPython(forwards, RunPython.noop)
