from django.db import migrations

from jiannuo.base.migrations_support import append_only


class Migration(migrations.Migration):
    """On SQLite the column added in 0003 rebuilt the table of versions without its triggers."""

    dependencies = [("pledges", "0003_votes_and_hints")]
    operations = [append_only("pledges_pledgeversion")]
