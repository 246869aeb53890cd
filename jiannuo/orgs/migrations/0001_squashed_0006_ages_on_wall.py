"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.base.dates
import jiannuo.orgs.models.appointment
import jiannuo.orgs.models.member
import jiannuo.orgs.models.organisation
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):

    replaces = [('orgs', '0001_initial'), ('orgs', '0002_byte_order'), ('orgs', '0003_roster_batches'), ('orgs', '0004_member_with_sign_in'), ('orgs', '0005_came_on'), ('orgs', '0006_ages_on_wall')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=40, verbose_name='系统')),
                ('classes', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='组织代码')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('kind', models.CharField(choices=jiannuo.orgs.models.organisation.kind_choices, max_length=20, verbose_name='类型')),
                ('level', models.CharField(choices=jiannuo.orgs.models.organisation.level_choices, default='unit', max_length=20, verbose_name='层级')),
                ('org_class', models.CharField(choices=jiannuo.orgs.models.organisation.class_choices, default='rural', max_length=20, verbose_name='类别')),
                ('path', models.CharField(max_length=200, null=True, unique=True)),
                ('duty', models.TextField(blank=True, default='', verbose_name='职责')),
                ('prints_ages_on_wall', models.BooleanField(default=False, verbose_name='公示份印性别、年龄、入党年月')),
                ('contact', models.CharField(blank=True, default='', max_length=60, verbose_name='监督电话')),
                ('closed_on', models.DateField(null=True)),
                ('came_on', models.DateField(default=jiannuo.base.dates.today, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='orgs.organisation')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='orgs.sector')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['committee', 'general_branch', 'branch', 'group'])), name='organisation_kind_known'), models.CheckConstraint(condition=models.Q(('org_class__in', ['rural', 'community', 'agency', 'state_firm', 'university', 'school', 'hospital', 'private_firm', 'social'])), name='organisation_class_known'), models.CheckConstraint(condition=models.Q(('level__in', ['province', 'city', 'county', 'township', 'unit'])), name='organisation_level_known'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='organisation_not_its_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('file', models.CharField(max_length=100)),
                ('report', models.CharField(default='', max_length=100)),
                ('founds_branches', models.BooleanField(default=False)),
                ('state', models.CharField(default='received', max_length=20)),
                ('refusal', models.TextField(default='')),
                ('counts', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-created_at'], name='import_batch_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'checked', 'confirmed', 'done', 'refused'])), name='import_batch_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state', 'done')), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='import_batch_done_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='GuidanceGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance_groups', to='orgs.organisation')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance_groups', to='orgs.sector')),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=jiannuo.orgs.models.appointment.role_choices, max_length=30, verbose_name='职务')),
                ('title', models.CharField(blank=True, default='', max_length=60, verbose_name='职务名称')),
                ('starts_on', models.DateField(verbose_name='任职日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='免职日期')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('guidance_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='orgs.guidancegroup')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'starts_on'], name='appointment_by_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['secretary', 'organiser', 'leader', 'guide', 'citizen_representative', 'administrator'])), name='appointment_role_known'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('guidance_group__isnull', False), ('role', 'guide')), models.Q(models.Q(('role', 'guide'), _negated=True), ('guidance_group__isnull', True)), _connector='OR'), name='appointment_guide_names_its_group')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('sheet', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('branch', models.CharField(max_length=120)),
                ('outcome', models.CharField(max_length=20)),
                ('said', models.TextField(default='')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='orgs.importbatch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'outcome', 'position'), name='import_row_once')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('sex', models.CharField(choices=jiannuo.orgs.models.member.sex_choices, max_length=10, verbose_name='性别')),
                ('born_on', models.DateField(null=True, verbose_name='出生日期')),
                ('joined_on', models.DateField(null=True, verbose_name='入党日期')),
                ('unit_and_post', models.CharField(blank=True, default='', max_length=200, verbose_name='单位及职务')),
                ('duty', models.TextField(blank=True, default='', verbose_name='岗位职责')),
                ('is_probationary', models.BooleanField(default=False, verbose_name='预备党员')),
                ('is_mobile', models.BooleanField(default=False, verbose_name='流动党员')),
                ('is_out_of_contact', models.BooleanField(default=False, verbose_name='失联党员')),
                ('consents_to_name', models.BooleanField(default=False, verbose_name='同意网上公示全名')),
                ('identity_hash', models.CharField(max_length=64, null=True)),
                ('left_on', models.DateField(null=True)),
                ('came_on', models.DateField(default=jiannuo.base.dates.today, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='member', to=settings.AUTH_USER_MODEL)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='orgs.organisation')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='group_members', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['branch', 'name'], name='member_by_branch_and_name'), models.Index(condition=models.Q(('user__isnull', False)), fields=['user'], name='member_with_sign_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sex__in', ['male', 'female'])), name='member_sex_known'), models.UniqueConstraint(fields=('identity_hash',), name='member_identity_once')],
            },
        ),
        byte_order("orgs_organisation", "path", 200),
    ]
