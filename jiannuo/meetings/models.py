"""Meetings: date, place, chair, roll by category, minutes. What was decided stands in the rooms that ask (pledges)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Member, Organisation, OrgKind


class MeetingKind(models.TextChoices):
    LEADERS = "leaders", "领导班子成员会议"
    DELEGATES = "delegates", "党员群众代表会议"
    LIFE = "life", "专题组织生活会"  # C25: 述 and 讲, each quarter
    SURVEY = "survey", "群众评议会议"  # C28
    APPRAISAL = "appraisal", "年度评议会议"  # C29


CONFIRMING = (MeetingKind.LEADERS, MeetingKind.DELEGATES)  # C13: the two that decide on pledges
OF_A_PERIOD = (MeetingKind.LIFE, MeetingKind.SURVEY)  # C25, C28: opened and ended on pages of their own


def is_of_all(organisation: Organisation, kind: str) -> bool:
    """Whether the whole branch meets: everybody on its roster is expected."""
    return kind == MeetingKind.APPRAISAL and organisation.kind == OrgKind.BRANCH


def meeting_choices() -> list[tuple[str, str]]:
    return list(MeetingKind.choices)


class Meeting(models.Model):
    """C13: one meeting of one organisation. `held_at` ends before now once it is closed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    kind = models.CharField("会议", max_length=20, choices=meeting_choices)
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=120)
    chair = models.CharField("主持人", max_length=60)
    minutes = models.TextField("会议记录", default="", blank=True)
    is_drafted = models.BooleanField(default=False)  # the minutes stand as they wrote themselves from what was entered
    without_citizens = models.CharField("没有群众代表到会的原因", max_length=200, default="", blank=True)
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    roll_fixed_at = models.DateTimeField(null=True)  # from the first vote on: votes are counted against the roll
    closed_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(is_drafted=False) | ~Q(minutes=""), name="meeting_drafted_has_minutes"),
        ]
        indexes = [models.Index(fields=["organisation", "-held_at"], name="meeting_by_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation}{self.get_kind_display()}"


class Category(models.TextChoices):
    LEADER = "leader", "领导班子成员"
    BRANCH_MEMBER = "branch_member", "党员"  # where the whole branch meets
    MEMBER = "member", "党员代表"
    CITIZEN = "citizen", "群众代表"
    SERVED = "served", "服务对象"
    GROUP_HEAD = "group_head", "村民小组长"
    OTHER = "other", "列席人员"


def category_choices() -> list[tuple[str, str]]:
    return list(Category.choices)


class Attendance(models.Model):
    """One line of the roll. People without a roster entry (群众代表) stand by name only."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roll")
    category = models.CharField("类别", max_length=20, choices=category_choices)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名", max_length=60)
    is_present = models.BooleanField("到会", default=True)
    is_excused = models.BooleanField("请假", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_present=False) | Q(is_excused=False), name="attendance_excused_is_absent"
            ),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="attendance_category_known"),
            models.UniqueConstraint(
                fields=["meeting", "member"], condition=Q(member__isnull=False), name="attendance_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["meeting", "category", "name"], condition=Q(member__isnull=True), name="attendance_once_a_name"
            ),
        ]
        ordering = [F("id").asc()]
