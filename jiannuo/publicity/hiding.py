"""What a public copy may hide of the filed text: words give way to a mark, nothing is said otherwise (C15, C16, C48).

Where nothing was hinted the same rule holds: whatever is hidden leaves a mark, so that everybody sees that something
is. Figures and deadlines of a promise stand as they were filed; to change them is an amendment (C35).
"""

import re
from collections.abc import Iterator

from jiannuo.base.text import clean
from jiannuo.pledges import reading
from jiannuo.publicity.redaction import REASON, Passage
from jiannuo.ui.difference import pieces

RULE = "公示的文字只能隐去，不能改写：把要隐去的字换成“某某”“××”“（略）”或大写字母。"
_MARK = re.compile(r"某{1,2}|[×✕＊*]{1,4}|[A-ZＡ-Ｚ]{1,4}|（略）|……")
_STAND_IN = re.compile(
    rf"(?:{_MARK.pattern})|（[^（）]{{1,10}}隐去）|[\d一二两三四五六七八九十]{{1,4}}[户名个位人家][\u4e00-\u9fff]{{0,10}}|"
    r"本人|[\u3400-\U000323af]{1,2}某|因[\u4e00-\u9fff]{1,6}原因|以后|"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r" ?(?:号(?!线)|栋|幢|单元|室|楼|弄|巷|组|队|门)")
_LONGEST_MARK = 4
_LONG = 7  # digits: an account, a chat name; no figure of a promise is that long
_MOST = 20


def why_not_so(passage: Passage, words: str, year: int | None) -> str:
    """Why these words may not stand on the board for the passage, or ""."""
    if is_hiding(passage, words, year):
        return ""
    where = f"“{passage.label}”里"
    pairs = list(_changes(passage.text, words))
    out, put = next(((o, p) for o, p in pairs if not _MARK.fullmatch(p) or not o), pairs[0] if pairs else ("", ""))
    if out and not put:
        told = f"{where}删去了“{_short(out)}”，没有留下记号。{RULE}"
    elif put and not _MARK.fullmatch(put):
        told = (
            f"{where}把“{_short(out)}”改成了“{_short(put)}”。{RULE}" if out else f"{where}添了“{_short(put)}”。{RULE}"
        )
    else:
        told = f"{where}隐去的“{_short(out)}”含有承诺的数量或者时限。"
    return f"{told}数量和时限要照备案的写；要改承诺的内容，请由本人或本组织办理充实完善（变更），重新审定后再公示。"


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def is_hiding(passage: Passage, words: str, year: int | None) -> bool:
    """Whether the words are the filed ones with nothing but marks, or the reader's own stand-ins, in places."""
    text = passage.text
    if words == clean(text).strip():
        return True
    kept = _figures(passage, year)
    if not words:
        return not passage.key.endswith(".text") and len(kept) == 0
    at = {c: sum(1 << n for n, one in enumerate(words) if one == c) for c in set(words)}
    marks, hints = _marks(words), {span.start: span for span in passage.spans}
    same, hidden = [0] * (len(text) + 2), [0] * (len(text) + 2)  # bit n: these words up to n may stand for the text
    same[0] = 1
    for n, c in enumerate(f"{text}\n"):
        for long, starts in marks.items():
            same[n] |= (hidden[n] & starts) << long
        for span in (hints[n],) if n in hints else ():
            for instead in {span.replacement, span.words if kept & set(range(span.start, span.end)) else ""}:
                same[span.end] |= _followed(same[n], words, instead)
        same[n + 1] |= (same[n] & at.get(c, 0)) << 1 | (same[n] if c.isspace() else 0)
        hidden[n + 1] |= 0 if n in kept else same[n] | hidden[n]
    return bool(same[len(text)] >> len(words) & 1)


def _marks(words: str) -> dict[int, int]:
    """{length: the places where a mark of this length begins}: of 「某某」 the first half is one too."""
    found: dict[int, int] = {}
    for n in range(len(words)):
        for long in range(1, _LONGEST_MARK + 1):
            if _MARK.fullmatch(words, n, n + long):
                found[long] = found.get(long, 0) | 1 << n
    return found


def _followed(places: int, words: str, instead: str) -> int:
    """The places behind the stand-in, where it stands at one of these."""
    found = 0
    for n in range(len(words) + 1):
        if places >> n & 1 and words.startswith(instead, n):
            found |= 1 << n + len(instead)
    return found


def _figures(passage: Passage, year: int | None) -> frozenset[int]:
    """The characters that belong to a figure or a deadline; numbers of a house or a person do not."""
    if passage.key == REASON:
        return frozenset()
    text = passage.text
    found = {match.span() for match in _NUMBER.finditer(text) if len(match[0]) < _LONG}
    said = {one.words for one in reading.targets(text)} | {one.words for one in reading.deadlines(text, year)}
    for words in said - {""}:
        found |= {match.span() for match in re.finditer(re.escape(words), text)}
    loose = {n for span in passage.spans if span.reason != reading.NAMED for n in range(span.start, span.end)}
    for match in _NUMBER.finditer(text):
        if _ADDRESS.match(text, match.end()):
            loose |= set(range(match.start(), match.end() + 1))
    return frozenset(n for start, end in found for n in range(start, end)) - loose


def _changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """(taken out, put in) of each place where two texts differ."""
    found = pieces(before, after)
    for n, (kind, words) in enumerate(found):
        if kind == "out":
            put = found[n + 1] if n + 1 < len(found) else ("", "")
            yield words, put[1] if put[0] == "in" else ""
        elif kind == "in" and (n == 0 or found[n - 1][0] != "out"):
            yield "", words


def places(passage: Passage, words: str, year: int | None) -> tuple[int, int]:
    """(how many places are hidden, how many say something else: copies of before the rule)."""
    found = list(_changes(passage.text, words))
    if not found or is_hiding(passage, words, year):
        return len(found), 0
    hidden = sum(bool(out and _STAND_IN.fullmatch(put)) and _same_figures(out, put) for out, put in found)
    return hidden, len(found) - hidden


def _same_figures(out: str, put: str) -> bool:
    """A group that stands for names is counted as it was: 「李某等8户」 is 8户."""
    return set(_NUMBER.findall(put)) - {"1"} <= set(_NUMBER.findall(out))
