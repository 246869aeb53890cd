"""表决: how a meeting voted on the grade put before it, passed or not (C29)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.appraisal.grading import Grade, grade_choices
from jiannuo.appraisal.models.yearly import YearlyAppraisal
from jiannuo.meetings.models import Meeting


class GradeVote(models.Model):
    """One grade of one subject before one meeting; "" where a probationary member is appraised without a grade.

    What did not pass stays here, and the appraisal without a grade; entered once more it is put right.
    """

    appraisal = models.ForeignKey(YearlyAppraisal, models.PROTECT, related_name="votes")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="grade_votes")
    grade = models.CharField("表决的等次", max_length=20, choices=grade_choices, default="", blank=True)
    present = models.PositiveSmallIntegerField("到会")
    ayes = models.PositiveSmallIntegerField("赞成")
    noes = models.PositiveSmallIntegerField("反对", default=0)
    abstentions = models.PositiveSmallIntegerField("弃权", default=0)
    is_passed = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "meeting", "grade"], name="grade_vote_once_a_meeting"),
            models.CheckConstraint(condition=Q(grade__in=["", *Grade.values]), name="grade_vote_grade_known"),
            models.CheckConstraint(
                condition=Q(is_passed=True, present__lt=F("ayes") * 2) | Q(is_passed=False, present__gte=F("ayes") * 2),
                name="grade_vote_passed_by_more_than_half",
            ),
        ]
        ordering = [F("id").asc()]
