"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.papers.models
import uuid
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):

    replaces = [('papers', '0001_print_batches'), ('papers', '0002_byte_order')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
        ('rounds', '0001_squashed_0002_windows'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrintBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=jiannuo.papers.models.kind_choices, default='pdf', max_length=10, verbose_name='文件')),
                ('copies', models.JSONField(default=list, verbose_name='份')),
                ('address', models.CharField(max_length=200)),
                ('state', models.CharField(choices=jiannuo.papers.models.state_choices, default='waiting', max_length=10)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('token', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('failure', models.CharField(default='', max_length=200)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_batches', to='orgs.organisation')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rounds.round')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'lease_until'], name='print_batch_to_be_done'), models.Index(fields=['requested_by', '-id'], name='print_batch_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'expired'])), name='print_batch_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx'])), name='print_batch_kind_known'), models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='print_batch_not_more_than_all'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='print_batch_running_holds_a_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('failure', ''), _negated=True), _connector='OR'), name='print_batch_failed_says_why')],
            },
        ),
        byte_order("papers_printbatch", "path", 200),
    ]
