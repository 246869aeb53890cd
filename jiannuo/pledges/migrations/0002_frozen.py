from django.db import migrations

from jiannuo.base.migrations_support import append_only, byte_order


class Migration(migrations.Migration):
    dependencies = [("pledges", "0001_initial")]
    operations = [
        append_only("pledges_pledgeversion"),
        append_only("pledges_review"),
        append_only("pledges_filing"),
        byte_order("pledges_pledge", "path", 200),
    ]
