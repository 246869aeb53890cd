"""C10: by when — dates, ends of periods, recurring times, events, open ends — in the author's own words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from jiannuo.pledges.reading import days
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.numerals import value
from jiannuo.pledges.reading.occasions import EVENTS, OPEN
from jiannuo.pledges.reading.recurring import recurring_times
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Deadline

Found = tuple[int, int, Deadline]
Build = Callable[[re.Match[str], int | None], Deadline | None]

LONGEST = 2_000  # no single promise is longer; what follows is kept but not searched
_HINT = regex(
    r"[年月日天周季期节时后前晚度汛忙终长常随定逢底冬春秋夏雨重末场旬逐按拜初假庆阳午明旦]|[五六七八十]一|三八|五四|\d[-./]\d"
)
_STARTS = regex(r"(?:\d{1,2}[日号])?份?(?:起(?![草步])|开始)")  # 从3月起: when it begins, not by when
_NOT_SO = regex(r"(?:不能|不是|不会|没法|做不到)$")  # 「不能天天在村里」
_N = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_YEAR = r"(?:(?P<y>(?:19|20)\d{2})年度?|(?P<rel>今年|本年度?|当年|明年|后年))?"
_BEFORE = r"(?:之前|以前|前夕?|之内|以内|内)?"
_LATER = {"明": 1, "后": 2}


def _year(match: re.Match[str], year: int | None) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    return year + _LATER.get((groups.get("rel") or "今")[0], 0) if year is not None else None


def _period(end: Callable[[re.Match[str], int | None], date | None]) -> Build:
    def build(match: re.Match[str], year: int | None) -> Deadline | None:
        ends_on = end(match, _year(match, year))
        if match.groupdict().get("y") and year is not None and int(match["y"]) < year:
            return None  # another year's time
        return Deadline("period", "", ends_on=ends_on)

    return build


def _date(match: re.Match[str], year: int | None) -> Deadline | None:
    on = days.day(_year(match, year), int(value(match["m"])), int(value(match["d"])))
    known = match.groupdict().get("y") or year is not None
    return Deadline("date", "", on=on) if on or not known else None


def _range(match: re.Match[str], year: int | None) -> Deadline | None:
    on = days.day(_year(match, year), int(value(match["m"] or match["m1"])), int(value(match["d"])))
    return Deadline("period", "", ends_on=on) if on or year is None else None


def _plain(kind: str) -> Build:
    return lambda _match, _year: Deadline("event" if kind == "event" else "open", "")


def _month(match: re.Match[str], year: int | None) -> date | None:
    month, tail = int(value(match["m"])), match["tail"] or ""
    if "旬" in tail:
        third = {"上": 10, "中": 20}.get(tail[0])
        return days.day(year, month, third) if third else days.month_end(year, month)
    if tail.startswith("初"):
        return days.day(year, month, 10)
    if not tail and match["before"] in {"前", "之前", "以前"}:
        return days.month_end(year, month - 1) if month > 1 else days.day(year, 1, 1)
    return days.month_end(year, month)


def _quarter(match: re.Match[str], year: int | None) -> date | None:
    return days.month_end(year, 3 * int(value(match["n"])))


def _five_years(match: re.Match[str], _year: int | None) -> date:
    return date(2005 + 5 * int(value(match["n"])), 12, 31)


_M = r"(?P<m>元|1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_NOT_AFTER = r"(?<![\d一二三四五六七八九十第每])"
_FESTIVAL_NAME = rf"[“\"]?(?P<f>{days.FESTIVALS})[”\"]?节?"
_PATTERNS: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (regex(pattern), build)
    for pattern, build in (
        (rf"(?:(?P<y>(?:19|20)\d{{2}})[-./])(?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?!\d)日?{_BEFORE}", _date),
        (
            (
                rf"{_NOT_AFTER}{_YEAR}{_M}月(?P<d>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?|"
                rf"[一二三四五六七八九])[日号]{_BEFORE}"
            ),
            _date,
        ),
        (
            rf"从?{_NOT_AFTER}{_M}月份?(?:底|初)?[-—至到](?:次年|来年|翌年|第二年)(?P<last>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:底|末)?",
            _period(lambda m, y: days.month_end(y + 1 if y is not None else None, int(value(m["last"])))),
        ),
        (
            (
                rf"{_NOT_AFTER}{_YEAR}(?P<m1>1[0-2]|[1-9])月\d{{1,2}}[日号]?(?:-{{1,2}}|[—至到])(?:(?P<m>1[0-2]|[1-9])月)?"
                rf"(?P<d>\d{{1,2}})[日号](?:期间)?"
            ),
            _range,
        ),
        (
            (
                rf"{_NOT_AFTER}{_YEAR}(?:\d{{1,2}}|[一二三四五六七八九十])月?份?(?:[上中下]旬|初|底)?[-—至到、](?P<m>1[0-2]|[1-9]|"
                r"十[一二]?|[一二三四五六七八九])月份?"
                rf"(?P<tail>[上中下]旬|初|底|末)?(?P<before>{_BEFORE})"
            ),
            _period(_month),
        ),
        (
            (
                rf"{_NOT_AFTER}{_YEAR}(?P<m>1[0-2]|0?[1-9])月份?(?!内|之内|以内)(?P<tail>[上中下]旬|月?底|"
                r"月?末|初)?(?P<before>之前|以前|前)?内?"
            ),
            _period(_month),
        ),
        (
            (
                rf"{_NOT_AFTER}{_YEAR}(?P<m>元|十[一二]?|[一二三四五六七八九])月(?:份|(?=底|末|[上中下]旬|之前|"
                r"以前|前|[开动完竣]工|启动|建成|投产|通[车水电]))(?P<tail>[上中下]旬|底|末)?(?P<before>之前|以前|前)?"
            ),
            _period(_month),
        ),
        (
            rf"{_NOT_AFTER}{_YEAR}(?P<q>第|前)?(?P<n>[一二三四1-4])个?季度(?!{_N}[次回])(?:末|底)?{_BEFORE}",
            _period(_quarter),
        ),
        (rf"{_YEAR}上半年(?:底|末)?{_BEFORE}", _period(lambda _m, y: days.month_end(y, 6))),
        (rf"{_YEAR}下半年(?:底|末)?{_BEFORE}", _period(lambda _m, y: days.year_end(y))),
        (r"(?<!\d)(?:19|20)\d{2}年?[-—至到](?P<y>(?:19|20)\d{2})年[底末]?", _period(lambda _m, y: days.year_end(y))),
        (r"(?<!\d)(?P<y>(?:19|20)\d{2})年(?:以前|之前|前)", _period(lambda _m, y: days.year_end(y, -1))),
        (
            (
                r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年度?(?:之内|以内|内)?(?:年?[底末终]|全年)?|"
                r"年?[底末])(?:之前|以前|前)?(?![\d.-])"
            ),
            _period(lambda _m, y: days.year_end(y)),
        ),
        (
            (
                r"(?P<rel>今年(?![\d一二三四五六七八九十]+岁)|本年度?|当年|明年|后年)(?:年?[底末](?:之前|"
                r"以前|前)?|之内|以内|度?内|度|全年)?"
            ),
            _period(lambda _m, y: days.year_end(y)),
        ),
        (
            (
                r"(?<![每\d一二三四五六七八九十半几多近同上])(?:年[底末](?:之前|以前|前)?|岁末|年终(?!考|评|"
                r"总|奖|述|测|决|分|检)(?:之前|前)?|年内|全年度?"
                r"|年度(?!目标|考|评|工作|计划|任务|总结|检|预|报|述|审|重点|先进|优秀|指标)内?)"
            ),
            _period(lambda _m, y: days.year_end(y)),
        ),
        (r"(?P<rel>明年|后年)(?:之前|以前|前)", _period(lambda _m, y: days.year_end(y, -1))),
        (r"今明两年(?:内)?", _period(lambda _m, y: days.year_end(y, 1))),
        (
            (
                rf"(?<![每\d第十])(?:用|今后|未来)?(?<![每\d第])(?P<n>{_N})年(?:之内|以内|内|的?时间)|(?:用|"
                rf"今后|未来)(?P<n2>{_N})年|(?<![每\d第十])(?P<n3>[二两三四五六七八九])年(?=达到|消除|消灭|解决|还清|改造|实现|完成|[上有成大]|基本|全面|"
                r"建成|大变|见|翻|力争|争取|里|不|都|坚持)"
            ),
            _period(lambda m, y: days.year_end(y, int(value(m["n"] or m["n2"] or m["n3"])) - 1)),
        ),
        (
            r"(?<![每\d第十同有近上下这])一年(?![一二两三四五六七八九\d]+次|四季|到头|级|来|前|后|度|以|多|又|多来|比)",
            _period(lambda _m, y: days.year_end(y)),
        ),
        (r"用?半年(?:之内|以内|内|的?时间)", _period(lambda _m, y: days.month_end(y, 6))),
        (rf"(?<![每\d第十]){_N}个?月(?:之内|以内|内)", _period(lambda _m, _y: None)),
        (r"[“\"]?十(?P<n>[一二三四五六])五[”\"]?(?:期间|时期|末|期末|规划期内?)", _period(_five_years)),
        (rf"(?P<n>{_N})年任期(?:之?内|期间)?", _period(lambda m, y: days.year_end(y, int(value(m["n"])) - 1))),
        (
            (
                r"(?:本届)?任期(?:之?内|期间|届满前)|本学[期年](?:之?内|末|结束前)?|学[期年]末|本月(?:之?内|"
                r"底前?|末)?|(?<![\d一二三四五六七八九十每])(?:下个?)?月底(?:之?前)|本周(?:之?内)|(?<![每第])[一二两三1-3]个?(?:周|星期|礼拜)(?:之内|以内|内)|本季度(?:之?内|末)?"
            ),
            _period(lambda _m, _y: None),
        ),
        (rf"{_YEAR}{_FESTIVAL_NAME}(?:之前|以前|前夕|前)(?!后)", lambda m, y: _before(m["f"], _year(m, y))),
        *((pattern, _plain("event")) for pattern in EVENTS),
        (OPEN, _plain("open")),
    )
)


_THIS_FESTIVAL = regex(rf"{_FESTIVAL_NAME}(?:之前|以前|前夕|前)")


def coming(found: Deadline, on: date) -> Deadline:
    """「春节前」 written when this year's is over means the next one; a year that is named stays."""
    match = _THIS_FESTIVAL.match(fold(found.words))
    if match is None or found.ends_on is None or found.ends_on >= on:
        return found
    return replace(found, ends_on=days.before_festival(found.ends_on.year + 1, match["f"]))


