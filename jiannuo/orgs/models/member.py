"""Members on the rosters of branches."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.base.dates import today
from jiannuo.orgs.models.organisation import Organisation


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


def sex_choices() -> list[tuple[str, str]]:
    return list(Sex.choices)


class Member(models.Model):
    """A party member on a branch's roster. The ID number is kept only as a keyed hash, to recognise repeats."""

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    group = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="group_members")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="member")
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=10, choices=sex_choices)
    born_on = models.DateField("出生日期", null=True)  # the first of the month where only the month is known
    joined_on = models.DateField("入党日期", null=True)
    unit_and_post = models.CharField("单位及职务", max_length=200, default="", blank=True)
    duty = models.TextField("岗位职责", default="", blank=True)  # C2
    is_probationary = models.BooleanField("预备党员", default=False)
    is_mobile = models.BooleanField("流动党员", default=False)
    is_out_of_contact = models.BooleanField("失联党员", default=False)
    consents_to_name = models.BooleanField("同意网上公示全名", default=False)
    identity_hash = models.CharField(max_length=64, null=True)
    left_on = models.DateField(null=True)
    came_on = models.DateField(null=True, default=today)  # since when on a roster here; null: from the beginning
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="member_sex_known"),
            models.UniqueConstraint(fields=["identity_hash"], name="member_identity_once"),
        ]
        indexes = [
            models.Index(fields=["branch", "name"], name="member_by_branch_and_name"),
            # SQLite's statistics count the many without a sign-in as one key and then avoid the unique index
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="member_with_sign_in"),
        ]

    def __str__(self) -> str:
        return self.name
