"""The Excel ledger on its way back: what it would change, before anybody has said yes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round


class SheetState(models.TextChoices):
    CHECKED = "checked", "待确认"
    DONE = "done", "已导入"
    DISCARDED = "discarded", "已放弃"


class RowOutcome(models.TextChoices):
    """What becomes of a row: a row may be written in part, then it counts by what is left to do."""

    CHANGED = "changed", "将更新"
    CONFLICT = "conflict", "有冲突"
    REFUSED = "refused", "未通过"
    UNCHANGED = "unchanged", "无变化"


def sheet_state_choices() -> list[tuple[str, str]]:
    return list(SheetState.choices)


def row_outcome_choices() -> list[tuple[str, str]]:
    return list(RowOutcome.choices)


class SheetImport(models.Model):
    """A ledger file that came back. The file itself is not kept; its changes are, as rows."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=sheet_state_choices, default=SheetState.CHECKED)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SheetState.values), name="sheet_import_state_known")
        ]


class SheetRow(models.Model):
    """One row of the file that says something new. `cells`: {column: {"was", "told", "now", "why"}} in words."""

    batch = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as Excel counts
    item = models.ForeignKey(StandingItem, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=row_outcome_choices)
    cells = models.JSONField(default=dict)
    said = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="sheet_row_outcome_known")
        ]
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="sheet_row_in_order")]
        ordering = [F("number").asc()]
