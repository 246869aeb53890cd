"""Boxes counted and not yet confirmed: their remarks are sealed as `remarks.py` does it. Said twice it does nothing more."""

import json
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def seal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    for box in apps.get_model("ballots", "BallotBox").objects.exclude(remarks=[]).iterator(chunk_size=500):
        key = secrets.token_bytes(32)
        _keep(Path(settings.DATA_DIR) / "remark_keys" / str(box.pk), key)
        plain = json.dumps(box.remarks, ensure_ascii=False).encode()
        plain = plain.ljust(-(-len(plain) // 4096) * 4096)
        box.sealed_remarks = AESGCM(key).encrypt(bytes(12), plain, box.pk.bytes)
        box.remarks, box.is_scrubbed = [], False  # the worker's next sweep rewrites the storage
        box.save(update_fields=["sealed_remarks", "remarks", "is_scrubbed"])


def _keep(file: Path, key: bytes) -> None:
    file.parent.mkdir(exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    with file.open("r+b") as kept:
        kept.write(key)
        kept.flush()
        os.fsync(kept.fileno())


class Migration(migrations.Migration):
    dependencies = [("ballots", "0008_sealed_remarks")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
