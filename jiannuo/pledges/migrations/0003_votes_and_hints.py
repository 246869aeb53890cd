from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("pledges", "0002_frozen")]
    operations = [
        migrations.AddField(
            model_name="pledgeversion", name="hint_count", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="decision",
            name="present",
            field=models.PositiveIntegerField("到会有表决权人数", default=0),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=Q(present__gte=F("ayes") + F("noes") + F("abstentions")),
                name="decision_votes_not_more_than_present",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=Q(is_passed=False) | Q(ayes__gt=F("present") - F("ayes")),
                name="decision_passed_by_more_than_half",
            ),
        ),
    ]
