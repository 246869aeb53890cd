from django.db import migrations

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]
    operations = [byte_order("duties_duty", "path", 200)]
