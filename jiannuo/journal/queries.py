from django.db import models
from django.db.models import QuerySet

from jiannuo.journal.models import Entry, subject_of


def of(row: models.Model) -> QuerySet[Entry]:
    """Everything recorded about one row, oldest first. The caller has already checked who may see the row."""
    return Entry.objects.filter(subject=subject_of(row)).order_by("id")
