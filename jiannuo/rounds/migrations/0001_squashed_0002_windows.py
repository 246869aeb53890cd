"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.orgs.models.organisation
import jiannuo.rounds.models
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('rounds', '0001_initial'), ('rounds', '0002_windows')]

    initial = True

    dependencies = [
        ('orgs', '0001_squashed_0006_ages_on_wall'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('opens_on', models.DateField(verbose_name='开始日期')),
                ('closes_on', models.DateField(verbose_name='结束日期')),
                ('who_binds', models.CharField(choices=jiannuo.rounds.models.binding_choices, default='superior', max_length=20, verbose_name='党员承诺由谁审定')),
                ('shown_days_after', models.PositiveSmallIntegerField(default=30, verbose_name='结束后继续公示天数')),
                ('terms', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='orgs.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('who_binds__in', ['superior', 'branch'])), name='round_who_binds_known'), models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('opens_on'))), name='round_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=jiannuo.rounds.models.step_choices, max_length=20)),
                ('due_on', models.DateField()),
                ('reckoning', models.CharField(max_length=200)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='rounds.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'step'), name='milestone_once_a_step')],
            },
        ),
        migrations.CreateModel(
            name='ClassGuidance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_class', models.CharField(choices=jiannuo.orgs.models.organisation.class_choices, max_length=20)),
                ('subject', models.CharField(choices=jiannuo.rounds.models.subject_choices, max_length=20)),
                ('text', models.TextField(blank=True, default='', verbose_name='指导意见')),
                ('hints', models.JSONField(default=list)),
                ('examples', models.JSONField(default=list)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_guidance', to='orgs.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_guidance', to='rounds.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'organisation', 'org_class', 'subject'), name='class_guidance_once_a_body'), models.CheckConstraint(condition=models.Q(('org_class__in', ['rural', 'community', 'agency', 'state_firm', 'university', 'school', 'hospital', 'private_firm', 'social'])), name='class_guidance_class_known'), models.CheckConstraint(condition=models.Q(('subject__in', ['organisation', 'member'])), name='class_guidance_subject_known')],
            },
        ),
        migrations.CreateModel(
            name='Cadence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.CharField(choices=jiannuo.rounds.models.practice_choices, max_length=20)),
                ('times_a_year', models.PositiveSmallIntegerField()),
                ('opens_before', models.PositiveSmallIntegerField(default=30)),
                ('days_after', models.PositiveSmallIntegerField(default=31)),
                ('source', models.CharField(max_length=200)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cadences', to='rounds.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'practice'), name='cadence_once_a_practice'), models.CheckConstraint(condition=models.Q(('times_a_year__in', [1, 2, 4, 12])), name='cadence_divides_the_year'), models.CheckConstraint(condition=models.Q(('days_after__lte', 180), ('opens_before__lte', 366)), name='cadence_window_within_a_year')],
            },
        ),
    ]
