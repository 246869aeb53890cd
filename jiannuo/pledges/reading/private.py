"""Numbers that belong to one person and never stand in public, whatever anybody ticks (C48)."""

from jiannuo.pledges.reading.regex import regex

# ID and mobile numbers, bank cards.
_PRIVATE_NUMBER = regex(r"(?<!\d)(?:\d{17}[\dXxＸ]|\d{15}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{16,19})(?!\d)")
_GAPS = regex(r"(?<=\d)[  　](?=\d)")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}


def has_private_number(text: str) -> bool:
    """Whether an ID, mobile or card number stands in the text, in full or half width, with or without gaps."""
    return bool(_PRIVATE_NUMBER.search(_GAPS.sub("", text.translate(_FULL_WIDTH))))
