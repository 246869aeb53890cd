"""评: the half-yearly meeting with its survey of satisfaction (C28), and 互评 in the branch's meeting (C20, C26).

Here stand the named things: who met, when, who convened. What was voted lies in the ballot box, which knows nobody.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import local_day
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round


def _voted_later(meeting: Meeting, box: BallotBox | None) -> datetime | None:
    """When slips were opened, where that was on a later day than the meeting's: nobody voted before (C28).

    Of paper alone the meeting's day holds: it was counted by hand, maybe long before it was entered.
    """
    if box is None or box.opened_at is None or not box.slip_count or box.state == State.CANCELLED:
        return None
    return box.opened_at if local_day(box.opened_at) > local_day(meeting.held_at) else None


class Survey(models.Model):
    """群众评议会议 of one organisation in one period. `present`: {category: how many came}, with names or without.

    `box` is the latest one; an earlier one that was cancelled keeps its reason in its own room.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="surveys")
    period = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="surveys")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="survey")
    box = models.OneToOneField(BallotBox, models.PROTECT, null=True, related_name="survey")
    present = models.JSONField("到会人数", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # who convened it
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.TextField("取消理由", default="", blank=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "period", "organisation"],
                condition=Q(cancelled_at__isnull=True),
                name="survey_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="survey_cancelled_says_who_and_why",
            ),
        ]
        indexes = [models.Index(fields=["round", "period", "path"], name="survey_in_territory")]

    @property
    def voters(self) -> int:
        """应投票人数: everybody who came and may vote."""
        return sum(self.present.values())

    @property
    def voted_later(self) -> datetime | None:
        return _voted_later(self.meeting, self.box)

    @property
    def held_at(self) -> datetime:
        """What holds for the duty, the board and the minutes."""
        return self.voted_later or self.meeting.held_at

    @property
    def held_on(self) -> date:
        return local_day(self.held_at)


class MutualAssessment(models.Model):
    """党员互评 in one branch meeting; of a box that was cancelled the next one takes the place."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="mutual_assessments")
    period = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mutual_assessments")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="mutual_assessment")
    box = models.OneToOneField(BallotBox, models.PROTECT, related_name="mutual_assessment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)

    @property
    def voted_later(self) -> datetime | None:
        return _voted_later(self.meeting, self.box)

    @property
    def held_on(self) -> date:
        return local_day(self.voted_later or self.meeting.held_at)
