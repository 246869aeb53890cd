"""From what was pasted to lines of words: HTML, spaces, broken lines. The words themselves are never rewritten."""

import html
import re
import unicodedata
from functools import cache, lru_cache

from jiannuo.base import text as plain
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.variants import TO_SIMPLIFIED

_BREAK = regex(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = regex(
    r"</?(?:p|div|span|li|ul|ol|tr|td|th|table|tbody|b|i|u|a|font|strong|em|h[1-6]|o:p|img|section)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_ESCAPED_AMPERSAND = regex(r"&(?:amp;)+")
_SPACES = regex(r"[^\S\n]+")
_LINES = regex(r" ?\n[ \n]*")
_CJK = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_CJK_GAP = regex(rf"(?<=[、，。；：！？（“]) (?={_CJK})|(?<={_CJK}) (?=[，。；：、！？）”])")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = {
    ord(old): new
    for old, new in zip(("–－～~〜﹣﹑︰〔〕［］〇％﹪❨俺咱"), ("-----") + ("-、:()[]零%%(我我"), strict=True)
}
_RING_AS_ZERO = regex(r"(?<=[零一二三四五六七八九○])○|○(?=[零一二三四五六七八九])")  # 二○一一年, but no bullet
_YEAR = regex(r"[一二][零九][零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")


@cache
def _table() -> dict[int, str]:
    digits = {code: str(unicodedata.decimal(chr(code))) for code in range(128, 0x20000) if chr(code).isdecimal()}
    return digits | _FULL_WIDTH | _ALIKE | TO_SIMPLIFIED | {0x3000: " "}


@lru_cache(maxsize=64)  # one stretch is looked at by several rules in turn
def fold(text: str) -> str:
    """The same length, in simplified characters and half-width signs: what the rules look at."""
    folded = text.translate(_table())
    folded = _RING_AS_ZERO.sub("零", folded) if "○" in folded else folded
    return _YEAR.sub(lambda match: match[0].translate(_DIGITS), folded) if "年" in folded else folded


def clean(text: str) -> str:
    """Without HTML, control characters and needless spaces; idempotent."""
    for _ in range(8):
        before = text
        text = html.unescape(_ESCAPED_AMPERSAND.sub("&", text)) if "&" in text else text
        text = _TAG.sub("", _BREAK.sub("\n", text)) if "<" in text else text
        text = unicodedata.normalize("NFC", plain.clean(text.replace("\u2028", "\n").replace("\u2029", "\n")))
        text = _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
        text = _CJK_GAP.sub("", text)
        if text == before:
            break
    return text
