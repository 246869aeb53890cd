from django.db import migrations

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_print_batches")]
    operations = [byte_order("papers_printbatch", "path", 200)]
