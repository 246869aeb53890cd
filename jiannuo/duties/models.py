"""What is expected of whom by when. Reckoned from the round, never typed; the territory is frozen on the row."""

from django.db import models
from django.db.models import Q

from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round


class DutyKind(models.TextChoices):
    PROPOSE = "propose", "提诺"


def duty_choices() -> list[tuple[str, str]]:
    return list(DutyKind.choices)


class Duty(models.Model):
    """One expectation: `member` is None where the organisation itself is meant. Open until `done_at`."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=20, choices=duty_choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="duties")
    opens_on = models.DateField()
    due_on = models.DateField()
    reckoning = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="duty_kind_known"),
            models.UniqueConstraint(
                fields=["round", "kind", "member"], condition=Q(member__isnull=False), name="duty_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["round", "kind", "organisation"],
                condition=Q(member__isnull=True),
                name="duty_once_an_organisation",
            ),
        ]
        indexes = [models.Index(fields=["round", "kind", "path", "done_at"], name="duty_by_territory")]
