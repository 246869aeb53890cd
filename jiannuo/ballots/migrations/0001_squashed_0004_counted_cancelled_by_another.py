"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

from importlib import import_module
import django.db.models.deletion
import jiannuo.ballots.codes
import jiannuo.ballots.models
import uuid
from django.conf import settings
from django.db import migrations, models

_FROZEN, _UNSAMPLED = (import_module(f"jiannuo.ballots.migrations.{name}") for name in ("0002_frozen", "0003_unsampled"))


class Migration(migrations.Migration):

    replaces = [('ballots', '0001_sealed_boxes'), ('ballots', '0002_frozen'), ('ballots', '0003_unsampled'), ('ballots', '0004_counted_cancelled_by_another')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
    ]

    operations = [
        migrations.CreateModel(
            name='BallotBox',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=jiannuo.ballots.models.kind_choices, max_length=20, verbose_name='测评')),
                ('path', models.CharField(max_length=200)),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('code', models.CharField(default=jiannuo.ballots.codes.new_box_code, max_length=10, unique=True, verbose_name='票箱号')),
                ('period', models.CharField(blank=True, default='', max_length=20, verbose_name='期间')),
                ('questions', models.JSONField()),
                ('roll_size', models.PositiveIntegerField(verbose_name='应投票人数')),
                ('slip_count', models.PositiveIntegerField(default=0, verbose_name='印发票数')),
                ('scrutineers', models.PositiveSmallIntegerField(default=3, verbose_name='监票人数')),
                ('smallest', models.PositiveSmallIntegerField(default=5, verbose_name='不足几票不单独公布')),
                ('full_from', models.PositiveSmallIntegerField(default=10, verbose_name='满几票公布全部选项')),
                ('takes_remarks', models.BooleanField(default=False, verbose_name='可以写意见')),
                ('public_key', models.BinaryField(default=b'')),
                ('page_hash', models.CharField(default='', max_length=64)),
                ('pepper', models.BinaryField(default=b'')),
                ('state', models.CharField(choices=jiannuo.ballots.models.state_choices, default='prepared', max_length=20)),
                ('closes_at', models.DateTimeField(verbose_name='投票截止')),
                ('accepted', models.PositiveIntegerField(default=0, verbose_name='收回')),
                ('void', models.PositiveIntegerField(default=0, verbose_name='作废')),
                ('totals', models.JSONField(default=dict)),
                ('receipts', models.JSONField(default=list)),
                ('remarks', models.JSONField(default=list)),
                ('digest', models.TextField(blank=True, default='', verbose_name='意见摘要')),
                ('cancel_reason', models.TextField(blank=True, default='', verbose_name='作废理由')),
                ('is_scrubbed', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballot_boxes', to='orgs.organisation')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'kind', 'state'], name='ballot_box_by_organisation'), models.Index(fields=['kind', 'path'], name='ballot_box_in_territory')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['survey', 'mutual'])), name='ballot_box_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'opened', 'closed', 'confirmed', 'cancelled'])), name='ballot_box_state_known'), models.CheckConstraint(condition=models.Q(('smallest__gte', 5), ('full_from__gte', 10), ('full_from__gte', models.F('smallest'))), name='ballot_box_rules_never_lowered'), models.CheckConstraint(condition=models.Q(('slip_count__lte', models.F('roll_size'))), name='ballot_box_slips_within_roll'), models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('slip_count')), ('void__lte', models.F('accepted'))), name='ballot_box_accepted_within_issued'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed', 'confirmed']), _negated=True), models.Q(('closed_at__isnull', False), ('pepper', b'')), _connector='OR'), name='ballot_box_closed_keeps_no_pepper'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_by__isnull', False), ('remarks', [])), _connector='OR'), name='ballot_box_confirmed_keeps_no_remarks'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('closed_by')), _negated=True), _connector='OR'), name='ballot_box_not_confirmed_by_its_closer'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='ballot_box_cancelled_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('closed_by__isnull', True), models.Q(('cancelled_by__isnull', False), models.Q(('cancelled_by', models.F('closed_by')), _negated=True)), _connector='OR'), name='ballot_box_counted_cancelled_by_another')],
            },
        ),
        migrations.CreateModel(
            name='PaperTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ballots', models.PositiveIntegerField(verbose_name='收回纸票')),
                ('void', models.PositiveIntegerField(default=0, verbose_name='其中作废')),
                ('counts', models.JSONField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_tallies', to='ballots.ballotbox')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('box', 'entered_by'), name='paper_tally_once_a_person'), models.CheckConstraint(condition=models.Q(('void__lte', models.F('ballots'))), name='paper_tally_void_within_ballots')],
            },
        ),
        migrations.CreateModel(
            name='SealedBallot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('body', models.BinaryField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed', to='ballots.ballotbox')),
            ],
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('receipt', models.CharField(blank=True, default='', max_length=20)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='ballots.ballotbox')),
            ],
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=jiannuo.ballots.models.kind_choices, max_length=20)),
                ('period', models.CharField(max_length=20)),
                ('figures', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballot_summaries', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'period', 'path'], name='summary_in_territory')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'period'), name='summary_once_a_period'), models.CheckConstraint(condition=models.Q(('kind__in', ['survey', 'mutual'])), name='summary_kind_known')],
            },
        ),
        *_FROZEN.Migration.operations,
        *_UNSAMPLED.Migration.operations,
    ]
