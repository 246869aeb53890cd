"""Recurring times: 每月两次, 每周五, 一季度一次, 按月, 6天/月 — how often, and how many times each (C10)."""

import re
from collections.abc import Iterator

from jiannuo.pledges.reading.numerals import ARABIC, CHINESE, juxtaposed, value
from jiannuo.pledges.reading.regex import regex

_EVERY = {
    "天": "day", "日": "day", "晚": "day", "早": "day",
    "双休日": "week", "周末": "week", "周": "week", "星期": "week", "礼拜": "week",
    "旬": "month", "半月": "month", "半个月": "month", "月": "month", "隔周": "month",
    "两周": "month", "2周": "month", "两个星期": "month", "两星期": "month",
    "隔天": "month", "隔一天": "month", "隔日": "month",
    "两天": "month", "2天": "month", "三天": "month", "3天": "month",
    "十天": "month", "10天": "month",
    "季": "quarter", "季度": "quarter", "三个月": "quarter", "3个月": "quarter",
    "半年": "half_year", "学期": "half_year", "六个月": "half_year", "6个月": "half_year",
    "年": "year", "年度": "year", "学年": "year", "隔月": "year", "双月": "year", "单月": "year",
    "两个月": "year", "2个月": "year",
}  # fmt: skip
_TWICE = {
    "旬": 3, "半月": 2, "半个月": 2, "隔周": 2, "两周": 2, "2周": 2, "两个星期": 2, "两星期": 2,
    "隔天": 15, "隔一天": 15, "隔日": 15, "两天": 15, "2天": 15, "三天": 10, "3天": 10, "十天": 3, "10天": 3,
    "隔月": 6, "双月": 6, "单月": 6, "两个月": 6, "2个月": 6,
}  # fmt: skip
_UNIT = "|".join(sorted(_EVERY, key=len, reverse=True))
_COUNT = rf"(?:{ARABIC}|{CHINESE})"
_DOING = r"[扫查巡会评清检访学报洗课讲练测考谈议送看晒碰晾冲](?=[,。;、)”]|$)"  # 一天一扫, 每周一查
_WEEKDAY = (
    r"[一二三四五六日天末1-6](?:[至到-](?:周|星期)?[一二三四五六日]|(?:[、和及]?(?:周|"
    rf"星期)?[一二三四五六日](?![次个名户人回遍趟场]))+)?(?!{_COUNT}?(?:次|回|遍|趟|个|篇|名|户|场|条|件|课|小|斤|公斤|本|份|张|位|袋|桶|箱|车|元|块|万|顿|餐|遍|亩|只|头))"
)
_PERIODS = regex(
    rf"(?P<each>(?:每(?:逢|隔(?=[两三十\d]))?|逢)个?(?:(?P<week>周|星期|礼拜){_WEEKDAY}|"
    rf"(?P<month>[单双]?月)的?(?:(?:\d{{1,2}}[日号]?[、和及])*\d{{1,2}}[日号]|[上中下]旬|初[一二三四五六七八九十])|"
    rf"(?P<u>{_UNIT})))|(?<![每逢一二两三四五六七八九十\d第本上下个、])(?P<weekday>(?:周|"
    rf"星期){_WEEKDAY})(?![期年边转围])"
    r"|(?P<one>(?<![\d第十每前])[一1]个?(?P<u2>周|星期|礼拜|月|季度|季|年|天|日|"
    rf"学期)(?=[^,。;:\d一二三四五六七八九十两]{{0,8}}{_COUNT}(?:[-至到]{_COUNT})?[次回遍趟]|{_COUNT}{_DOING}))"
    rf"|(?P<rare>(?<![\d第十每前后用近满上下头])(?P<u5>隔[周月日]|隔一?天|半个?月|半年|[两三]个月|两周|两个星期|[两三十]天)"
    rf"(?=[^,。;:\d一二三四五六七八九十两内]{{0,6}}{_COUNT}[次回遍趟]))"
    r"|(?P<twin>月月|周周|天天|日日|年年|季季)|(?P<by>[按逐](?P<u3>日|天|周|月|季度?|半年|年)(?!龄|度计|"
    r"历|轻|初|底))|(?P<slash>(?<!元)(?<!元/人)/(?P<u4>年|月|周|季度?|日|天))"
)
_STOP = regex(r"[,。;:\n]|每(?:个)?(?:天|日|周|星期|月|季|半年|年|学)")
_CLOSE = regex(
    r"(?P<parts>早中晚|早晚)?(?:不[得能]?少于|不[得能]?低于|至少|最少|各|≥|"
    rf">=)?(?P<n>{_COUNT})(?:(?:[-—至到]{_COUNT})?[次回遍趟](?!性|数|以)|{_DOING})"
)


def recurring_times(folded: str) -> Iterator[tuple[int, int, str, int]]:
    """(start, end, every, times) for each recurring time of the folded text."""
    for match in _PERIODS.finditer(folded):
        unit = (
            match["u"]
            or match["week"]
            or match["month"]
            or match["u2"]
            or match["u3"]
            or match["u4"]
            or match["u5"]
            or (match["twin"] or "周")[0]
        )
        close = _CLOSE.match(folded, match.end())
        end = close.end() if close and not match["slash"] else match.end()
        times = (
            _number(close[("n")]) * len(close[("parts")] or ("一"))
            if close
            else max(_days(match[0]), _times_after(folded, match.end()))
        )
        yield match.start(), end, _EVERY[unit], times * _TWICE.get(unit, 1)


def _days(words: str) -> int:
    """周二、周四 are two days, 周二四六 three."""
    if re.search(r"[至到-]", words):
        return 1
    week = re.search(r"(?:周|星期|礼拜)(.*)", words)
    return max(1, len(re.findall(r"[一二三四五六日天]", week[1]))) if week else 1 + len(re.findall(r"[、和及]", words))


def _times_after(folded: str, start: int) -> int:
    """The count that follows in the same clause, or 1."""
    stop = _STOP.search(folded, start, start + 40)
    clause = folded[start : stop.start() if stop else start + 40]
    for match in re.finditer(rf"(?P<n>{_COUNT})(?:[-—至到]{_COUNT})?[次回遍趟](?!性|数|日|品)", clause):
        each = re.search(r"早中晚各|早晚各", clause[: match.start()])
        return _number(match["n"]) * (len(each[0]) - 1 if each else 1)
    return 1


def _number(words: str) -> int:
    pair = juxtaposed(words)
    return max(1, min(pair[0] if pair else int(value(words)), 1000))
