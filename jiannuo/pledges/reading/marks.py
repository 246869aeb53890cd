"""Where the author numbered: 「一、」「（二）」「1.」「①」「一是」「一抓」「共性承诺：」, level by level."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiannuo.pledges.reading.numerals import DIGITS, value
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Kind

MOST_MARKS = 300
_HAN = "[一二三四五六七八九十]{1,3}"
_SECTIONS: dict[str, Kind] = {"共性": "common", "岗位": "post", "履职": "post", "实事": "deed", "创建": "goal"}
_STYLES = regex(
    r"(?P<section>(?:(?:[一二三四五]|[1-5])[、.] ?|\([一二三四五1-5]\)[、.]? ?)?"
    r"[【\[(]?(?P<what>共性承诺|岗位承诺|履职承诺|实事承诺|创建目标|(?:共性|岗位|"
    r"履职|实事)(?=[:】\]]))(?:事项|内容)?[】\])]? "
    r"?(?:[::]|(?=\n)|(?<=[】\])])))"
    rf"|(?P<han>(?P<v_han>{_HAN})(?P<d_han>[、,.:] ?))"
    rf"|(?P<han_paren>\((?P<v_han_paren>{_HAN})\)[、,.]? ?)"
    r"|(?P<num_paren>[(\[【](?P<v_num_paren>\d{1,2})[)\]】][、,.]? ?)"
    r"|(?P<num>(?<!\d)(?<!\d\.)(?P<v_num>\d{1,2})(?P<d_num> ?[、)](?!\d{1,2}[、组.,])|\.(?: |(?!\d)|"
    r"(?=\d{1,2}月)|(?P<tight>(?=\d)))|[,:](?!\d\d(?![\d月日年个]))(?!\d{3}(?![\d年]))) ?)"
    r"|(?P<circle>(?P<v_circle>[①-⑳❶-❿]) ?[、.]?)|(?P<circle_han>(?P<v_circle_han>[㈠-㈩]) ?[、.]?)"
    r"|(?P<circle_paren>(?P<v_circle_paren>[⑴-⒇]) ?)|(?P<circle_dot>(?P<v_circle_dot>[⒈-⒛]) ?)"
    r"|(?P<keycap>(?P<v_keycap>\d)\ufe0f?\u20e3 ?)"
    r"|(?P<ordinal>(?:第|头(?=一))(?P<v_ordinal>[一二三四五六七八九十]{1,2}|\d{1,2})"
    r"(?:[件条项个点]?[,、:是]|[条项点] ))"
    r"|(?P<bare>第(?P<v_bare>[一二三四五六七八九十])(?![一二三四五六七八九十季届次批名轮期线阶步位代人书手课]|年(?![底内终])|产业|责任|支部|党|小学|中学|时间))"
    r"|(?P<formal>(?P<v_formal>[壹贰叁肆伍陆柒捌玖拾])[、.:] ?)"
    r"|(?P<vow>承诺(?:事项|内容)?(?P<v_vow>[一二三四五六七八九十]{1,2}|\d{1,2})[,、:.] ?)"
    r"|(?P<that>其(?P<v_that>[一二三四五六七八九])[,、:是])"
    r"|(?P<turn>(?P<v_turn>首先|其次|再次|再者|然后|最后(?!一)|(?:另|还有)?一[件桩样]事?(?=是))[,、:是要]?)"
    r"|(?P<says>(?P<v_says>[一二三四五六七八九十])(?P<verb>是[要在]?|要|抓|创|保|带|帮|树|促|强|比|亮|"
    r"建|做|学|讲|查|管|守|重|争)(?![^,。;]{0,2}[、]))"
    r"|(?P<bullet>[●◆■★☆▲√✓✔✅☑◎►➢•*·○]\ufe0f?[ 、]?|-{1,2} ?(?=[^\d-])|—{1,2} ?(?=[^\d—]))"
    r"|(?P<letter>(?P<v_letter>[A-Ha-h])[、.)])"
)
_RUNS_ON = regex(  # 「…栽树二、修路」
    rf"(?<![一二三四五六七八九十第])(?<=[\u4e00-\u9fff%\d]){_HAN}、(?![一二三四五六七八九十])"
)
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_ANNOUNCES = regex(r"(?:保证|承诺|做到|如下|几点)$")
_STRONG = frozenset("●◆■★☆▲√✓✔✅☑◎►➢")  # stand at the head of a promise also within a line
_BOUNDARY = frozenset("。;!?:…,)”、》】]\n ")
_FIRST_CODES = {"circle": "①", "circle_han": "㈠", "circle_paren": "⑴", "circle_dot": "⒈"}
_ANYWHERE = frozenset(
    {"num", "circle", "circle_han", "circle_paren", "circle_dot", "num_paren", "han_paren", "keycap", "ordinal", "vow"}
    | {"says是"}
)


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    style: str
    number: int
    level: int = 0
    kind: Kind | None = None
    is_tight: bool = False  # 「4.24小时」: a number only where 3. went before at the head of a line


def marks(folded: str) -> list[Mark]:
    """The author's own numbering, each mark with its level; numbers that only look like one are left alone."""
    candidates = list(_candidates(folded))
    follows = {(mark.style, mark.number) for mark in candidates}
    accepted: list[Mark] = []
    stack: list[Mark] = []
    latest: dict[str, int] = {}
    is_dictated = _BOUNDARY.isdisjoint(folded)
    for mark in candidates:
        if (accepted and mark.start < accepted[-1].end) or len(accepted) >= MOST_MARKS:
            continue
        level = _level(folded, mark, stack, follows, is_dictated=is_dictated)
        if level is None and stack and stack[-1].style == "section" and latest.get(mark.style) == mark.number - 1:
            level = len(stack)  # 「【实事承诺】③」 counts on over the heading
        if level is not None:
            placed = Mark(mark.start, mark.end, mark.style, mark.number, level, mark.kind)
            stack[level:] = [placed]
            latest[mark.style] = mark.number
            accepted.append(placed)
    return accepted


