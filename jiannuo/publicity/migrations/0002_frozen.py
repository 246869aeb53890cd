from django.db import migrations

from jiannuo.base.migrations_support import append_only, byte_order


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial")]
    operations = [
        append_only("publicity_publication", update_when="OLD.live_at IS NOT NULL AND OLD.content <> NEW.content"),
        byte_order("publicity_publication", "path", 200),
    ]
