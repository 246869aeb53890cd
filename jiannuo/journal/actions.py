from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from jiannuo.accounts.models import User
from jiannuo.journal.models import Entry, subject_of


@transaction.atomic(savepoint=False)
def record(*, by: User | None, verb: str, subject: models.Model, path: str = "", **detail: Any) -> Entry:
    """Write one line of the journal, inside the caller's transaction; it stands or falls with it, so no savepoint.

    `by` is None for the system's own acts.
    """
    entry = _entry(by, verb, subject, path, detail)
    entry.save()
    return entry


@transaction.atomic(savepoint=False)
def record_many(acts: Iterable[tuple[models.Model, str, dict[str, Any]]], *, by: User | None, verb: str) -> None:
    """One line each of (subject, path, detail) for an act on many rows at once."""
    Entry.objects.bulk_create([_entry(by, verb, *act) for act in acts], batch_size=2000)


def _entry(by: User | None, verb: str, subject: models.Model, path: str, detail: dict[str, Any]) -> Entry:
    return Entry(
        actor=by.display_name if by else "系统",
        actor_key=by.pk if by else None,
        verb=verb,
        subject=subject_of(subject),
        path=path,
        detail=detail,
    )