def _level(
    folded: str, mark: Mark, stack: list[Mark], follows: set[tuple[str, int]], *, is_dictated: bool
) -> int | None:
    """At which level the mark stands, or None when it is no mark here."""
    at_line = mark.start == 0 or folded[mark.start - 1] == "\n"
    at_boundary = at_line or _ends_before(folded, mark.start) or (is_dictated and mark.style.startswith("says"))
    level = next((i for i, open_ in enumerate(stack) if open_.style == mark.style), None)
    if mark.style == "section":
        return 0 if at_boundary or folded[mark.start] in "【[" else None
    if mark.style == "bullet":
        is_first = level is None and at_boundary and f"\n{folded[mark.start]}" in folded  # over rows
        heads = at_line or is_first or (at_boundary and folded[mark.start] in _STRONG)
        return (level if level is not None else len(stack)) if heads else None
    if mark.is_tight and not at_line:
        return None
    goes_on = level is not None and mark.number == stack[level].number + 1
    if goes_on and (at_boundary or mark.style in _ANYWHERE or _RUNS_ON.search(folded, mark.start - 1, mark.end + 1)):
        return level
    if mark.style.startswith(("says", "turn", "bare")):
        starts = mark.number == 1 and at_boundary and (mark.style, 2) in follows
        return (level if level is not None else len(stack)) if starts else None
    if mark.is_tight:
        return None
    is_announced = (mark.style, 2) in follows and bool(_ANNOUNCES.search(folded, max(0, mark.start - 4), mark.start))
    starts = (at_boundary or is_announced) and (
        not _is_comma(folded, mark) or (folded[mark.start - 1] in ":。;!" and (mark.style, 2) in follows)
    )
    within = folded[mark.start - 1] in ",、" and (mark.style, 2) not in follows  # 「控制作业量，一、二年级不留作业」
    if at_line or (mark.number == 1 and starts and not within):
        return level if level is not None else len(stack)
    return None


def _ends_before(folded: str, start: int) -> bool:
    """Does something end right before the place: at a sign, or at a dot typed as a full stop?"""
    is_dot = folded[start - 1] == "." and not folded[start - 2 : start - 1].isdigit()
    return folded[start - 1] in _BOUNDARY or is_dot


def _is_comma(folded: str, mark: Mark) -> bool:
    return mark.style in {"han", "num"} and any(sign in folded[mark.start : mark.end] for sign in ",:")


def _candidates(folded: str) -> Iterator[Mark]:
    turns = 0
    for match in _STYLES.finditer(folded):
        style = _style(match)
        if style == "section":
            yield Mark(match.start(), match.end(), style, 0, kind=_SECTIONS[match["what"][:2]])
        elif style == "bullet":
            yield Mark(match.start(), match.end(), style, 0)
        elif style == "turn":  # 「首先……其次……最后」 count on from the first
            turns = 1 if match["v_turn"] == "首先" else turns + 1
            yield Mark(match.start(), match.end(), style, turns)
        elif style == "says":
            keeps_verb = match["verb"][0] not in "是要"
            end = match.end() - len(match["verb"]) if keeps_verb else match.end()
            yield Mark(match.start(), end, f"says{match['verb'][0]}", _number(match["v_says"]))
        else:
            words = match[f"v_{style}"]
            number = ord(words) - ord(_FIRST_CODES[style]) + 1 if style in _FIRST_CODES else _number(words)
            yield Mark(match.start(), match.end(), style, number, is_tight=match["tight"] is not None)


def _number(words: str) -> int:
    if words.isascii() and words.isalpha():
        return ord(words.lower()) - ord("a") + 1
    if words in _FORMAL:
        return _FORMAL.index(words) + 1
    return DIGITS.get(words) or int(value(words))


def _style(match: re.Match[str]) -> str:
    names = (
        "section",
        "han",
        "han_paren",
        "num_paren",
        "num",
        *_FIRST_CODES,
        "keycap",
        "ordinal",
        "bare",
        "formal",
        "vow",
        "that",
        "turn",
        "says",
        "bullet",
        "letter",
    )
    return next(name for name in names if match[name])
