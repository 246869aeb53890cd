"""承诺书: one per subject and round."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round


def stage_choices() -> list[tuple[str, str]]:
    return list(Stage.choices)


class Pledge(models.Model):
    """The pledge of one organisation (`member` is None) or member in one round.

    Path and sector are frozen where it was made.

    `boxes`: what was typed, {"common": str, "post": str, "deed": str, "goal": str}; the items are read from it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="pledges")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pledges")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="pledges")
    co_signers = models.ManyToManyField(Member, related_name="joint_pledges")  # C11: a joint pledge
    stage = models.CharField(max_length=20, choices=stage_choices, default=Stage.DRAFTED)
    stage_at = models.DateTimeField(auto_now_add=True)
    boxes = models.JSONField(default=dict)
    is_oral = models.BooleanField("口头承诺", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_direct = models.BooleanField(default=False)  # no opinion of the branch first: nobody there may give it
    current = models.ForeignKey("PledgeVersion", models.PROTECT, null=True, related_name="+")
    published = models.ForeignKey("PledgeVersion", models.PROTECT, null=True, related_name="+")
    taken_down_at = models.DateTimeField(null=True)  # the filed text was public and is no more
    amendment_reason = models.TextField("充实完善的原因", default="")
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="pledge_stage_known"),
            models.CheckConstraint(
                condition=Q(is_oral=False) | Q(recorded_by__isnull=False), name="pledge_oral_names_its_recorder"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DRAFTED, Stage.RETURNED])
                | Q(current__isnull=False, proposed_by__isnull=False),
                name="pledge_past_draft_has_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PUBLISHED) | Q(published__isnull=False),
                name="pledge_published_names_its_version",
            ),
            models.UniqueConstraint(
                fields=["round", "member"], condition=Q(member__isnull=False), name="pledge_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"], condition=Q(member__isnull=True), name="pledge_once_an_organisation"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "stage", "path", "id"], name="pledge_by_stage"),
            models.Index(fields=["round", "path", "id"], name="pledge_by_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name}{self.round.year}年公开承诺书"

    @property
    def subject_name(self) -> str:
        return self.member.name if self.member else self.organisation.name

    @property
    def subject_kind(self) -> str:
        """Which form and which labels: member or organisation."""
        return "organisation" if self.member_id is None else "member"
