"""What names no day is to be accounted for on the last day of its round: first the column, then its rows."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    rows = apps.get_model("pledges", "StandingItem").objects
    rows.filter(due_on__isnull=False).update(ends_on=F("due_on"))
    for round_ in apps.get_model("rounds", "Round").objects.all():
        rows.filter(round=round_, due_on__isnull=True).update(ends_on=round_.closes_on)


class Migration(migrations.Migration):
    dependencies = [("pledges", "0008_public_wording"), ("rounds", "0001_initial")]
    operations = [
        migrations.AddField("standingitem", "ends_on", models.DateField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
