"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.publicity.models
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import append_only, byte_order


class Migration(migrations.Migration):

    replaces = [('publicity', '0001_initial'), ('publicity', '0002_frozen'), ('publicity', '0003_territory_index'), ('publicity', '0004_public_reason')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
        ('pledges', '0001_squashed_0010_standing_items_end'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200)),
                ('state', models.CharField(choices=jiannuo.publicity.models.state_choices, default='prepared', max_length=20)),
                ('content', models.JSONField()),
                ('signer_ids', models.JSONField(default=list)),
                ('fingerprint', models.CharField(max_length=64)),
                ('expires_on', models.DateField(verbose_name='公示截止日期')),
                ('reason', models.TextField(blank=True, default='', verbose_name='理由')),
                ('prepared_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('live_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('live_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='orgs.organisation')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='pledges.pledge')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='pledges.pledgeversion')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state', 'id'], name='publication_on_the_board'), models.Index(fields=['state', 'path', 'expires_on'], name='publication_in_territory')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'returned', 'checked', 'approved', 'live', 'replaced', 'withdrawn'])), name='publication_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['checked', 'approved', 'live', 'replaced', 'withdrawn']), _negated=True), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='publication_checked_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'live', 'replaced', 'withdrawn']), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='publication_approved_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['live', 'replaced', 'withdrawn']), _negated=True), models.Q(('live_at__isnull', False), ('live_by__isnull', False)), _connector='OR'), name='publication_live_says_by_whom'), models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='publication_not_checked_by_its_preparer'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='publication_not_approved_by_its_preparer'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'withdrawn']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='publication_return_or_withdrawal_gives_a_reason'), models.UniqueConstraint(condition=models.Q(('state__in', ['prepared', 'returned', 'checked', 'approved', 'live'])), fields=('version',), name='publication_once_a_version'), models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('pledge',), name='publication_one_live_a_pledge')],
            },
        ),
        migrations.CreateModel(
            name='PublicReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=300)),
                ('words', models.CharField(max_length=300)),
                ('published_at', models.DateTimeField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public_reason', to='pledges.standingitem')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='public_reason_says_something'), models.CheckConstraint(condition=models.Q(('published_by', models.F('stated_by')), _negated=True), name='public_reason_let_through_by_another_hand')],
            },
        ),
        append_only("publicity_publication", update_when="OLD.live_at IS NOT NULL AND OLD.content <> NEW.content"),
        byte_order("publicity_publication", "path", 200),
    ]
