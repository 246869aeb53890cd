"""Lines of a pasted text: a line break inside a word or a sentence is joined, the others stay."""

import re

from jiannuo.pledges.reading.cleaning import clean, fold
from jiannuo.pledges.reading.lexicon import starts_promise

_ENDS = re.compile(r"[。；;！!？?：:…”」）)》.]$")
_GOES_ON = re.compile(r"[，,、/／（(“「《—的和与及或]$")
_SIGNS = re.compile(r"[，。；：、！？,;:!?.…()（）]|[A-Za-z]{2}|_")
_MARK = re.compile(
    r"[(\[【]|(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Ha-h])\s?[、.),](?!\d)|\d{1,2}\.(?=\d{1,2}月)|"
    r"[①-⓿❶-➓㈠-㈩⑴-⒛●◆■★☆▲√✓◎►➢•*·○-]"
    r"|[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十][件条项个]?[,、:]"
)
_OWN = re.compile(
    r"(?:共性|岗位|履职|实事|公开|郑重)?承诺|创建目标|姓名|性别|单位|日期|签名|监督|以上|上述|特此|"
    r"(?:19|20)\d{2}年|(?:今|本|明)年|年[内底]|[上下]半年|第?[一二三四]季度"
    r"|每[年月周天日季个半]|长期|常年|定期|全年|\d{1,2}月|[\u4e00-\u9fffA-Z]{2,8}(?:\([^()]{1,12}\))?:"
)


def lines(text: str) -> list[str]:
    """Cleaned lines of the text."""
    rows = [_with_commas(row) for row in clean(text).split("\n") if row]
    width = _wrap_width(rows)
    joined: list[str] = []
    for row in rows:
        if joined and _is_broken(joined[-1], row, width):
            joined[-1] += _glue(joined[-1], row) + row
        else:
            joined.append(row)
    return joined


def _with_commas(row: str) -> str:
    """Who types on a phone without any sign leaves spaces between the clauses: they are read as commas."""
    clauses = row.split(" ")
    is_spaced = len(clauses) > 2 and min(map(len, clauses)) > 2 and len(row) > 7 * len(clauses)
    return "，".join(clauses) if is_spaced and not _SIGNS.search(row.rstrip("。.！!；;")) else row


def _glue(above: str, below: str) -> str:
    return " " if re.match(r"[A-Za-z]", below) and re.search(r"[A-Za-z]$", above) else ""


def _wrap_width(rows: list[str]) -> int:
    """The width at which a machine wrapped the text, or 0: all but the last row are about equally long."""
    lengths = [len(row) for row in rows[:-1]]
    if len(lengths) < 2 or min(lengths) < 12 or max(lengths) - min(lengths) > 2:
        return 0
    return max(lengths)


def _is_broken(above: str, below: str, width: int) -> bool:
    """Does `below` go on with the sentence of `above`?"""
    folded = fold(below)
    if _MARK.match(folded):
        return False
    if _GOES_ON.search(above):
        return True
    if _ENDS.search(above) or above.endswith(("承诺书", "承诺")):
        return False
    if width:
        return True
    head = re.split(r"[,。;、:]", folded, maxsplit=1)[0]
    if _OWN.match(folded) or (starts_promise(folded) and len(head) > 2):
        return False
    was_open = len(above) >= 12 and bool(re.search(r"[,、;]", fold(above)))
    return len(head) <= 2 or (was_open and not re.search(r"\d", head))
