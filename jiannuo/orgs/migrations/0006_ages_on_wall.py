from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0005_came_on")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="prints_ages_on_wall",
            field=models.BooleanField(default=False, verbose_name="公示份印性别、年龄、入党年月"),
        ),
    ]
