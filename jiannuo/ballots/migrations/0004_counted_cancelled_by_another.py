"""Once counted, a box is cancelled by another hand than the one that counted it. SQLite rebuilds the table for it, so
the triggers of 0002 are said again; the one on the slips looks at this table and must be away meanwhile."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from jiannuo.base.migrations_support import append_only

_FIXED = ("roll_size", "slip_count", "smallest", "full_from", "takes_remarks", "questions", "public_key", "kind", "path", "code")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _FIXED)
_SQLITE = """CREATE TRIGGER ballots_slip_no_insert BEFORE INSERT ON ballots_slip
WHEN (SELECT state FROM ballots_ballotbox WHERE id = NEW.box_id) <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'the roll of this box is closed'); END"""


def open_the_roll(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS ballots_slip_no_insert", params=None)


def close_the_roll(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    if editor.connection.vendor == "sqlite":
        editor.execute(_SQLITE, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0003_unsampled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(open_the_roll, close_the_roll),
        migrations.AddField(
            model_name="ballotbox",
            name="cancelled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotbox",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    ("closed_by__isnull", True),
                    models.Q(
                        ("cancelled_by__isnull", False),
                        models.Q(("cancelled_by", models.F("closed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ballot_box_counted_cancelled_by_another",
            ),
        ),
        migrations.RunPython(close_the_roll, open_the_roll),
        append_only("ballots_ballotbox", update_when=f"OLD.state <> 'prepared' AND ({_CHANGED})"),
    ]
