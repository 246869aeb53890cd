from django.db import migrations
from django.db.models import Exists, F, OuterRef, Q


def end_doubles(apps, schema_editor):
    """The earliest of the same office stays; another, given at the same instant, ends on the day it began."""
    offices = apps.get_model("orgs", "Appointment").objects.filter(ends_on__isnull=True)
    same = {name: OuterRef(name) for name in ("user", "organisation", "role")}
    before = Q(starts_on__lt=OuterRef("starts_on")) | Q(starts_on=OuterRef("starts_on"), pk__lt=OuterRef("pk"))
    doubles = list(offices.filter(Exists(offices.filter(before, **same))).values_list("pk", flat=True))
    offices.filter(pk__in=doubles).update(ends_on=F("starts_on"))


class Migration(migrations.Migration):
    dependencies = [("orgs", "0008_namesakes")]

    operations = [migrations.RunPython(end_doubles, migrations.RunPython.noop, elidable=True)]
