"""进展: lines that are added and never changed, and the ticks of promises that recur."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.pledges.models import StandingItem

MOST = 200


class Source(models.TextChoices):
    """How a line came to be written. Everything is entered once: what was said in a report is not typed again."""

    TYPED = "typed", "填写"
    SPOKEN = "spoken", "口述"
    EXCEL = "excel", "表格导入"
    REPORT = "report", "述职"


class NoteKind(models.TextChoices):
    PROGRESS = "progress", "进展"
    REMARK = "remark", "情况说明"


def source_choices() -> list[tuple[str, str]]:
    return list(Source.choices)


def note_kind_choices() -> list[tuple[str, str]]:
    return list(NoteKind.choices)


class ProgressNote(models.Model):
    """One line of progress, or why it takes longer; triggers refuse any change. `on` is the day it is about."""

    item = models.ForeignKey(StandingItem, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=note_kind_choices, default=NoteKind.PROGRESS)
    text = models.CharField("进展情况", max_length=MOST)
    on = models.DateField("日期")
    expected_on = models.DateField("预计完成", null=True, blank=True)  # of an explanation: never the deadline itself
    source = models.CharField(max_length=20, choices=source_choices, default=Source.TYPED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="progress_note_source_known"),
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="progress_note_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="progress_note_says_something"),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=True) | Q(kind=NoteKind.REMARK), name="progress_note_expects_in_remarks"
            ),
        ]
        indexes = [models.Index(fields=["item", "kind", "-on", "-id"], name="progress_note_latest")]


class Tick(models.Model):
    """How often a recurring promise was kept in one of its periods (每月理发一次: March, twice)."""

    item = models.ForeignKey(StandingItem, models.PROTECT, related_name="ticks")
    period_start = models.DateField()
    times = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "period_start"], name="tick_once_a_period")]
