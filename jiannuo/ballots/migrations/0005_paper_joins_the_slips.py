"""What paper and slips said apart is kept nowhere any more: the box has how many papers came, and whether its count
is withheld. SQLite rebuilds the table for it, so the triggers of 0002 are said again; the one on the slips looks at
this table and must be away meanwhile."""

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
    dependencies = [("ballots", "0004_counted_cancelled_by_another")]
    operations = [
        migrations.RunPython(open_the_roll, close_the_roll),
        migrations.AddField(
            model_name="ballotbox",
            name="on_paper",
            field=models.PositiveIntegerField(default=0, verbose_name="收回纸票"),
        ),
        migrations.AddField(
            model_name="ballotbox",
            name="is_withheld",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(model_name="ballotbox", name="ballot_box_accepted_within_issued"),
        migrations.AddConstraint(
            model_name="ballotbox",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted__lte", models.F("slip_count")))
                & models.Q(("void__lte", models.F("accepted") + models.F("on_paper"))),
                name="ballot_box_accepted_within_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotbox",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_paper__lte", models.F("roll_size") - models.F("slip_count"))),
                name="ballot_box_paper_within_the_rest",
            ),
        ),
        migrations.RunPython(close_the_roll, open_the_roll),
        append_only("ballots_ballotbox", update_when=f"OLD.state <> 'prepared' AND ({_CHANGED})"),
    ]
