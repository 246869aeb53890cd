"""一式三份: who holds which copy (C16)."""

from enum import StrEnum


class Copy(StrEnum):
    """The three copies in the order of the forms' note; the display copy shows less."""

    SELF = "self"
    ARCHIVE = "archive"
    DISPLAY = "display"


# What /v/ answers to the code, on every copy and before filing too: it never reads the archive out.
CODE_TELLS = "扫码可查这一稿是否已备案、是否正在公示；公示的文字可能隐去他人信息。"
NOT_SHOWN = "／"  # in a box of the display copy: left out on purpose, not forgotten
