from django.db import migrations

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [byte_order("meetings_meeting", "path", 200)]
