"""The frozen texts, and the receipts given for them."""

from django.conf import settings
from django.db import models
from django.db.models import F

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models.pledge import Pledge


class PledgeVersion(models.Model):
    """The text as it was proposed, frozen; triggers refuse any change. `content` is canonical (see content.py)."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the canonical JSON, hex
    code = models.CharField(max_length=12, unique=True)  # verification code on paper, random
    reason = models.TextField(default="")  # why it was amended (C35)
    hint_count = models.PositiveSmallIntegerField(default=0)  # what the machine noticed when the text was frozen (C5)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "number"], name="version_number_once")]
        ordering = [F("pledge").asc(), F("number").asc()]


class Filing(models.Model):
    """C15: 备案 is a receipt: who received which frozen version, when, under which number."""

    version = models.OneToOneField(PledgeVersion, models.PROTECT, related_name="filing")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receiver", "year", "serial"], name="filing_number_once_a_receiver")
        ]

    @property
    def number(self) -> str:
        """备〔2011〕0001号."""
        return f"备〔{self.year}〕{self.serial:04}号"


class PublicWording(models.Model):
    """The words of a frozen text that the publishing check has approved for everybody's eyes (C48).

    `words`: {"unit_and_post": str, "<item uid>.text": str, …}; the copy on the wall prints them too.
    """

    version = models.OneToOneField(PledgeVersion, models.PROTECT, related_name="public_wording")
    words = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
