"""Which of the four kinds a promise most likely is; only a suggestion on the screen (C6)."""

import re

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Kind
from jiannuo.pledges.reading.signs import GENERAL_WORDS, MORE_WORDS, WORDS
from jiannuo.pledges.reading.structure import STRUCTURE

_SHORT = 12  # 「每季度检修一次」 goes on with the promise before it
_AGAIN, _WEAK = regex(r"平时|每|再|并|各"), 4
_OF_WORK, _PLAIN = 2, 7  # what a nurse or an office does for people is work unless plainly more
_TIME_FIRST = regex(r"^[^,;]{0,14}(?:[前底内末后]|期间),")
_COMPLETES = regex(r"完成[^,;]{2,14}\d")
_FALLBACK = regex(r"工作|服务|落实|完成|制度|提高|质量")
_Weighed = tuple[tuple[Kind, int, re.Pattern[str]], ...]
_BY_WORDS: _Weighed = tuple((k, w, regex(p)) for k, w, p in (*WORDS, *MORE_WORDS, *GENERAL_WORDS))
_WEIGHED: _Weighed = (*_BY_WORDS, *((k, w, regex(p)) for k, w, p in STRUCTURE))
_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("common", regex(r"共性|党建|组织建设|思想|作风|廉|纪律|学习|师德|医德|政治|班子|党性|队伍")),
    ("deed", regex(r"实事|民生|公益|为民|关爱|帮扶|扶贫|惠民|便民|基础设施|环境")),
    ("post", regex(r"岗位|履职|业务|生产|教学|本职|科研|管理|产业|安全|稳定|和谐|平安|工作")),
)
_AT_WORK = regex(
    r"[所站局院校厂馆]|公司|银行|支行|中队|大队|车间|班组|窗口|中心|机关|药房|[法]庭|合作社|"
    r"店|老板|经理|科室|[^工]科|幼儿园|物业|年级|医生|护士|教师|老师|班主任|司机|驾驶员|民警|"
    r"会计|[技办卫保导业]员|会计|职工|工人|专干"
)


_ONE_PERSON = regex(r"[A-Z]{2,4}(?:\([^()]*\))?:|^(?:本人|我)[^们,。]|作为一[名个位]")
_OF_ONES_OWN = regex(r"^本[班组]|所[带教]")


def scores(text: str, weighed: _Weighed = _WEIGHED) -> dict[Kind, int]:
    """How strongly each kind is spoken for."""
    folded = fold(text)
    head = _TIME_FIRST.sub("", folded[:400]).split(",", 1)[0]
    found: dict[Kind, int] = {"common": 0, "post": 0, "deed": 0, "goal": 0}
    aside = 0
    for kind, weight, pattern in weighed:
        hits = len(set(pattern.findall(folded[:400])))
        if hits and kind == "goal" and not pattern.search(head):
            aside = max(aside, weight - 5)  # 「调解纠纷30件，成功率95%」 is first of all work
        elif hits:
            found[kind] += weight + (hits > 1)
    found["goal"] += aside if aside > found["post"] else 0
    if _FALLBACK.search(folded[:400]):
        found["post"] += 2
    return found


def kind_of(text: str, *, under: str = "", by: str = "", after: Kind | None = None) -> Kind:
    """The likeliest kind, with the heading it stands under, who speaks, and the kind of the item before."""
    found = scores(text)
    found["deed"] += 3 if "实事" in by else 0
    for kind, heading in _HEADINGS:
        if under and heading.search(under):
            found[kind] += 5
    if _ONE_PERSON.search(fold(by)) or _OF_ONES_OWN.search(fold(text)):
        found["post"], found["goal"] = found["post"] + found["goal"], 0  # an aim of the year is an organisation's
    is_at_work = bool(_AT_WORK.search(fold(by)))
    if is_at_work and max(found.values()) == found["deed"] < _PLAIN:
        found["post"] += 2 * _OF_WORK if _COMPLETES.search(fold(text)) else _OF_WORK
    usual: Kind = "deed" if after == "deed" and not is_at_work else "post"
    weak = _WEAK if _AGAIN.match(text) else 0
    goes_on = after in {"post", "deed"} and len(text) <= _SHORT and max(found.values()) <= weak
    return after if goes_on and after else _best(found, otherwise=usual)


def _best(found: dict[Kind, int], *, otherwise: Kind) -> Kind:
    best = max(found.values())
    order: tuple[Kind, ...] = ("goal", "common", "deed", "post")
    return next(kind for kind in order if found[kind] == best) if best else otherwise


def sure_kind(text: str) -> Kind | None:
    """The kind if it is clear, else None."""
    found = scores(text, _BY_WORDS)
    ranked = sorted(found.values(), reverse=True)
    return _best(found, otherwise="deed") if ranked[0] >= 3 and ranked[0] - ranked[1] >= 1 else None
