from django.db import models


def subject_of(row: models.Model) -> str:
    """How the journal names a row: pledges.pledge:42."""
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001  Django documents _meta


class Entry(models.Model):
    """Who did what to what, and when. No foreign keys: the record outlives its subject; triggers refuse any change."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=60)
    actor_key = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)  # "pledges.pledge:42"
    path = models.CharField(max_length=200, default="")  # territory at that moment
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="entry_by_subject")]
