from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_byte_order")]
    operations = [
        migrations.RemoveConstraint(model_name="attendance", name="attendance_once"),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=["meeting", "member"], condition=Q(member__isnull=False), name="attendance_once_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=["meeting", "category", "name"], condition=Q(member__isnull=True), name="attendance_once_a_name"
            ),
        ),
    ]
