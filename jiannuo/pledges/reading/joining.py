"""Lines of a pasted text: a line break inside a word or a sentence is joined, the others stay."""

import re
from itertools import pairwise

from jiannuo.pledges.reading import roles, timing, units
from jiannuo.pledges.reading.cleaning import clean, fold
from jiannuo.pledges.reading.lexicon import starts_promise
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.spaces import with_signs

_ENDS = regex(r"[。；;！!？?：:…”」）)》.]$")
_STOPS = regex(r"(?:[。；;！!][”」）)》]?|(?<=[\u4e00-\u9fff])\.)$")
_GOES_ON = regex(r"(?:[，,、/／（(“「《—的和与及或给把第每]|(?<![作行无人成有因认])为|至少|不少于|不低于|不超过)$")
_NUMBER_ENDS = regex(r"(?<![\d-])\d{1,5}$")
_UNIT_BEGINS = regex(rf"[多余几万千百]?(?:{units.UNIT}|岁|周岁|月|年|[万千百余多])")
_CAPITALS_END = regex(r"[\u4e00-\u9fff][A-Z]{2,4}$")
_NARROWEST, _RAGGED = 20, 4  # columns of a wrapped text; a sign that may not begin a row leaves a gap
_FULL = 50  # columns: no title is so long
_MARK = regex(
    r"[(\[【]|(?:\d{1,2}|[A-Ha-h])\s?[、.),](?!\d)|[一二三四五六七八九十]{1,3}\s?[、.),:](?!\d{3})|\d{1,2}\.(?=\d{1,2}月)|\d{1,2}[、,:](?!\d\d?(?![\d月日年个]))|"
    r"[①-⓿❶-➓㈠-㈩⑴-⒛●◆■★☆▲√✓✔✅☑◎►➢•*·○—-]"
    r"|[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十](?:[件条项个点]?[,、:]|[条项点] )"
    r"|(?:首先|其次|再次|再者|然后|最后)[,、:]|第(?:[一二三四五六七八九十]|\d{1,2}[、,:条])"
    r"|[壹贰叁肆伍陆柒捌玖拾][、.:]"
)
_FIELD = regex(r"(?:完成|兑现)?(?:时限|期限|时间):")  # of a form: it belongs to the promise above
_TERM = regex(r"[。；;，,]\s*(?=(?:完成|兑现)(?:时限|期限|时间)[：:])")  # of the promise before it
_OWN = regex(
    r"(?:共性|岗位|履职|实事|公开|郑重)?承诺|创建目标|姓名|性别|单位|日期|签名|监督|以上|上述|特此|"
    r"[\u4e00-\u9fffA-Z]{2,8}(?:\([^()]{1,12}\))?:"
)


def lines(text: str) -> list[str]:
    """Cleaned lines of the text."""
    rows = with_signs([_TERM.sub("，", row) for row in clean(text).split("\n") if row])
    width, stops = _wrap_width(rows), bool(rows and _STOPS.search(rows[-1]))
    joined: list[str] = []
    for row in rows:
        if joined and _is_broken(joined[-1], row, width, stops=stops):
            joined[-1] += _glue(joined[-1], row) + row
        else:
            joined.append(row)
    return joined


def _glue(above: str, below: str) -> str:
    if _FIELD.match(fold(below)):
        return "，"
    return " " if re.match(r"[A-Za-z]", below) and re.search(r"[A-Za-z]$", above) else ""


def _wrap_width(rows: list[str]) -> int:
    """The columns at which a machine wrapped the text, or 0.

    Every row that stays open reaches them, and some row begins in the middle of what the one above says.
    """
    full = max(map(_columns, rows), default=0)
    pairs = [(above, fold(below)) for above, below in pairwise(rows) if not _ENDS.search(above)]
    pairs = [(above, below) for above, below in pairs if not _MARK.match(below)]
    if len(pairs) < 2 or full < _NARROWEST or any(full - _columns(above) > _RAGGED for above, _below in pairs):
        return 0
    return full if any(not (starts_promise(below) or _begins(below)) for _above, below in pairs) else 0


def _begins(folded: str) -> bool:
    """Does the row begin with a time, or with words that stand at the head of a line?"""
    found = timing.find(folded, None)
    return bool(_OWN.match(folded) or (found and found[0][0] == 0))


def _columns(row: str) -> int:
    return 2 * len(row) - len(row.encode("ascii", "ignore"))


def _is_broken(above: str, below: str, width: int, *, stops: bool) -> bool:
    """Does `below` go on with the sentence of `above`?

    `stops`: whether the writer ends sentences with a sign; who writes a promise on each line and no sign behind it has
    finished where the line ends.
    """
    folded = fold(below)
    if _MARK.match(folded):
        return False
    if _GOES_ON.search(above) or (_FIELD.match(folded) and not _ENDS.search(above)):
        return True
    if _ENDS.search(above) or above.endswith(("承诺书", "承诺")):
        return False
    if width:
        return True
    if _NUMBER_ENDS.search(above) and _UNIT_BEGINS.match(folded):
        return True
    head = re.split(r"[,。;、:]", folded, maxsplit=1)[0]
    if (starts_promise(folded) and len(head) > 2) or _begins(folded):
        return False
    if _CAPITALS_END.search(above) and (starts_promise(fold(above)) or not roles.leading(f"{fold(above)}:")):
        return True
    was_open = stops and len(above) >= 12 and bool(re.search(r"[,、;]", fold(above)))
    is_full = stops and _columns(above) >= _FULL
    return len(head) <= 2 or is_full or (was_open and not re.search(r"\d", head))
