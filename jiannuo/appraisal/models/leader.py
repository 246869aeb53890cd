"""点: what the leader of the level above says of an organisation or a member, and visits on the spot (C27, C33)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round


class Visit(models.Model):
    """C33: a leader has been there. Kept from a phone in three boxes; a comment may refer to it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    place = models.CharField("地点", max_length=120)
    note = models.TextField("看到的情况")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(place="") & ~Q(note=""), name="visit_says_where_and_what"),
        ]
        indexes = [models.Index(fields=["organisation", "-on"], name="visit_by_organisation")]


class LeaderComment(models.Model):
    """领导点评 of one half-year: `member` is None where the organisation itself is meant. Draft until `issued_at`.

    `superior` is the organisation whose leader speaks. Once issued the words stay; what was mended is said next time.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="leader_comments")
    period = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="leader_comments")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="leader_comments")
    superior = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    achievements = models.TextField("肯定成绩", default="", blank=True)
    problems = models.TextField("存在问题", default="", blank=True)
    direction = models.TextField("努力方向", default="", blank=True)
    mended = models.TextField("上次问题整改情况", default="", blank=True)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    issued_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "period", "member"],
                condition=Q(member__isnull=False),
                name="leader_comment_once_a_member",
            ),
            models.UniqueConstraint(
                fields=["round", "period", "organisation"],
                condition=Q(member__isnull=True),
                name="leader_comment_once_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | ~Q(achievements="", problems="", direction=""),
                name="leader_comment_issued_says_something",
            ),
        ]
        indexes = [models.Index(fields=["superior", "round", "period"], name="leader_comment_by_superior")]

    @property
    def subject_name(self) -> str:
        return self.member.name if self.member else self.organisation.name

    @property
    def boxes(self) -> list[tuple[str, str]]:
        """(caption, words) of the boxes that say something, in the order of the sheet."""
        named = (
            ("肯定成绩", self.achievements),
            ("存在问题", self.problems),
            ("努力方向", self.direction),
            ("上次问题整改情况", self.mended),
        )
        return [(caption, words) for caption, words in named if words]
