from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.pledges.models import StandingItem


def outcome_choices() -> list[tuple[str, str]]:
    return list(Outcome.choices)


def result_state_choices() -> list[tuple[str, str]]:
    return list(ResultState.choices)


_S = ResultState


class Result(models.Model):
    """件件有结果 (C17): what became of one promise. No row, or state OPEN, means that nothing has been stated.

    `figures`: what was reached of each target, in the order of `item.targets`, null where nothing was said.
    """

    item = models.OneToOneField(StandingItem, models.PROTECT, related_name="result")
    state = models.CharField(max_length=20, choices=result_state_choices, default=ResultState.OPEN)
    outcome = models.CharField("兑现情况", max_length=20, choices=outcome_choices, default="", blank=True)
    done_on = models.DateField("完成时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=300, default="", blank=True)
    figures = models.JSONField(default=list)
    needs_second_eyes = models.BooleanField(default=False)  # as the round said when it was stated
    subject_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    opinion = models.CharField("退回原因", max_length=200, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ResultState.values), name="result_state_known"),
            models.CheckConstraint(
                condition=Q(state=_S.OPEN, outcome="") | (~Q(state=_S.OPEN) & Q(outcome__in=Outcome.values)),
                name="result_outcome_once_stated",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.KEPT) | Q(done_on__isnull=False), name="result_kept_says_when"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", Outcome.KEPT]) | ~Q(reason=""), name="result_gives_a_reason_unless_kept"
            ),
            models.CheckConstraint(
                condition=Q(state=_S.SETTLED, settled_by__isnull=False, settled_at__isnull=False)
                | (~Q(state=_S.SETTLED) & Q(settled_by__isnull=True, settled_at__isnull=True)),
                name="result_settled_says_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(state=_S.HANDED_BACK) & ~Q(opinion="")) | (~Q(state=_S.HANDED_BACK) & Q(opinion="")),
                name="result_handed_back_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(needs_second_eyes=False) | Q(settled_by__isnull=True) | ~Q(settled_by=F("stated_by")),
                name="result_settled_by_another_hand",
            ),
            models.CheckConstraint(
                condition=Q(needs_second_eyes=False)
                | Q(settled_by__isnull=True)
                | Q(subject_user__isnull=True)
                | ~Q(settled_by=F("subject_user")),
                name="result_not_settled_by_its_subject",
            ),
        ]
