"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.duties.models.duty
import jiannuo.duties.models.reminder
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):

    replaces = [('duties', '0001_initial'), ('duties', '0002_byte_order'), ('duties', '0003_year'), ('duties', '0004_reckonings'), ('duties', '0005_reminders'), ('duties', '0006_left_open')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
        ('rounds', '0001_squashed_0002_windows'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReminderDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=jiannuo.duties.models.duty.duty_choices, max_length=20)),
                ('ground', models.CharField(choices=jiannuo.duties.models.duty.ground_choices, max_length=20, verbose_name='理由')),
                ('reason', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
                ('starts_on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('by_title', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
                ('path', models.CharField(max_length=200)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='orgs.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='orgs.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['propose', 'self_report', 'branch_comment', 'leader_comment', 'survey', 'appraisal'])), name='exemption_kind_known'), models.CheckConstraint(condition=models.Q(('ground__in', ['elderly', 'ill', 'mobile', 'probationary', 'other'])), name='exemption_ground_known'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('starts_on')), _connector='OR'), name='exemption_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('ground', 'other'), ('reason', ''), _negated=True), name='exemption_for_other_grounds_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=jiannuo.duties.models.duty.duty_choices, max_length=20)),
                ('period', models.PositiveSmallIntegerField(default=0)),
                ('period_label', models.CharField(default='', max_length=20)),
                ('opens_on', models.DateField()),
                ('due_on', models.DateField()),
                ('original_due_on', models.DateField()),
                ('basis', models.CharField(max_length=200)),
                ('extension', models.CharField(blank=True, default='', max_length=200)),
                ('done_on', models.DateField(null=True)),
                ('entered_on', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('member', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='orgs.member')),
                ('obliged', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='orgs.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='orgs.organisation')),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='rounds.round')),
                ('exemption', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='duties.exemption')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'kind', 'period', 'path', 'done_on', 'entered_on', 'due_on', 'opens_on', 'exemption', 'sector_id'], name='duty_by_territory'), models.Index(condition=models.Q(('obliged__isnull', False)), fields=['obliged', 'kind', 'period'], name='duty_by_obliged'), models.Index(condition=models.Q(('done_on__isnull', True), ('exemption__isnull', True)), fields=['round', 'kind', 'period', 'path', 'due_on'], name='duty_left_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['propose', 'self_report', 'branch_comment', 'leader_comment', 'survey', 'appraisal'])), name='duty_kind_known'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opens_on'))), name='duty_is_due_after_it_opens'), models.CheckConstraint(condition=models.Q(models.Q(('due_on', models.F('original_due_on')), ('extension', '')), models.Q(models.Q(('extension', ''), _negated=True), ('due_on__gt', models.F('original_due_on'))), _connector='OR'), name='duty_put_off_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_on__isnull', True), ('entered_on__isnull', True)), models.Q(('done_at__isnull', False), ('done_on__isnull', False), ('entered_on__isnull', False)), _connector='OR'), name='duty_done_with_its_days'), models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('member', 'round', 'kind', 'period'), name='duty_once_a_member'), models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('organisation', 'round', 'kind', 'period'), name='duty_once_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='Reckoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reckoning', to='rounds.round')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('read_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=jiannuo.duties.models.reminder.channel_choices, max_length=20)),
                ('state', models.CharField(choices=jiannuo.duties.models.reminder.state_choices, default='waiting', max_length=20)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField()),
                ('error', models.CharField(default='', max_length=200)),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outgoing', to='duties.reminder')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['not_before'], name='outgoing_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['mail', 'robot'])), name='outgoing_channel_known'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'given_up'])), name='outgoing_state_known'), models.UniqueConstraint(fields=('reminder', 'channel'), name='outgoing_once_a_channel')],
            },
        ),
        migrations.CreateModel(
            name='ReminderLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('sentence', models.CharField(max_length=200)),
                ('is_late', models.BooleanField(default=False)),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='duties.reminder')),
            ],
        ),
        migrations.CreateModel(
            name='Robot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=300, verbose_name='机器人地址')),
                ('shape', models.CharField(choices=jiannuo.duties.models.reminder.shape_choices, max_length=20, verbose_name='群聊软件')),
                ('is_on', models.BooleanField(default=True, verbose_name='发送提醒')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='robot', to='orgs.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('shape__in', ['wecom', 'dingtalk', 'feishu'])), name='robot_shape_known')],
            },
        ),
        migrations.AddField(
            model_name='reminder',
            name='robot',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='duties.robot'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['on'], name='reminder_by_day'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('robot__isnull', True), ('user__isnull', False)), models.Q(('robot__isnull', False), ('user__isnull', True)), _connector='OR'), name='reminder_for_one'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('user', 'on'), name='reminder_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('robot', 'on'), name='robot_once_a_day'),
        ),
        byte_order("duties_duty", "path", 200),
    ]
