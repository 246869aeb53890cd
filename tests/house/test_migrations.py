"""A new database takes each room's tables in one step; it must be the one that the single steps lead to."""

import pytest
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

from jiannuo.base.migrations_support import Statements


@pytest.fixture(scope="module")
def steps():
    return MigrationLoader(None, replace_migrations=False)


@pytest.fixture(scope="module")
def at_once():
    return MigrationLoader(None)


def _statements(migrations, *, on_sqlite):
    operations = [op for migration in migrations for op in migration.operations if isinstance(op, Statements)]
    return {statement for op in operations for statement in op.forwards(on_sqlite)}


def test_in_one_step_the_tables_are_the_same(steps, at_once):
    assert steps.graph.nodes.keys() != at_once.graph.nodes.keys()
    for before, after in ((steps, at_once), (at_once, steps)):
        found = MigrationAutodetector(before.project_state(), after.project_state()).changes(after.graph)
        assert {app: [m.operations for m in migrations] for app, migrations in found.items()} == {}


@pytest.mark.parametrize("on_sqlite", [True, False])
def test_in_one_step_the_database_refuses_and_orders_the_same(steps, at_once, on_sqlite):
    ours = [m for m in at_once.disk_migrations.values() if m.replaces and m.app_label in at_once.migrated_apps]
    compared = set()
    for whole in ours:
        parts = [steps.disk_migrations[key] for key in whole.replaces]
        said = _statements(parts, on_sqlite=on_sqlite)
        assert _statements([whole], on_sqlite=on_sqlite) == said, whole
        compared |= said
    assert len(compared) > 10
