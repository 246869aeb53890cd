"""A mark in a form that says to whom it was given: signed, so that nobody can name another person."""

from django.core.signing import BadSignature, Signer

FIELD = "typed_by"
_SIGNER = Signer(salt="jiannuo.typed_by")


def mark(key: int) -> str:
    """The key of a person, signed."""
    return _SIGNER.sign(str(key))


def key_in(mark: str) -> int | None:
    """The key of the person; None for whatever we have not signed."""
    try:
        return int(_SIGNER.unsign(mark))
    except (BadSignature, ValueError):
        return None
