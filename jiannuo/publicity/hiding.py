"""What a public copy may hide of the filed text: words give way to a mark, nothing is said otherwise (C15, C16, C48).

Where nothing was hinted the same rule holds: whatever is hidden leaves a mark, so that everybody sees that something
is. Figures and deadlines of a promise stand as they were filed; to change them is an amendment (C35).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiannuo.base.text import clean
from jiannuo.publicity.figures import NUMBER, figures_in
from jiannuo.publicity.overlay import MARK, lies_over
from jiannuo.publicity.redaction import Passage
from jiannuo.ui.difference import pieces

RULE = "公示的文字只能隐去，不能改写：把要隐去的字换成“某某”“××”“（略）”或大写字母。"
_AMEND = "数量和时限要照备案的写；要改承诺的内容，请由本人或本组织办理充实完善（变更），重新审定后再公示。"
_STAND_IN = re.compile(  # what copies of before the rule say for somebody: a mark, 3户群众, 本人, 李某, 因个人原因
    rf"(?:{MARK.pattern})|（[^（）]{{1,10}}隐去）|[\d一二两三四五六七八九十]{{1,4}}[户名个位人家][\u4e00-\u9fff]{{0,10}}|"
    r"本人|[\u3400-\U000323af]{1,2}某|因[\u4e00-\u9fff]{1,6}原因|以后|"
)
_MOST = 20  # letters of a quotation
_MOST_TRIED = 20  # changes, to name the one that is wrong; a text may have thousands


class Change(NamedTuple):
    """A place where the public words differ from the filed ones: where it begins, what was taken out, what put in."""

    at: int  # in the filed words
    out: str
    put: str


def why_not_so(passage: Passage, words: str, year: int | None) -> str:
    """Why these words may not stand on the board for the passage of a round of that year, or ""."""
    if is_hiding(passage, words, year):
        return ""
    changes = _changes(passage.text, words)
    wrong = (change for change in changes[:_MOST_TRIED] if not is_hiding(passage, _alone(passage, change), year))
    return f"“{passage.label}”里{_told(next(wrong, changes[0]))}{_AMEND}"


def _alone(passage: Passage, change: Change) -> str:
    """The filed words with this change only."""
    return passage.text[: change.at] + change.put + passage.text[change.at + len(change.out) :]


def _told(change: Change) -> str:
    out, put = _short(change.out), _short(change.put)
    if not out:
        return f"添了“{put}”。{RULE}"
    if not put:
        return f"删去了“{out}”，没有留下记号。{RULE}"
    if MARK.fullmatch(change.put):
        return f"隐去的“{out}”含有承诺的数量或者时限。"
    return f"把“{out}”改成了“{put}”。{RULE}"


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def is_hiding(passage: Passage, words: str, year: int | None) -> bool:
    """Whether the words are the filed ones with nothing but marks, or the reader's own stand-ins, in places.

    A field beside the text may stay behind whole, unless it holds a figure.
    """
    if words == clean(passage.text).strip():
        return True
    figures = figures_in(passage, year)
    if not words:
        return not passage.key.endswith(".text") and not figures
    return lies_over(words, passage, figures)


def places(passage: Passage, words: str, year: int | None) -> tuple[int, int]:
    """(how many places are hidden, how many say something else: copies of before the rule)."""
    changes = _changes(passage.text, words)
    if not changes or is_hiding(passage, words, year):
        return len(changes), 0
    hidden = sum(_is_stand_in(change) for change in changes)
    return hidden, len(changes) - hidden


def _is_stand_in(change: Change) -> bool:
    """Whether the old copy hides here. A group that stands for names is counted as it was: 「李某等8户」 is 8户."""
    is_said_so = bool(change.out and _STAND_IN.fullmatch(change.put))
    return is_said_so and set(NUMBER.findall(change.put)) - {"1"} <= set(NUMBER.findall(change.out))


def _changes(before: str, after: str) -> list[Change]:
    return list(_paired(pieces(before, after)))


def _paired(found: list[tuple[str, str]]) -> Iterator[Change]:
    """What was taken out with what was put in its place; "" where nothing was."""
    at, edge = 0, ("same", "")
    for (last, _), (kind, words), (following, put) in zip([edge, *found], found, [*found[1:], edge], strict=False):
        if kind == "out":
            yield Change(at, words, put if following == "in" else "")
        elif kind == "in" and last != "out":
            yield Change(at, "", words)
        at += 0 if kind == "in" else len(words)
