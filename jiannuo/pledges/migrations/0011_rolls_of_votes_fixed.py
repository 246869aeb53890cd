"""Rolls against which votes were counted before rolls were fixed are fixed; one that was emptied since is left open."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Exists, Min, OuterRef


def fix(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    Meeting = apps.get_model("meetings", "Meeting")  # noqa: N806
    came = apps.get_model("meetings", "Attendance").objects.filter(meeting=OuterRef("pk"), is_present=True)
    voted = Meeting.objects.filter(Exists(came), decisions__isnull=False, roll_fixed_at__isnull=True)
    for pk, first in list(voted.annotate(first=Min("decisions__at")).values_list("pk", "first")):
        Meeting.objects.filter(pk=pk).update(roll_fixed_at=first)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_roll_fixed"), ("pledges", "0001_squashed_0010_standing_items_end")]
    operations = [migrations.RunPython(fix, migrations.RunPython.noop)]
