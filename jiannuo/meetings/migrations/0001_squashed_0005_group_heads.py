"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.meetings.models
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_initial'), ('meetings', '0002_byte_order'), ('meetings', '0003_roll_once'), ('meetings', '0004_year_meetings'), ('meetings', '0005_group_heads')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=jiannuo.meetings.models.meeting_choices, max_length=20, verbose_name='会议')),
                ('held_at', models.DateTimeField(verbose_name='时间')),
                ('place', models.CharField(max_length=120, verbose_name='地点')),
                ('chair', models.CharField(max_length=60, verbose_name='主持人')),
                ('minutes', models.TextField(blank=True, default='', verbose_name='会议记录')),
                ('closed_at', models.DateTimeField(null=True)),
                ('path', models.CharField(max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-held_at'], name='meeting_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['leaders', 'delegates', 'life', 'survey', 'appraisal'])), name='meeting_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=jiannuo.meetings.models.category_choices, max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('is_present', models.BooleanField(default=True, verbose_name='到会')),
                ('is_excused', models.BooleanField(default=False, verbose_name='请假')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.member')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll', to='meetings.meeting')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('id'))],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_present', False), ('is_excused', False), _connector='OR'), name='attendance_excused_is_absent'), models.CheckConstraint(condition=models.Q(('category__in', ['leader', 'branch_member', 'member', 'citizen', 'served', 'group_head', 'other'])), name='attendance_category_known'), models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('meeting', 'member'), name='attendance_once_a_member'), models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('meeting', 'category', 'name'), name='attendance_once_a_name')],
            },
        ),
        byte_order("meetings_meeting", "path", 200),
    ]
