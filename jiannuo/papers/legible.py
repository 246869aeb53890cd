"""Text made fit for paper: nothing invisible, no character without a glyph, no word without an end."""

import re
import unicodedata
from collections.abc import Container

MISSING = "〓"  # the typesetter's geta: a character is missing here
BREAK = "\u200b"
_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_ENDLESS = re.compile(r"[^\s\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{24,}")


def tidy(text: str) -> str:
    """One kind of newline, no control or format characters, no blank lines, no typed indents (the form has its own)."""
    text = _NEWLINES.sub("\n", text)
    odd = {char for char in set(text) if char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cf"}}
    text = text.translate({ord("\t"): " ", **{ord(char): None for char in odd}})
    lost = {ord(char) for char in set(text) if unicodedata.category(char) == "Cs" or ord(char) & 0xFFFE == 0xFFFE}
    lines = (line.strip() for line in text.translate(dict.fromkeys(lost, "\ufffd")).split("\n"))
    return "\n".join(filter(None, lines))


def drawable(text: str, glyphs: Container[int]) -> tuple[str, list[str]]:
    """The text with 〓 for each character that no face has, and those characters, each once, in order."""
    missing = [char for char in dict.fromkeys(text) if char != "\n" and not _has_glyph(char, glyphs)]
    return text.translate(dict.fromkeys(map(ord, missing), MISSING)) if missing else text, missing


def _has_glyph(char: str, glyphs: Container[int]) -> bool:
    """Private characters count as missing even when a face draws them: nobody could copy or search them (PDF/A-2a)."""
    return ord(char) in glyphs and unicodedata.category(char) != "Co"


def breakable(text: str, every: int) -> str:
    """Endless runs (an address, a row of dashes) get places to break, so that no line leaves its box."""
    return _ENDLESS.sub(lambda run: BREAK.join(re.findall(f".{{1,{every}}}", run[0])), text)


def note_on(missing: list[str]) -> str:
    """The line under the form that says which characters are to be written by hand."""
    if not missing:
        return ""
    named = "、".join(f"U+{ord(char):04X}" for char in missing[:8])
    more = f"等{len(missing)}个字" if len(missing) > 8 else ""
    return f"“{MISSING}”处为字库没有的字（{named}{more}），请按原稿手写补正。"
