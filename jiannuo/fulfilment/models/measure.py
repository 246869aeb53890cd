from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.pledges.models import StandingItem


class Measure(models.Model):
    """措施: one step on the way to a promise, with its day (C21)."""

    item = models.ForeignKey(StandingItem, models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = models.CharField("措施", max_length=200)
    due_on = models.DateField("计划完成", null=True, blank=True)
    done_on = models.DateField("实际完成", null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="measure_says_something")]
        indexes = [models.Index(fields=["item", "position"], name="measure_in_order")]
        ordering = [F("item").asc(), F("position").asc(), F("id").asc()]
