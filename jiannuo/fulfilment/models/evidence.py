from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.fulfilment.models.progress import ProgressNote
from jiannuo.pledges.models import StandingItem


class EvidenceKind(models.TextChoices):
    PICTURE = "picture", "图片"
    PDF = "pdf", "PDF文件"
    WORD = "word", "Word文件"


def evidence_kind_choices() -> list[tuple[str, str]]:
    return list(EvidenceKind.choices)


class Evidence(models.Model):
    """佐证, never compulsory. The file is found by the hash of what is stored; pictures carry no place, no camera."""

    item = models.ForeignKey(StandingItem, models.PROTECT, related_name="evidence")
    note = models.ForeignKey(ProgressNote, models.PROTECT, null=True, related_name="evidence")
    kind = models.CharField(max_length=20, choices=evidence_kind_choices)
    name = models.CharField("文件名", max_length=120)  # as the person called it; never part of a path
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=100)  # inside the data folder
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removal_reason = models.CharField("撤下原因", max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
                name="evidence_removal_says_who_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="evidence_of_item"),
            models.Index(fields=["sha256"], name="evidence_by_content"),
        ]
