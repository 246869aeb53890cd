"""述: what a member says, each period, of the keeping of the own pledge (C25)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.rounds.models import Round


class SelfReport(models.Model):
    """One member's 述职 of one period; it exists once it has been handed in.

    `on`: the day of the meeting, or the day itself. `recorded_by`: who wrote it down for the member; None: the member.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="self_reports")
    period = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, related_name="self_reports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="self_reports")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, related_name="self_reports")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="self_reports")
    text = models.TextField("其他", default="", blank=True)
    is_spoken = models.BooleanField("口头述职", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    submitted_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "period", "member"], name="self_report_once_a_period"),
            models.CheckConstraint(
                condition=Q(is_spoken=False) | Q(recorded_by__isnull=False), name="self_report_spoken_names_its_writer"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "round", "period"], name="self_report_by_branch")]


class SelfReportLine(models.Model):
    """What was said of one item. `state_said`: where the ledger had the item at that moment."""

    report = models.ForeignKey(SelfReport, models.CASCADE, related_name="lines")
    item = models.ForeignKey(StandingItem, models.PROTECT, related_name="report_lines")
    text = models.TextField(default="", blank=True)
    is_prefilled = models.BooleanField(default=False)
    state_said = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "item"], name="self_report_line_once_an_item")]
        ordering = [F("id").asc()]
