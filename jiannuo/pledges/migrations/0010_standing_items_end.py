from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("pledges", "0009_last_day_of_standing_items")]
    operations = [
        migrations.AlterField("standingitem", "ends_on", models.DateField()),
        migrations.AddConstraint(
            "standingitem",
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(ends_on=F("due_on")), name="standing_item_ends_on_its_day"
            ),
        ),
    ]
