"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

from django.db import migrations, models

from jiannuo.base.migrations_support import append_only


class Migration(migrations.Migration):

    replaces = [('journal', '0001_initial'), ('journal', '0002_append_only')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.CharField(max_length=60)),
                ('actor_key', models.BigIntegerField(null=True)),
                ('verb', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=80)),
                ('path', models.CharField(default='', max_length=200)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'id'], name='entry_by_subject')],
            },
        ),
        append_only("journal_entry"),
    ]
