from django.db import migrations

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [byte_order("orgs_organisation", "path", 200)]
