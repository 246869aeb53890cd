"""Where the files of print batches lie: in the data folder, under names that cannot be guessed."""

from pathlib import Path

from django.conf import settings

from jiannuo.papers.models import PrintBatch

SUFFIX = {"pdf": "pdf", "docx": "zip"}


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "prints"
    place.mkdir(parents=True, exist_ok=True)
    return place


def file_of(batch: PrintBatch) -> Path:
    return folder() / f"{batch.token}.{SUFFIX[batch.kind]}"


def draft_of(batch: PrintBatch) -> Path:
    """What one attempt writes to; nobody else writes there."""
    return folder() / f"{batch.token}.{batch.attempts}.part"


def drop_drafts(batch: PrintBatch) -> None:
    """Take away what this and earlier attempts left behind."""
    for left in folder().glob(f"{batch.token}.*.part"):
        left.unlink(missing_ok=True)
