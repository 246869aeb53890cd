"""A year's round of public commitments; everything the guidance fixes is data of the round."""

from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Organisation, OrgClass, class_choices


class WhoBinds(models.TextChoices):
    """C12: 附件2 has the branch pass its members' pledges, 三、1 the level above."""

    SUPERIOR = "superior", "支部提出意见，上一级党组织审定"
    BRANCH = "branch", "所在党支部审定"


def binding_choices() -> list[tuple[str, str]]:
    return list(WhoBinds.choices)


class Round(models.Model):
    """One round. `terms` holds the words of its preset: kinds, points, topics, firsts (see presets.Terms)."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("结束日期")
    who_binds = models.CharField("党员承诺由谁审定", max_length=20, choices=binding_choices, default=WhoBinds.SUPERIOR)
    shown_days_after = models.PositiveSmallIntegerField("结束后继续公示天数", default=30)
    terms = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(who_binds__in=WhoBinds.values), name="round_who_binds_known"),
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="round_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.TextChoices):
    """The seven stations of the road; the first five have a day by which they are to be done."""

    PROPOSE = "propose", "提诺"
    REVIEW = "review", "审诺"
    CONFIRM = "confirm", "定诺"
    FILE = "file", "备案"
    PUBLISH = "publish", "公示"
    FULFIL = "fulfil", "践诺"
    APPRAISE = "appraise", "评诺"


def step_choices() -> list[tuple[str, str]]:
    return list(Step.choices)


class Milestone(models.Model):
    """By when a station is to be reached, and how that day was reckoned."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="milestones")
    step = models.CharField(max_length=20, choices=step_choices)
    due_on = models.DateField()
    reckoning = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="milestone_once_a_step")]


class Practice(models.TextChoices):
    SELF_REPORT = "self_report", "党员述"
    BRANCH_COMMENT = "branch_comment", "支部讲"
    LEADER_COMMENT = "leader_comment", "领导点"
    SURVEY = "survey", "群众评"
    APPRAISAL = "appraisal", "年度评议"


def practice_choices() -> list[tuple[str, str]]:
    return list(Practice.choices)


class Cadence(models.Model):
    """C24: how often a practice is expected; 4 = each quarter, 2 = each half-year, 1 = each year.

    `opens_before`: days before a period's end from which it may be done; `days_after`: after it until it is due.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="cadences")
    practice = models.CharField(max_length=20, choices=practice_choices)
    times_a_year = models.PositiveSmallIntegerField()
    opens_before = models.PositiveSmallIntegerField(default=30)
    days_after = models.PositiveSmallIntegerField(default=31)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "practice"], name="cadence_once_a_practice"),
            models.CheckConstraint(condition=Q(times_a_year__in=[1, 2, 4, 12]), name="cadence_divides_the_year"),
            models.CheckConstraint(
                condition=Q(opens_before__lte=366, days_after__lte=180), name="cadence_window_within_a_year"
            ),
        ]


class Subject(models.TextChoices):
    ORGANISATION = "organisation", "党组织"
    MEMBER = "member", "党员"


def subject_choices() -> list[tuple[str, str]]:
    return list(Subject.choices)


class ClassGuidance(models.Model):
    """C4: what one body says to the organisations of a class below it: text, hints, example items.

    `examples`: [{"kind": "common|post|deed|goal", "text": str}]. The nearest body above that has written applies.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="class_guidance")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="class_guidance")
    org_class = models.CharField(max_length=20, choices=class_choices)
    subject = models.CharField(max_length=20, choices=subject_choices)
    text = models.TextField("指导意见", default="", blank=True)
    hints = models.JSONField(default=list)  # short sentences shown beside the boxes
    examples = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "org_class", "subject"], name="class_guidance_once_a_body"
            ),
            models.CheckConstraint(condition=Q(org_class__in=OrgClass.values), name="class_guidance_class_known"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="class_guidance_subject_known"),
        ]
