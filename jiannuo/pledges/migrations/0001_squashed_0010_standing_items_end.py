"""Everything up to here in one step, for a new database, in half the time; one that has taken the steps takes none."""

import django.db.models.deletion
import django.db.models.expressions
import jiannuo.pledges.models.item
import jiannuo.pledges.models.pledge
import jiannuo.pledges.models.review
import uuid
from django.conf import settings
from django.db import migrations, models

from jiannuo.base.migrations_support import append_only, byte_order


class Migration(migrations.Migration):

    replaces = [('pledges', '0001_initial'), ('pledges', '0002_frozen'), ('pledges', '0003_votes_and_hints'), ('pledges', '0004_frozen_again'), ('pledges', '0005_handed_back'), ('pledges', '0006_standing_items'), ('pledges', '0007_standing_of_filed'), ('pledges', '0008_public_wording'), ('pledges', '0009_last_day_of_standing_items'), ('pledges', '0010_standing_items_end')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('meetings', '0001_squashed_0005_group_heads'),
        ('orgs', '0001_squashed_0006_ages_on_wall'),
        ('rounds', '0001_squashed_0002_windows'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=jiannuo.pledges.models.pledge.stage_choices, default='drafted', max_length=20)),
                ('stage_at', models.DateTimeField(auto_now_add=True)),
                ('boxes', models.JSONField(default=dict)),
                ('is_oral', models.BooleanField(default=False, verbose_name='口头承诺')),
                ('is_direct', models.BooleanField(default=False)),
                ('amendment_reason', models.TextField(default='', verbose_name='充实完善的原因')),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('co_signers', models.ManyToManyField(related_name='joint_pledges', to='orgs.member')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='orgs.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='orgs.organisation')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='rounds.round')),
            ],
        ),
        migrations.CreateModel(
            name='PledgeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=jiannuo.pledges.models.item.item_kind_choices, max_length=20, verbose_name='类别')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='承诺事项')),
                ('text_key', models.CharField(db_index=True, max_length=64)),
                ('first', models.CharField(blank=True, default='', max_length=20, verbose_name='五创')),
                ('responsible', models.CharField(blank=True, default='', max_length=60, verbose_name='责任人')),
                ('deadlines', models.JSONField(default=list)),
                ('targets', models.JSONField(default=list)),
                ('due_on', models.DateField(null=True, verbose_name='完成时限')),
                ('expected_effect', models.CharField(blank=True, default='', max_length=300, verbose_name='预期效果')),
                ('criterion', models.CharField(blank=True, default='', max_length=300, verbose_name='怎样算做到')),
                ('beneficiaries', models.CharField(blank=True, default='', max_length=120, verbose_name='受益对象')),
                ('place', models.CharField(blank=True, default='', max_length=120, verbose_name='地点')),
                ('is_confirmed', models.BooleanField(default=False)),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='pledges.pledge')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('pledge')), models.OrderBy(models.F('kind')), models.OrderBy(models.F('position'))],
                'indexes': [models.Index(fields=['pledge', 'kind', 'position'], name='item_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['goal', 'common', 'post', 'deed'])), name='item_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='PledgeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('reason', models.TextField(default='')),
                ('hint_count', models.PositiveSmallIntegerField(default=0)),
                ('frozen_at', models.DateTimeField(auto_now_add=True)),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='pledges.pledge')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('pledge')), models.OrderBy(models.F('number'))],
                'constraints': [models.UniqueConstraint(fields=('pledge', 'number'), name='version_number_once')],
            },
        ),
        migrations.AddField(
            model_name='pledge',
            name='current',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.pledgeversion'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='published',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.pledgeversion'),
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('serial', models.PositiveIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='pledges.pledgeversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('receiver', 'year', 'serial'), name='filing_number_once_a_receiver')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('present', models.PositiveIntegerField(verbose_name='到会有表决权人数')),
                ('ayes', models.PositiveIntegerField(verbose_name='赞成')),
                ('noes', models.PositiveIntegerField(default=0, verbose_name='反对')),
                ('abstentions', models.PositiveIntegerField(default=0, verbose_name='弃权')),
                ('is_passed', models.BooleanField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='meetings.meeting')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='pledges.pledgeversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'version'), name='decision_once_a_meeting'), models.CheckConstraint(condition=models.Q(('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('ayes'), '+', models.F('noes')), '+', models.F('abstentions')))), name='decision_votes_not_more_than_present'), models.CheckConstraint(condition=models.Q(('is_passed', False), ('ayes__gt', django.db.models.expressions.CombinedExpression(models.F('present'), '-', models.F('ayes'))), _connector='OR'), name='decision_passed_by_more_than_half')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delegates_decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.decision')),
                ('leaders_decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.decision')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='pledges.pledgeversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('leaders_decision', models.F('delegates_decision')), _negated=True), name='confirmation_names_two_meetings')],
            },
        ),
        migrations.CreateModel(
            name='PublicWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public_wording', to='pledges.pledgeversion')),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=jiannuo.pledges.models.review.verdict_choices, max_length=20)),
                ('opinion', models.TextField(verbose_name='审定意见')),
                ('comments', models.JSONField(default=dict)),
                ('points', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='pledges.pledgeversion')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('id'))],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['endorsed', 'passed', 'sent_back', 'handed_back'])), name='review_verdict_known'), models.CheckConstraint(condition=models.Q(('verdict', 'handed_back'), models.Q(('by', models.F('proposed_by')), _negated=True), _connector='OR'), name='review_not_by_the_proposer'), models.CheckConstraint(condition=models.Q(('verdict', 'handed_back'), ('subject_user__isnull', True), models.Q(('by', models.F('subject_user')), _negated=True), _connector='OR'), name='review_not_of_oneself'), models.CheckConstraint(condition=models.Q(models.Q(('verdict__in', ['sent_back', 'handed_back']), _negated=True), models.Q(('opinion', ''), _negated=True), _connector='OR'), name='review_sent_back_gives_a_reason'), models.UniqueConstraint(condition=models.Q(('verdict', 'sent_back'), _negated=True), fields=('version', 'verdict'), name='review_verdict_once')],
            },
        ),
        migrations.CreateModel(
            name='StandingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(unique=True)),
                ('kind', models.CharField(choices=jiannuo.pledges.models.item.item_kind_choices, max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('first', models.CharField(default='', max_length=20)),
                ('responsible', models.CharField(default='', max_length=60)),
                ('deadlines', models.JSONField(default=list)),
                ('targets', models.JSONField(default=list)),
                ('due_on', models.DateField(null=True)),
                ('ends_on', models.DateField()),
                ('expected_effect', models.CharField(default='', max_length=300)),
                ('criterion', models.CharField(default='', max_length=300)),
                ('beneficiaries', models.CharField(default='', max_length=120)),
                ('place', models.CharField(default='', max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('sector_id', models.BigIntegerField(null=True)),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.pledgeversion')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_items', to='pledges.pledge')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rounds.round')),
                ('since', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.pledgeversion')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'path', 'pledge', 'position'], name='standing_by_territory'), models.Index(fields=['pledge', 'position'], name='standing_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['goal', 'common', 'post', 'deed'])), name='standing_item_kind_known'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('ends_on', models.F('due_on')), _connector='OR'), name='standing_item_ends_on_its_day')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='群众期盼')),
                ('source', models.CharField(blank=True, default='', max_length=120, verbose_name='来源')),
                ('heard_on', models.DateField(verbose_name='时间')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wishes', to='pledges.pledgeitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='orgs.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='rounds.round')),
            ],
        ),
        migrations.AddIndex(
            model_name='pledge',
            index=models.Index(fields=['round', 'stage', 'path', 'id'], name='pledge_by_stage'),
        ),
        migrations.AddIndex(
            model_name='pledge',
            index=models.Index(fields=['round', 'path', 'id'], name='pledge_by_territory'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['drafted', 'proposed', 'endorsed', 'returned', 'reviewed', 'confirmed', 'filed', 'published'])), name='pledge_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('is_oral', False), ('recorded_by__isnull', False), _connector='OR'), name='pledge_oral_names_its_recorder'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['drafted', 'returned']), models.Q(('current__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='pledge_past_draft_has_a_version'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'published'), _negated=True), ('published__isnull', False), _connector='OR'), name='pledge_published_names_its_version'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('round', 'member'), name='pledge_once_a_member'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('round', 'organisation'), name='pledge_once_an_organisation'),
        ),
        append_only("pledges_pledgeversion"),
        append_only("pledges_review"),
        append_only("pledges_filing"),
        byte_order("pledges_pledge", "path", 200),
        byte_order("pledges_standingitem", "path", 200),
    ]
