"""讲: what the branch says, each period, item by item, in its meeting (C26)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round


class Judgement(models.TextChoices):
    """How the branch finds an item; what is not due yet is never found wanting."""

    ON_TRACK = "on_track", "进展良好"
    BEHIND = "behind", "进展偏慢"
    KEPT = "kept", "已兑现"
    KEPT_LATE = "kept_late", "逾期兑现"
    NEEDS_WORK = "needs_work", "需要加力"
    NOT_DUE = "not_due", "未到时间"

    @property
    def mark(self) -> str:
        """The badge it is shown with."""
        return _MARKS[self]


_MARKS = {
    Judgement.ON_TRACK: "going",
    Judgement.BEHIND: "soon",
    Judgement.KEPT: "kept",
    Judgement.KEPT_LATE: "kept",
    Judgement.NEEDS_WORK: "soon",
    Judgement.NOT_DUE: "idle",
}


def judgement_choices() -> list[tuple[str, str]]:
    return list(Judgement.choices)


class BranchComment(models.Model):
    """支部讲评 of one period, begun when its meeting is convened; the words are fixed with the meeting, `issued_at`."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="branch_comments")
    period = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="branch_comments")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="branch_comment")
    text = models.TextField("总体讲评", default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # who began it
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "period", "organisation"], name="branch_comment_once_a_period"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="branch_comment_issued_at_and_by_together",
            ),
        ]


class BranchCommentLine(models.Model):
    """Of one item, or (`item` None) of one member as a whole. `member` None: an item of the branch's own pledge."""

    comment = models.ForeignKey(BranchComment, models.CASCADE, related_name="lines")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="branch_comment_lines")
    item = models.ForeignKey(StandingItem, models.PROTECT, null=True, related_name="comment_lines")
    verdict = models.CharField(max_length=20, choices=judgement_choices, default="", blank=True)
    text = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, verdict__in=Judgement.values)
                | Q(item__isnull=True, member__isnull=False, verdict=""),
                name="branch_comment_line_judges_an_item_or_speaks_of_a_member",
            ),
            models.UniqueConstraint(
                fields=["comment", "item"], condition=Q(item__isnull=False), name="branch_comment_line_once_an_item"
            ),
            models.UniqueConstraint(
                fields=["comment", "member"], condition=Q(item__isnull=True), name="branch_comment_line_once_a_member"
            ),
        ]
        ordering = [F("id").asc()]

    @property
    def mark(self) -> str:
        return Judgement(self.verdict).mark