def _before(name: str, year: int | None) -> Deadline:
    moves = name in {"端午", "中秋", "重阳"}  # by the moon: their days are not known here
    return Deadline("event", "") if moves else Deadline("period", "", ends_on=days.before_festival(year, name))


@lru_cache(maxsize=256)  # one text is asked about by its clauses, its figures and its dates
def find(text: str, year: int | None) -> tuple[Found, ...]:
    """All deadlines with their places, in order; of overlapping ones the longest that starts first."""
    folded = fold(text[:LONGEST])
    if not _HINT.search(folded):
        return ()
    found = sorted(_all(folded, year), key=lambda one: (one[0], -one[1], one[2].type == "event"))
    kept: list[Found] = []
    for start, end, deadline in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, replace(deadline, words=text[start:end])))
    return tuple(kept)


def _all(folded: str, year: int | None) -> Iterator[Found]:
    for start, end, every, times in recurring_times(folded):
        if not _NOT_SO.search(folded, max(0, start - 3), start):
            yield start, end, Deadline("recurring", "", every=every, times=times)
    for pattern, build in _PATTERNS:
        for match in pattern.finditer(folded):
            deadline = build(match, year) if match.end() > match.start() else None
            if deadline and not (deadline.type in {"date", "period"} and _STARTS.match(folded, match.end())):
                yield match.start(), match.end(), deadline


def deadlines(text: str, year: int | None) -> list[Deadline]:
    """What the words of one item say about time; `year` is the round's."""
    return [deadline for _start, _end, deadline in find(text, year)]
