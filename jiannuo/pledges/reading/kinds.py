"""Which of the four kinds a promise most likely is; only a suggestion on the screen (C6).

Learned from the labelled texts of `bench/reading`: every character and every pair of characters speaks for or against
each kind, and so does who speaks. `kinds.txt` says how strongly; `bench/reading/learn.py` writes it.
"""

from functools import cache
from math import sqrt
from pathlib import Path
from typing import get_args

from jiannuo.pledges.reading import units
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
TABLE = Path(__file__).with_name("kinds.txt")
LONGEST = 200
_SAID = 15  # a heading of the author's own weighs more than the words below it
_NUMBER = regex(rf"[\d.]+|[一二两三四五六七八九十百千万]+(?={units.UNIT})")
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    ("common", r"共性|党建|组织建设|思想|作风|廉|纪律|学习|师德|医德|政治|班子|党性|队伍"),
    ("deed", r"实事|民生|公益|为民|关爱|帮扶|扶贫|惠民|便民|基础设施|环境"),
    ("post", r"岗位|履职|业务|生产|教学|本职|科研|管理|产业|安全|稳定|和谐|平安|工作"),
)
_UNDER = tuple((kind, regex(pattern)) for kind, pattern in _HEADINGS)
_AT_WORK = regex(
    r"[所站局院校厂馆]|公司|银行|支行|中队|大队|车间|班组|窗口|中心|机关|药房|[法]庭|合作社|"
    r"店|老板|经理|科室|[^工]科|幼儿园|物业|年级|医生|护士|教师|老师|班主任|司机|驾驶员|民警|"
    r"会计|[技办卫保导业]员|职工|工人|专干"
)
_ONE_PERSON = regex(
    r"[A-Z]{2,4}(?:\([^()]*\))?:|本人|承诺人|作为一[名个位]|"
    r"(?<![自忘])我(?![们院校局所村镇乡县社区市省支单公站科会委党国厂行队中家部分组])|^本[班组]|所[带教]"
)


def is_one_person(text: str) -> bool:
    """Does one person speak: 我 and 本人, no 我们 and 我院?"""
    return bool(_ONE_PERSON.search(fold(text[: 10 * LONGEST])))


def features(text: str, *, by: str = "", is_one: bool = False) -> set[str]:
    """What speaks for a kind: characters, pairs, who speaks."""
    words = f"^{_NUMBER.sub('0', fold(text)[:LONGEST].replace(' ', ''))}$"
    pairs = (words[i : i + 2] for i in range(len(words) - 1))
    speaker = "by:work" if _AT_WORK.search(fold(by)) else "by:anybody" if by else "by:nobody"
    return {*words, *pairs, speaker, "by:one" if is_one else "by:many"}


@cache
def _weights() -> dict[str, tuple[int, ...]]:
    rows = (line.split(" ") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {feature: tuple(map(int, numbers)) for feature, *numbers in rows}


def scores(found: set[str]) -> dict[Kind, float]:
    """How strongly each kind is spoken for."""
    known = [weights for feature in found if (weights := _weights().get(feature))]
    sums = map(sum, zip(*known, strict=True)) if known else (0.0,) * len(KINDS)
    return {kind: spoken / sqrt(len(known) or 1) for kind, spoken in zip(KINDS, sums, strict=True)}


def kind_of(text: str, *, under: str = "", by: str = "", is_one: bool = False) -> Kind:
    """The likeliest kind; an aim of the year is an organisation's (附件2 asks members for none)."""
    is_one = is_one or is_one_person(by + text)
    found = scores(features(text, by=by, is_one=is_one))
    for kind, heading in _UNDER:
        found[kind] += _SAID if under and heading.search(under) else 0
    found["deed"] += _SAID if "实事" in by else 0
    if is_one:
        del found["goal"]
    return max(found, key=lambda kind: found[kind])
