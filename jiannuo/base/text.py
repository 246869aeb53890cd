"""Text as it comes from people: cleaned of what cannot be seen, otherwise untouched."""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\u00a0\u3000\u200b\ufeff]+")
_KEEP_CONTROLS = {"\n", "\t"}


def clean(text: str) -> str:
    """NFC, one kind of newline, no control, format or bidi characters. The words stay as they were typed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _KEEP_CONTROLS or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def one_line(text: str) -> str:
    """Cleaned and on one line: names, titles, codes."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()
