"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import jiannuo.appraisal.grading
import jiannuo.appraisal.models.comment
import jiannuo.appraisal.workflow
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import byte_order


class Migration(migrations.Migration):

    replaces = [('appraisal', '0001_leaders_comments'), ('appraisal', '0002_self_reports'), ('appraisal', '0003_yearly_appraisals'), ('appraisal', '0004_surveys'), ('appraisal', '0005_taken_down'), ('appraisal', '0006_taken_down_before')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('ballots', '0001_squashed_0004_counted_cancelled_by_another'),
        ('meetings', '0001_squashed_0005_group_heads'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
        ('pledges', '0001_squashed_0010_standing_items_end'),
        ('rounds', '0001_squashed_0002_windows'),
    ]

    operations = [
        migrations.CreateModel(
            name='BranchComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True, default='', verbose_name='总体讲评')),
                ('issued_at', models.DateTimeField(null=True)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='branch_comment', to='meetings.meeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='branch_comments', to='orgs.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='branch_comments', to='rounds.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'period', 'organisation'), name='branch_comment_once_a_period'), models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', True), ('issued_by__isnull', True)), models.Q(('issued_at__isnull', False), ('issued_by__isnull', False)), _connector='OR'), name='branch_comment_issued_at_and_by_together')],
            },
        ),
        migrations.CreateModel(
            name='BranchCommentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(blank=True, choices=jiannuo.appraisal.models.comment.judgement_choices, default='', max_length=20)),
                ('text', models.TextField(blank=True, default='')),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='appraisal.branchcomment')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comment_lines', to='pledges.standingitem')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='branch_comment_lines', to='orgs.member')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('id'))],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('verdict__in', ['on_track', 'behind', 'kept', 'needs_work', 'not_due'])), models.Q(('item__isnull', True), ('member__isnull', False), ('verdict', '')), _connector='OR'), name='branch_comment_line_judges_an_item_or_speaks_of_a_member'), models.UniqueConstraint(condition=models.Q(('item__isnull', False)), fields=('comment', 'item'), name='branch_comment_line_once_an_item'), models.UniqueConstraint(condition=models.Q(('item__isnull', True)), fields=('comment', 'member'), name='branch_comment_line_once_a_member')],
            },
        ),
        migrations.CreateModel(
            name='MutualAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('box', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mutual_assessment', to='ballots.ballotbox')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mutual_assessment', to='meetings.meeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mutual_assessments', to='orgs.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mutual_assessments', to='rounds.round')),
            ],
        ),
        migrations.CreateModel(
            name='SelfReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True, default='', verbose_name='其他')),
                ('is_spoken', models.BooleanField(default=False, verbose_name='口头述职')),
                ('on', models.DateField()),
                ('submitted_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='meetings.meeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='orgs.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='orgs.organisation')),
                ('pledge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='pledges.pledge')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='rounds.round')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'round', 'period'], name='self_report_by_branch')],
                'constraints': [models.UniqueConstraint(fields=('round', 'period', 'member'), name='self_report_once_a_period'), models.CheckConstraint(condition=models.Q(('is_spoken', False), ('recorded_by__isnull', False), _connector='OR'), name='self_report_spoken_names_its_writer')],
            },
        ),
        migrations.CreateModel(
            name='SelfReportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, default='')),
                ('is_prefilled', models.BooleanField(default=False)),
                ('state_said', models.CharField(default='', max_length=20)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_lines', to='pledges.standingitem')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='appraisal.selfreport')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('id'))],
                'constraints': [models.UniqueConstraint(fields=('report', 'item'), name='self_report_line_once_an_item')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('present', models.JSONField(default=dict, verbose_name='到会人数')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancel_reason', models.TextField(blank=True, default='', verbose_name='取消理由')),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('box', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='survey', to='ballots.ballotbox')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='survey', to='meetings.meeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='orgs.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='rounds.round')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'period', 'path'], name='survey_in_territory')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('round', 'period', 'organisation'), name='survey_once_a_period'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='survey_cancelled_says_who_and_why')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('place', models.CharField(max_length=120, verbose_name='地点')),
                ('note', models.TextField(verbose_name='看到的情况')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='orgs.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-on'], name='visit_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('note', ''), _negated=True)), name='visit_says_where_and_what')],
            },
        ),
        migrations.CreateModel(
            name='LeaderComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('achievements', models.TextField(blank=True, default='', verbose_name='肯定成绩')),
                ('problems', models.TextField(blank=True, default='', verbose_name='存在问题')),
                ('direction', models.TextField(blank=True, default='', verbose_name='努力方向')),
                ('mended', models.TextField(blank=True, default='', verbose_name='上次问题整改情况')),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leader_comments', to='orgs.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leader_comments', to='orgs.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leader_comments', to='rounds.round')),
                ('superior', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('visit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='appraisal.visit')),
            ],
            options={
                'indexes': [models.Index(fields=['superior', 'round', 'period'], name='leader_comment_by_superior')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('round', 'period', 'member'), name='leader_comment_once_a_member'), models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('round', 'period', 'organisation'), name='leader_comment_once_an_organisation'), models.CheckConstraint(condition=models.Q(('issued_at__isnull', True), models.Q(('achievements', ''), ('direction', ''), ('problems', ''), _negated=True), _connector='OR'), name='leader_comment_issued_says_something')],
            },
        ),
        migrations.CreateModel(
            name='YearlyAppraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=jiannuo.appraisal.workflow.yearly_state_choices, default='drafted', max_length=20)),
                ('is_probationary', models.BooleanField(default=False, verbose_name='预备党员')),
                ('figures', models.JSONField(default=dict)),
                ('reckoned_at', models.DateTimeField(null=True)),
                ('self_grade', models.CharField(blank=True, choices=jiannuo.appraisal.grading.grade_choices, default='', max_length=20, verbose_name='个人自评')),
                ('self_words', models.CharField(blank=True, default='', max_length=300, verbose_name='自评说明')),
                ('self_at', models.DateTimeField(null=True)),
                ('suggested', models.CharField(blank=True, choices=jiannuo.appraisal.grading.grade_choices, default='', max_length=20, verbose_name='建议等次')),
                ('proposed', models.CharField(blank=True, choices=jiannuo.appraisal.grading.grade_choices, default='', max_length=20, verbose_name='拟评等次')),
                ('grade', models.CharField(blank=True, choices=jiannuo.appraisal.grading.grade_choices, default='', max_length=20, verbose_name='评定等次')),
                ('opinion', models.TextField(blank=True, default='', verbose_name='评定意见')),
                ('proposed_at', models.DateTimeField(null=True)),
                ('present', models.PositiveSmallIntegerField(default=0, verbose_name='到会')),
                ('ayes', models.PositiveSmallIntegerField(default=0, verbose_name='赞成')),
                ('noes', models.PositiveSmallIntegerField(default=0, verbose_name='反对')),
                ('abstentions', models.PositiveSmallIntegerField(default=0, verbose_name='弃权')),
                ('warning', models.CharField(blank=True, default='', max_length=200)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reconsider_reason', models.TextField(blank=True, default='', verbose_name='重新评议的理由')),
                ('reply', models.TextField(blank=True, default='', verbose_name='本人说明')),
                ('replied_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True, default='', verbose_name='答复')),
                ('answered_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('public_words', models.TextField(blank=True, default='', verbose_name='公布的点评摘要')),
                ('published_at', models.DateTimeField(null=True)),
                ('taken_down_at', models.DateTimeField(null=True)),
                ('taken_down_reason', models.TextField(blank=True, default='', verbose_name='撤下的理由')),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='yearly_appraisals', to='meetings.meeting')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='yearly_appraisals', to='orgs.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='yearly_appraisals', to='orgs.organisation')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='yearly_appraisals', to='rounds.round')),
                ('self_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['decider', 'round', 'member'], name='yearly_by_decider'), models.Index(fields=['round', 'path'], name='yearly_by_territory')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('round', 'member'), name='yearly_once_a_member'), models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('round', 'organisation'), name='yearly_once_an_organisation'), models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'proposed', 'decided', 'closed', 'published'])), name='yearly_state_known'), models.CheckConstraint(condition=models.Q(('grade__in', ['', 'excellent', 'qualified', 'fair', 'unqualified']), ('proposed__in', ['', 'excellent', 'qualified', 'fair', 'unqualified']), ('self_grade__in', ['', 'excellent', 'qualified', 'fair', 'unqualified']), ('suggested__in', ['', 'excellent', 'qualified', 'fair', 'unqualified'])), name='yearly_grades_known'), models.CheckConstraint(condition=models.Q(('is_probationary', False), models.Q(('grade', ''), ('proposed', ''), ('suggested', '')), _connector='OR'), name='yearly_probationary_without_grade'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('grade', ''), ('state__in', ['drafted', 'proposed'])), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('meeting__isnull', False), ('state__in', ['decided', 'closed', 'published'])), _connector='OR'), name='yearly_decided_by_a_meeting'), models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('is_probationary', True), models.Q(('grade', ''), _negated=True), _connector='OR'), name='yearly_decided_names_the_grade'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at__isnull', True), ('reply', '')), models.Q(models.Q(('reply', ''), _negated=True), ('replied_at__isnull', False)), _connector='OR'), name='yearly_reply_with_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('reply', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='yearly_answer_to_a_reply'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('member__isnull', True), ('published_at__isnull', False)), _connector='OR'), name='yearly_of_a_person_never_published'), models.CheckConstraint(condition=models.Q(models.Q(('taken_down_at__isnull', True), ('taken_down_reason', '')), models.Q(('state', 'closed'), ('taken_down_at__isnull', False), models.Q(('taken_down_reason', ''), _negated=True)), _connector='OR'), name='yearly_taken_down_says_why')],
            },
        ),
        byte_order("appraisal_visit", "path", 200),
        byte_order("appraisal_leadercomment", "path", 200),
        byte_order("appraisal_selfreport", "path", 200),
        byte_order("appraisal_branchcomment", "path", 200),
        byte_order("appraisal_yearlyappraisal", "path", 200),
        byte_order("appraisal_survey", "path", 200),
        byte_order("appraisal_mutualassessment", "path", 200),
    ]
