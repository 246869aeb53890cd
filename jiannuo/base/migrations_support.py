"""Operations that SQLite and PostgreSQL spell differently, for use in migrations."""

from collections.abc import Callable, Iterable, Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Says = Callable[[bool], Iterable[str]]  # whether it is SQLite; the statements

_SQLITE_REFUSE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_PG_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
_PG_REFUSE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION refuse_change()"""


class Statements(Operation):
    """SQL by the kind of database.

    Unlike RunPython it asks for no models of that day, whose making is most of a migration's time.
    """

    reversible = True

    def __init__(self, forwards: Says, backwards: Says) -> None:
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Tables and columns stay as they are."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002
        editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        self._say(editor, self.forwards)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        self._say(editor, self.backwards)

    @staticmethod
    def _say(editor: BaseDatabaseSchemaEditor, says: Says) -> None:
        for statement in says(editor.connection.vendor == "sqlite"):
            editor.execute(statement, params=None)


def append_only(table: str, *, update_when: str = "") -> Statements:
    """Refuse DELETE, and UPDATE (where `update_when`, e.g. "OLD.text <> NEW.text"), in the database itself.

    SQLite drops a table's triggers whenever Django rebuilds it (a column added): such a migration says this again.
    """

    def forwards(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
        if not on_sqlite:
            yield _PG_FUNCTION
        for verb in ("update", "delete"):
            when = f"WHEN ({update_when})" if verb == "update" and update_when else ""
            yield _drop(table, verb, on_sqlite=on_sqlite)
            template = _SQLITE_REFUSE if on_sqlite else _PG_REFUSE
            yield template.format(table=table, verb=verb, VERB=verb.upper(), when=when)

    def backwards(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
        for verb in ("update", "delete"):
            yield _drop(table, verb, on_sqlite=on_sqlite)

    return Statements(forwards, backwards)


def _drop(table: str, verb: str, *, on_sqlite: bool) -> str:
    return f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + ("" if on_sqlite else f" ON {table}")


def byte_order(table: str, column: str, length: int) -> Statements:
    """Byte-order collation on PostgreSQL, so that a range of paths is a subtree; SQLite has it by nature."""

    def forwards(on_sqlite: bool) -> Iterator[str]:  # noqa: FBT001
        if not on_sqlite:
            yield f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"'

    return Statements(forwards, lambda _: ())
