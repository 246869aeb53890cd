"""Remarks word for word, from the count to the confirmation: ciphertext in the row, its key in a file of its own.

What a database's log, replica or dump keeps of the row is then ciphertext for good: with the file the key is gone.
"""

import json
import os
import secrets
import uuid
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from jiannuo.ballots.models import BallotBox

KEY_BYTES = 32
_NONCE = bytes(12)  # the key is used once
_STEP = 4096  # filled up with blanks: the length says little


def key_file(box: uuid.UUID) -> Path:
    """In the data folder, which all servers share; never in the database."""
    return Path(settings.DATA_DIR) / "remark_keys" / str(box)


def sealed(box: uuid.UUID, remarks: list[str]) -> bytes:
    """Ciphertext for the row. Its key is on the disk before the row can be."""
    if not remarks:
        return b""
    key = secrets.token_bytes(KEY_BYTES)
    _keep(key_file(box), key)
    plain = json.dumps(remarks, ensure_ascii=False).encode()
    return AESGCM(key).encrypt(_NONCE, plain.ljust(-(-len(plain) // _STEP) * _STEP), box.bytes)


def read(box: BallotBox) -> list[str] | None:
    """The remarks of a counted box; None: the key is not there."""
    if not box.sealed_remarks:
        return []
    try:
        plain = AESGCM(key_file(box.pk).read_bytes()).decrypt(_NONCE, bytes(box.sealed_remarks), box.pk.bytes)
    except (FileNotFoundError, ValueError, InvalidTag):
        return None
    found: list[str] = json.loads(plain)
    return found


def destroy_key(box: uuid.UUID) -> None:
    """Overwritten, then removed: where the disk writes in place nothing of it is left."""
    file = key_file(box)
    if file.exists():
        _write(file, secrets.token_bytes(KEY_BYTES))
        file.unlink(missing_ok=True)
        _settle(file.parent)


def _keep(file: Path, key: bytes) -> None:
    file.parent.mkdir(exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    _write(file, key)
    _settle(file.parent)


def _write(file: Path, data: bytes) -> None:
    with file.open("r+b") as kept:
        kept.write(data)
        kept.flush()
        os.fsync(kept.fileno())


def _settle(folder: Path) -> None:
    """That the name is there, or no longer, survives a power cut."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
