"""C5: advice beside an item at 提诺 and 审诺. Hints never block."""

import re
from collections.abc import Iterator, Sequence

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.contradictions import above_the_whole, contradictions
from jiannuo.pledges.reading.items import has_placeholder, is_cut
from jiannuo.pledges.reading.kinds import kind_of
from jiannuo.pledges.reading.likeness import near_copies
from jiannuo.pledges.reading.naming import NAMED, redaction_hints
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Deadline, Hint, Neighbour, Span, Target
from jiannuo.pledges.reading.splitting import outline

_SLOGANS = regex(
    r"花最少的钱办最大的事|新台阶|新突破|新局面|新贡献|新辉煌|添砖加瓦|发光发热|全心全意|尽心尽力|"
    r"尽职尽责|竭尽全力|不遗余力|力所能及|再接再厉|奋勇争先|争做先锋|群众满意|扎实推进|狠抓落实|"
    r"不断提高|进一步(?:加强|提高|增强|完善)"
    r"|努力(?:工作|做好|提高)|认真(?:负责|工作|做好)|积极(?:工作|努力|进取)|做好本职|当好(?:表率|模范|"
    r"先锋)|发挥(?:先锋)?模范(?:带头)?作用|移风易俗|做大做强"
)
_DEPENDS = regex(
    r"争取(?:上级|项目|资金|指标|政策|支持|立项|拨款|纳入|列入)|(?:待|等|视)[^,。;]{2,12}(?:批复|到位|"
    r"下达|情况)(?:后|时|而定)?|(?:如果?|若)[^,。;]{0,8}(?:资金|条件|天气|上级)|"
    r"在上级[^,。;]{0,8}(?:支持|帮助)下|协调(?:上级|有关部门|县|镇)"
)
_LAST_YEAR = regex(r"(?<![比较与同])(?:去年|上年|前年)|已(?:经)?(?:兑现|完成|建成|修通)")
_OTHER_YEAR = regex(r"(?<![\d比较])((?:19|20)\d{2})年")


def hints(
    item_text: str,
    deadlines: Sequence[Deadline],
    targets: Sequence[Target],
    *,
    year: int | None,
    neighbours: Sequence[Neighbour] = (),
) -> list[Hint]:
    """What a careful reviewer would ask about one item."""
    return [
        *_missing(item_text, deadlines, targets),
        *_words(fold(item_text), year),
        *contradictions(item_text),
        *above_the_whole(list(targets)),
        *_names(item_text),
        *_copies(item_text, neighbours),
    ]


def text_hints(text: str) -> list[Hint]:
    """What concerns the text as a whole: figures in its preamble, and lists cut short."""
    found: list[Hint] = []
    pieces = outline(text)
    items = sum(piece.role == "item" for piece in pieces)
    for piece in pieces:
        if piece.role in {"lead", "heading", "note"}:
            found += contradictions(piece.text)
        said = re.search(r"[共等](\d{1,3})[项件条]", fold(piece.text)) if piece.role == "note" else None
        if said and int(said[1]) > items:
            found.append(Hint("cut", f"写明共{said[1]}项，只读到{items}项，请补齐其余各项。", piece.text))
    return found


def _missing(text: str, deadlines: Sequence[Deadline], targets: Sequence[Target]) -> Iterator[Hint]:
    if is_cut(text):
        yield Hint("cut", "句尾是省略号，内容没有写完，请写完整。", "……")
    if has_placeholder(text):
        yield Hint("placeholder", "有没填的空格或“XX”，请填上实际内容。")
    slogan = _SLOGANS.search(fold(text))
    if slogan and not targets and not deadlines:
        yield Hint(
            "empty_words",
            f"“{text[slogan.start() : slogan.end()]}”不好衡量，请写明做什么、做多少、何时做完。",
            slogan[0],
        )
    if kind_of(text) == "common":
        return
    if not deadlines:
        yield Hint("no_deadline", "没有写完成时限，请补上日期，或注明“年底前”“每月”“长期”。")
    if not targets and not any(deadline.type == "recurring" for deadline in deadlines):
        yield Hint("no_number", "没有写数量，请补上数量，或在“怎样算做到”里写明。")


def _words(folded: str, year: int | None) -> Iterator[Hint]:
    depends = _DEPENDS.search(folded)
    if depends:
        yield Hint("depends", f"“{depends[0]}”要看别人，自己说了不算，请写明自己做到哪一步。", depends[0])
    last = _LAST_YEAR.search(folded)
    other = next((m for m in _OTHER_YEAR.finditer(folded) if year is not None and int(m[1]) < year), None)
    if last or other:
        said = (last or other or [""])[0]
        yield Hint("last_year", f"“{said}”说的是往年，请只写今年要做的。", said)


def _names(text: str) -> Iterator[Hint]:
    """One person and one number of each sort: behind a name an identity number must not go unseen (C48)."""
    sorts: dict[str, Span] = {}
    for span in redaction_hints(text):
        sorts.setdefault(span.replacement if span.replacement.startswith("（") else "", span)
    for shown in sorts.values():
        told = "点到了具体的人" if shown.reason == NAMED else f"是{shown.reason}"
        yield Hint("names_person", f"“{shown.words}”{told}，公示时建议写成“{shown.replacement}”。", shown.words)


def _copies(text: str, neighbours: Sequence[Neighbour]) -> Iterator[Hint]:
    others = list(enumerate(neighbour.text for neighbour in neighbours))
    for place, ratio in near_copies(text, others, limit=1):
        yield Hint(
            "near_copy",
            f"与{neighbours[place].whose}的承诺有{ratio:.0%}相同，请结合自己的岗位来写。",
            neighbours[place].text,
        )
