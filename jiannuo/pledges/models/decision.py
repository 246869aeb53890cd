"""定诺: what the two meetings voted on a frozen text."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.meetings.models import Meeting
from jiannuo.pledges.models.version import PledgeVersion


class Decision(models.Model):
    """C13: how one meeting voted on one exact version. One meeting may decide many pledges."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="decisions")
    present = models.PositiveIntegerField("到会有表决权人数")
    ayes = models.PositiveIntegerField("赞成")
    noes = models.PositiveIntegerField("反对", default=0)
    abstentions = models.PositiveIntegerField("弃权", default=0)
    is_passed = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="decision_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(present__gte=F("ayes") + F("noes") + F("abstentions")),
                name="decision_votes_not_more_than_present",
            ),
            models.CheckConstraint(
                condition=Q(is_passed=False) | Q(ayes__gt=F("present") - F("ayes")),
                name="decision_passed_by_more_than_half",
            ),
        ]


class Confirmation(models.Model):
    """C13: 定诺 names both meetings and pins the version."""

    version = models.OneToOneField(PledgeVersion, models.PROTECT, related_name="confirmation")
    leaders_decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    delegates_decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaders_decision=F("delegates_decision")), name="confirmation_names_two_meetings"
            )
        ]
