"""评: the yearly appraisal of one organisation or member, from the year's numbers to a meeting's decision (C29)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.appraisal.grading import Grade, grade_choices
from jiannuo.appraisal.workflow import YearlyState, yearly_state_choices
from jiannuo.base.dates import local_day
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round
from jiannuo.rounds.presets import appraisal_terms

_GIVEN = ["", *Grade.values]


class YearlyAppraisal(models.Model):
    """年度评议. `member` is None where the organisation itself is meant; `decider` is whose meeting decides.

    `figures` is the reckoning as it stood when last made (see frozen.py); from 已提出 on it stays as it is.
    Probationary members take part without a grade. `warning`: what was said of too many 优秀 when it was decided.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="yearly_appraisals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="yearly_appraisals")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="yearly_appraisals")
    decider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=yearly_state_choices, default=YearlyState.DRAFTED)
    is_probationary = models.BooleanField("预备党员", default=False)
    figures = models.JSONField(default=dict)
    reckoned_at = models.DateTimeField(null=True)

    self_grade = models.CharField("个人自评", max_length=20, choices=grade_choices, default="", blank=True)
    self_words = models.CharField("自评说明", max_length=300, default="", blank=True)
    self_at = models.DateTimeField(null=True)
    self_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    suggested = models.CharField("建议等次", max_length=20, choices=grade_choices, default="", blank=True)
    proposed = models.CharField("拟评等次", max_length=20, choices=grade_choices, default="", blank=True)
    grade = models.CharField("评定等次", max_length=20, choices=grade_choices, default="", blank=True)
    opinion = models.TextField("评定意见", default="", blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="yearly_appraisals")
    present = models.PositiveSmallIntegerField("到会", default=0)
    ayes = models.PositiveSmallIntegerField("赞成", default=0)
    noes = models.PositiveSmallIntegerField("反对", default=0)
    abstentions = models.PositiveSmallIntegerField("弃权", default=0)
    warning = models.CharField(max_length=200, default="", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reconsider_reason = models.TextField("重新评议的理由", default="", blank=True)

    reply = models.TextField("本人说明", default="", blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    answer = models.TextField("答复", default="", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    public_words = models.TextField("公布的点评摘要", default="", blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)  # on purpose: it is not asked for again
    taken_down_reason = models.TextField("撤下的理由", default="", blank=True)

    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member"], condition=Q(member__isnull=False), name="yearly_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"], condition=Q(member__isnull=True), name="yearly_once_an_organisation"
            ),
            models.CheckConstraint(condition=Q(state__in=YearlyState.values), name="yearly_state_known"),
            models.CheckConstraint(
                condition=Q(self_grade__in=_GIVEN, suggested__in=_GIVEN, proposed__in=_GIVEN, grade__in=_GIVEN),
                name="yearly_grades_known",
            ),
            models.CheckConstraint(
                condition=Q(is_probationary=False) | Q(suggested="", proposed="", grade=""),
                name="yearly_probationary_without_grade",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[YearlyState.DRAFTED, YearlyState.PROPOSED], decided_at__isnull=True, grade="")
                | Q(
                    state__in=[YearlyState.DECIDED, YearlyState.CLOSED, YearlyState.PUBLISHED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    meeting__isnull=False,
                ),
                name="yearly_decided_by_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(is_probationary=True) | ~Q(grade=""),
                name="yearly_decided_names_the_grade",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="yearly_reply_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & ~Q(reply="") & Q(answered_at__isnull=False)),
                name="yearly_answer_to_a_reply",
            ),
            models.CheckConstraint(
                condition=~Q(state=YearlyState.PUBLISHED) | Q(member__isnull=True, published_at__isnull=False),
                name="yearly_of_a_person_never_published",  # C30
            ),
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True, taken_down_reason="")
                | (Q(taken_down_at__isnull=False, state=YearlyState.CLOSED) & ~Q(taken_down_reason="")),
                name="yearly_taken_down_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["decider", "round", "member"], name="yearly_by_decider"),
            models.Index(fields=["round", "path"], name="yearly_by_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name}{self.round.year}年年度评议"

    @property
    def subject_name(self) -> str:
        return self.member.name if self.member else self.organisation.name

    @property
    def subject_kind(self) -> str:
        return "member" if self.member_id else "organisation"

    @property
    def reply_until(self) -> date | None:
        """The last day for a reply; None while nothing has been decided."""
        if self.decided_at is None:
            return None
        return local_day(self.decided_at) + timedelta(days=appraisal_terms(self.round.terms)["reply_days"])
