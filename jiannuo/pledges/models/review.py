"""审诺: the opinions on a frozen text."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models.version import PledgeVersion


class Verdict(models.TextChoices):
    ENDORSED = "endorsed", "支部意见"
    PASSED = "passed", "通过"
    SENT_BACK = "sent_back", "退回"
    HANDED_BACK = "handed_back", "会议退回"  # what the meetings want changed; `by` only writes it down


def verdict_choices() -> list[tuple[str, str]]:
    return list(Verdict.choices)


class Review(models.Model):
    """C12: one opinion on one version. Four eyes: the database itself refuses the proposer and the subject."""

    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="reviews")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=verdict_choices)
    opinion = models.TextField("审定意见")
    comments = models.JSONField(default=dict)  # {item uid: comment}
    points = models.JSONField(default=dict)  # C5: {point: False} where a point is found wanting
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="review_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.HANDED_BACK) | ~Q(by=F("proposed_by")), name="review_not_by_the_proposer"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.HANDED_BACK) | Q(subject_user__isnull=True) | ~Q(by=F("subject_user")),
                name="review_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.SENT_BACK, Verdict.HANDED_BACK]) | ~Q(opinion=""),
                name="review_sent_back_gives_a_reason",
            ),
            models.UniqueConstraint(
                fields=["version", "verdict"], condition=~Q(verdict=Verdict.SENT_BACK), name="review_verdict_once"
            ),
        ]
        ordering = [F("id").asc()]
