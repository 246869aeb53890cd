from django.db import migrations

from jiannuo.base.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [append_only("journal_entry")]
