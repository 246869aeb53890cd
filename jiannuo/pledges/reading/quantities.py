"""Numbers with their units as they stand in the words: 7.5公里, 三至五户, 百分之十, 两成, 半小时."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jiannuo.pledges.reading import units
from jiannuo.pledges.reading.numerals import ARABIC, CHINESE, SCALED, juxtaposed, value
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Number

_NUMBER = rf"{SCALED}|{CHINESE}|半(?=(?:个?小时|天)[以之]?内)"
_CORE = regex(
    rf"(?:百分之(?P<percent>{_NUMBER})|千分之(?P<permille>{_NUMBER})|万分之(?P<fraction>{_NUMBER})"
    r"|(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])"
    rf"|(?P<money>{ARABIC})(?P<scale>[万亿])(?=[,。;、)]|$)"
    r"|(?P<tenths>[一二三四五六七八九两])成(?P<more_tenths>[一二三四五六七八九半])?(?=以上|以下|左右|[,。;、)]|$)"
    r"|翻了?(?P<folds>[一两二三]?)番|(?<=增加|增长|提高|提升)了?(?P<times>[一二两三四五]|\d{1,2})倍"
    r"|(?P<halved>减半)(?=[,。;、)]|$)|(?P<half>一半)(?:(?=以上|以下)|(?<=不[低少]于一半)|(?<=超过一半)|(?<=(?:压缩|压减|减少|降低|下降|提高|增加|增长)一半))"
    r"|(?P<mu>[一二三四五六七八九十两]|\d{1,3})亩(?P<fen>[一二三四五六七八九\d])分(?![之钟])"
    rf"|(?<=[由从])(?P<bare>{ARABIC})(?=[提增上升降减压缩扩发涨][^\d,。;]{{0,4}}[到至为成]\d)"  # 「由60提高到85%」
    rf"|(?P<n>{_NUMBER})(?P<more>多|余|来|几)?(?:(?P<mid>{units.UNIT})?(?:-{{1,2}}|—{{1,2}}|至|到|或|"
    rf"、(?=[二三四五六七八九十两]))(?P<n2>{_NUMBER}))?"
    rf"(?P<more2>多|余|来)? ?(?P<unit>{units.UNIT}))"
)

_OF_MONEY = regex(r"(?:资金?|收入|利润|税|捐|款|产值|债|欠|筹|拨|补|贷|配套|投入|[营销]额)[^,。;\d]{0,8}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    number: Number | tuple[Number, Number]
    unit: str
    about: bool
    sign: Literal["", "+%", "-%"] = ""  # 翻一番, 减半: the words say by how much already


def quantities(folded: str) -> Iterator[Quantity]:
    """All of them, whether promised or not."""
    found = _CORE.finditer(folded)
    return (
        _quantity(m) for m in found if not m["money"] or _OF_MONEY.search(folded, max(0, m.start() - 14), m.start())
    )


def _quantity(match: re.Match[str]) -> Quantity:
    return _share(match) or _change(match) or _measure(match)


def _share(match: re.Match[str]) -> Quantity | None:
    """百分之十, 千分之三, 万分之五, 三分之二, 九成五, 一半."""
    number: Number
    if match["percent"] or match["permille"]:
        words, unit = match["percent"] or match["permille"], "%" if match["percent"] else "‰"
        return Quantity(match.start(), match.end(), value(words), unit, about=False)
    if match["fraction"]:
        number = round(value(match["fraction"]) / 100, 4)
    elif match["whole"] or match["tenths"]:
        share = value(match["part"]) / value(match["whole"]) if match["whole"] else _tenths(match) / 10
        number = _tidy(share * 100)
    elif match["half"]:
        number = 50
    else:
        return None
    return Quantity(match.start(), match.end(), number, "%", about=False)


def _change(match: re.Match[str]) -> Quantity | None:
    """翻一番, 减半, and 两倍 behind 增加."""
    if match["folds"] is not None:
        number = 100 * (2 ** int(value(match["folds"] or "一")) - 1)
        return Quantity(match.start(), match.end(), number, "%", about=False, sign="+%")
    if match["halved"]:
        return Quantity(match.start(), match.end(), 50, "%", about=False, sign="-%")
    if match["times"]:
        return Quantity(match.start(), match.end(), 100 * value(match["times"]), "%", about=False)
    return None


def _measure(match: re.Match[str]) -> Quantity:
    if match["mu"]:
        return Quantity(match.start(), match.end(), value(match["mu"]) + value(match["fen"]) / 10, "亩", about=False)
    if match["bare"]:
        return Quantity(match.start(), match.end(), value(match["bare"]), "", about=False)
    if match["money"]:
        return Quantity(match.start(), match.end(), value(match["money"]), f"{match['scale']}元", about=False)
    unit, scale = _money(match["n2"] or match["n"], match["unit"])
    low = _scaled(match["n"], scale)
    number: Number | tuple[Number, Number] = low
    pair = juxtaposed(match["n"])
    if match["n2"]:
        number = (low, _scaled(match["n2"], scale))
    elif pair:
        number = pair
    return Quantity(match.start(), match.end(), number, unit, about=bool(match["more"] or match["more2"]))


def _tenths(match: re.Match[str]) -> Number:
    """九成 is 9, 九成五 is 9.5."""
    more = match["more_tenths"]
    return value(match["tenths"]) + (value(more) / (1 if more == "半" else 10) if more else 0)


def _tidy(number: float) -> Number:
    """三分之一 is 33.3, 两成 is 20."""
    return round(number) if abs(number - round(number)) < 0.01 else round(number, 1)


def _money(words: str, unit: str) -> tuple[str, str]:
    """Ten thousands of yuan stay 万元; every other unit is counted out."""
    if unit == "元" and words[-1] in {"万", "亿"}:
        return words[-1] + unit, words[-1]
    return unit, ""


def _scaled(words: str, scale: str) -> Number:
    if scale and words.endswith(scale) and len(words) > 1:
        return value(words[:-1])
    return 1 if words == scale else value(words)
