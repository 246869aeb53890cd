"""A roster file on its way in: how far it has come, and its rows as the preview shows them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.orgs.models.organisation import Organisation


class ImportState(models.TextChoices):
    RECEIVED = "received", "核对中"
    CHECKED = "checked", "待确认"
    CONFIRMED = "confirmed", "导入中"
    DONE = "done", "已导入"
    REFUSED = "refused", "未导入"


class ImportBatch(models.Model):
    """A roster file and how far it has come: the truth of the work, which a task only nudges along."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_batches")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.CharField(max_length=100)  # inside the data folder; gone when the batch is finished
    report = models.CharField(max_length=100, default="")  # the refused rows, for some days
    founds_branches = models.BooleanField(default=False)
    sure = models.JSONField(default=list)  # lines of which somebody has said that they are no double
    state = models.CharField(max_length=20, default=ImportState.RECEIVED)
    refusal = models.TextField(default="")
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_batch_state_known"),
            models.CheckConstraint(
                condition=Q(state=ImportState.DONE, finished_at__isnull=False) | ~Q(state=ImportState.DONE),
                name="import_batch_done_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="import_batch_by_organisation")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a roster as the preview shows it. No identity number ever comes here."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    branch = models.CharField(max_length=120)
    outcome = models.CharField(max_length=20)
    said = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "outcome", "position"], name="import_row_once")]
