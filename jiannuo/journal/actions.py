from typing import Any

from django.db import models, transaction

from jiannuo.accounts.models import User
from jiannuo.journal.models import Entry


def subject_of(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001  Django documents _meta


@transaction.atomic(savepoint=False)
def record(*, by: User | None, verb: str, subject: models.Model, path: str = "", **detail: Any) -> Entry:
    """Write one line of the journal, inside the caller's transaction; it stands or falls with it, so no savepoint.

    `by` is None for the system's own acts.
    """
    return Entry.objects.create(
        actor=by.display_name if by else "系统",
        actor_key=by.pk if by else None,
        verb=verb,
        subject=subject_of(subject),
        path=path,
        detail=detail,
    )
