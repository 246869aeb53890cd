"""联名: whoever is named as a joint signer says himself that he signs (C11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Member
from jiannuo.pledges.models.version import PledgeVersion

LONGEST_NOTE = 200


class Agreement(models.Model):
    """A joint signer agrees to one frozen text. Said aloud, an officer of the branch notes when and how (代录)."""

    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="agreements")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    is_oral = models.BooleanField("口头同意", default=False)
    note = models.CharField("何时、怎样说的", max_length=LONGEST_NOTE, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "member"], name="agreement_once_a_signer"),
            models.CheckConstraint(
                condition=Q(is_oral=False) | ~Q(note=""), name="agreement_said_aloud_says_when_and_how"
            ),
        ]
        ordering = [F("id").asc()]
