"""A batch of printing: the row is the truth, the job only a nudge (C16)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import PATH_LENGTH, Organisation
from jiannuo.rounds.models import Round


class BatchState(models.TextChoices):
    WAITING = "waiting", "等待生成"
    RUNNING = "running", "正在生成"
    DONE = "done", "已生成"
    FAILED = "failed", "未能生成"
    EXPIRED = "expired", "已过期清除"


class BatchKind(models.TextChoices):
    PDF = "pdf", "一个 PDF 文件，直接打印"
    DOCX = "docx", "每人一个 Word 文件，打成压缩包"


def state_choices() -> list[tuple[str, str]]:
    return list(BatchState.choices)


def kind_choices() -> list[tuple[str, str]]:
    return list(BatchKind.choices)


class PrintBatch(models.Model):
    """All pledges of a branch or a township as one file. Who holds the lease works on it; `attempts` is the fence."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="print_batches")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    path = models.CharField(max_length=PATH_LENGTH)  # territory when it was asked for
    kind = models.CharField("文件", max_length=10, choices=kind_choices, default=BatchKind.PDF)
    copies = models.JSONField("份", default=list)  # values of copies.Copy
    address = models.CharField(max_length=200)  # what the QR codes lead to begins with this
    state = models.CharField(max_length=10, choices=state_choices, default=BatchState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True)  # the name of its file: cannot be guessed
    failure = models.CharField(max_length=200, default="")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="print_batch_state_known"),
            models.CheckConstraint(condition=Q(kind__in=BatchKind.values), name="print_batch_kind_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="print_batch_not_more_than_all"),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="print_batch_running_holds_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="print_batch_failed_says_why"),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="print_batch_to_be_done"),
            models.Index(fields=["requested_by", "-id"], name="print_batch_by_person"),
        ]
