"""一式三份: who holds which copy (C16)."""

from enum import StrEnum


class Copy(StrEnum):
    """The three copies in the order of the forms' note; the display copy shows less."""

    SELF = "self"
    ARCHIVE = "archive"
    DISPLAY = "display"


NOT_SHOWN = "／"  # in a box of the display copy: left out on purpose, not forgotten
