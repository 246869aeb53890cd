from django.db import migrations, models

import jiannuo.base.dates


class Migration(migrations.Migration):
    """Whoever is here already was here from the beginning: first without, then with the default."""

    dependencies = [("orgs", "0004_member_with_sign_in")]
    operations = [
        migrations.AddField(model_name=name, name="came_on", field=models.DateField(null=True))
        for name in ("organisation", "member")
    ] + [
        migrations.AlterField(
            model_name=name, name="came_on", field=models.DateField(null=True, default=jiannuo.base.dates.today)
        )
        for name in ("organisation", "member")
    ]
