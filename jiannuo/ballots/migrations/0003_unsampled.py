"""Of what is secret in a ballot PostgreSQL keeps no samples.

For its planner it notes values of every column (pg_statistic, filled by autovacuum whenever it likes) and does not
forget them with the rows: ciphertexts, the receipts of those who voted first, remarks word for word.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SECRET = {
    "ballots_slip": ("digest", "box_id", "receipt"),
    "ballots_sealedballot": ("id", "box_id", "body"),
    "ballots_papertally": ("ballots", "void", "counts"),
    "ballots_ballotbox": ("pepper", "remarks", "digest", "totals", "receipts"),
}
_TYPE = """SELECT format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = %s::regclass AND attname = %s"""


def sample_nothing(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """What was sampled before goes too: PostgreSQL drops it when a column gets a type, be it the same."""
    if editor.connection.vendor == "sqlite":
        return  # its ANALYZE counts, and keeps no values
    for table, columns in _SECRET.items():
        for column in columns:
            with editor.connection.cursor() as cursor:
                cursor.execute(_TYPE, [table, column])
                (kind,) = cursor.fetchone()
            editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}", params=None)
            editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0", params=None)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0002_frozen")]
    operations = [migrations.RunPython(sample_nothing, migrations.RunPython.noop)]
