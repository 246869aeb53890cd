"""What is expected of whom by when. Reckoned from the round, never typed; the territory is frozen on the row."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.base.dates import named
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round


class DutyKind(models.TextChoices):
    """提诺, and the five practices of a round (rounds.Practice: the same values)."""

    PROPOSE = "propose", "提诺"
    SELF_REPORT = "self_report", "党员述"
    BRANCH_COMMENT = "branch_comment", "支部讲"
    LEADER_COMMENT = "leader_comment", "领导点"
    SURVEY = "survey", "群众评"
    APPRAISAL = "appraisal", "年度评议"


def duty_choices() -> list[tuple[str, str]]:
    return list(DutyKind.choices)


class Ground(models.TextChoices):
    """Why something is not expected of somebody for a time."""

    ELDERLY = "elderly", "年老体弱"
    ILL = "ill", "因病"
    MOBILE = "mobile", "外出流动"
    PROBATIONARY = "probationary", "预备党员"
    OTHER = "other", "其他原因"


def ground_choices() -> list[tuple[str, str]]:
    return list(Ground.choices)


class Exemption(models.Model):
    """One kind of duty is not expected of one subject from a day on; it covers the later periods too until it ends."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="exemptions")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="exemptions")
    kind = models.CharField(max_length=20, choices=duty_choices)
    ground = models.CharField("理由", max_length=20, choices=ground_choices)
    reason = models.CharField("说明", max_length=200, default="", blank=True)
    starts_on = models.DateField()
    until = models.DateField(null=True)  # null: until somebody ends it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_title = models.CharField(max_length=120)
    at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    path = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="exemption_kind_known"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="exemption_ground_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="exemption_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(ground=Ground.OTHER, reason=""), name="exemption_for_other_grounds_says_why"
            ),
        ]

    def __str__(self) -> str:
        said = f"{self.get_ground_display()}：{self.reason}" if self.reason else str(self.get_ground_display())
        until = f"到{named(self.until)}" if self.until else ""
        return f"经{self.by_title}同意免办{until}（{said}）"


class Duty(models.Model):
    """One expectation: `member` is None where the organisation itself is meant. Open until `done_on`.

    `due_on` counts; it differs from `original_due_on` where an extension was given. `done_on` is the day it really
    happened, `entered_on` the day it was entered here. How it stands is derived from these (states.py), never stored.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="duties", db_index=False)
    kind = models.CharField(max_length=20, choices=duty_choices)
    period = models.PositiveSmallIntegerField(default=0)  # 0: not of a period (提诺)
    period_label = models.CharField(max_length=20, default="")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="duties", db_index=False)
    obliged = models.ForeignKey(  # who acts, where it is not the subject
        Organisation, models.PROTECT, null=True, related_name="obligations", db_index=False
    )
    opens_on = models.DateField()
    due_on = models.DateField()
    original_due_on = models.DateField()
    basis = models.CharField(max_length=200)  # how original_due_on was reckoned
    extension = models.CharField(max_length=200, default="", blank=True)  # who put it off until when and why
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, related_name="duties", db_index=False)
    done_on = models.DateField(null=True)
    entered_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="duty_kind_known"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="duty_is_due_after_it_opens"),
            models.CheckConstraint(
                condition=Q(extension="", due_on=F("original_due_on"))
                | (~Q(extension="") & Q(due_on__gt=F("original_due_on"))),
                name="duty_put_off_says_why",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, entered_on__isnull=True, done_at__isnull=True)
                | Q(done_on__isnull=False, entered_on__isnull=False, done_at__isnull=False),
                name="duty_done_with_its_days",
            ),
            models.UniqueConstraint(
                fields=["member", "round", "kind", "period"],
                condition=Q(member__isnull=False),
                name="duty_once_a_member",
            ),
            models.UniqueConstraint(
                fields=["organisation", "round", "kind", "period"],
                condition=Q(member__isnull=True),
                name="duty_once_an_organisation",
            ),
        ]
        indexes = [
            models.Index(  # holds all that counting needs
                fields=[
                    *("round", "kind", "period", "path", "done_on", "entered_on", "due_on", "opens_on"),
                    *("exemption", "sector_id"),
                ],
                name="duty_by_territory",
            ),
            models.Index(
                fields=["obliged", "kind", "period"], condition=Q(obliged__isnull=False), name="duty_by_obliged"
            ),
            models.Index(  # what is late among millions that are done
                fields=["round", "kind", "period", "path", "due_on"],
                condition=Q(done_on__isnull=True, exemption__isnull=True),
                name="duty_left_open",
            ),
        ]

    @property
    def reckoning(self) -> str:
        """How the day was computed: 第二季度末6月30日＋10天；经支部书记周大有同意延至7月20日：住院."""
        return f"{self.basis}；{self.extension}" if self.extension else self.basis

    @property
    def label(self) -> str:
        """党员述（第二季度）."""
        named = str(self.get_kind_display())
        return f"{named}（{self.period_label}）" if self.period_label else named

    @property
    def subject_name(self) -> str:
        return self.member.name if self.member else self.organisation.name


class Reckoning(models.Model):
    """When and from which version of a round's calendar its duties were last written down."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="reckoning")
    version = models.PositiveIntegerField()
    on = models.DateField()
