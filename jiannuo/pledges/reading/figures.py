"""C10: how much — comparator, number, unit, base — in the author's own words."""

import re
from dataclasses import replace
from itertools import pairwise

from jiannuo.pledges.reading import lexicon, timing, units
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.context import SLASH, change_start, is_past, is_remark, per_what, quoted
from jiannuo.pledges.reading.numerals import is_chinese
from jiannuo.pledges.reading.quantities import Quantity, quantities
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Base, Comparator, Number, Target

_AFTER = regex(r"(?:\([^()]{0,4}\))?(?P<word>及?以上|以内|之内|以下|左右|上下|起步|内(?![容部在外心科涝]))")
_BEFORE = regex(
    r"(?P<ge>不[得能可应]?(?:少于|低于|小于|下于?)|大于等于|至少|最少|最低|>=|≥)|(?P<le>限时|小于等于|"
    r"不[得能可应]?(?:超过?|多于|高于|大于)|至多|最多|<=|≤|(?<=[入列居获全县市镇级校院区班])前)"
    r"|(?P<lt>少于|低于|小于|不足|不到|<)|(?P<gt>(?<=[入值量积数额])过|超过?|多于|高于|大于|"
    r"突破|>)|(?P<about>约|大约|大概|近|将近|"
    r"接近)"
    r"|(?P<grow>(?<=去年|上年|同期|平均|水平)[多高]|增长|增加|增收|增产|提高|提升|上升|上涨|扩大|递增|增[幅速]?)(?:了|约|超过|不低于|不少于|达到?)?|(?P<shrink>(?<=去年|上年|同期|平均|水平)[少低]|下降|降低|减少|压缩|压减|"
    r"缩短|节约|节支|下浮|降幅?|减)(?:了|约|超过|不低于|不少于|达到?)?"
    r"|(?P<none>(?:不再?|未|没有|无|杜绝|绝不|决不)(?:发生|出现)?)"
)
_AT_LEAST = regex(r"(?:至少|最少|不少于|不低于)[^,。;:\d不]{1,4}$")
_ONESELF = regex(r"[\u4e00-\u9fff]{1,7}(?:工|员|师|生|户|人|兵|党员)一[名个位]$")  # 「机修工一名，…」
_AS_IT_STANDS = regex(
    r"(?:分管|包片|负责|包保|联系|所辖|所教|任教|管辖|所管)的$|所[教带]$|(?:只|仅仅?|才)有$|"
    r"(?:^|[,;:])我们?[班组村校院科厂店队]有?$"
)
_CONDITION = regex(r"(?:以上)?的[^,。;:\d]{0,12}(?:必须|一律|都|均|须|应|要|实行)")  # 「超过500元的开支必须…」
_TWIN = regex(r"[一二三四五六七八九两][查讲议学定带管清包帮送抓岗美]$")  # 三查七对
_CASE = regex(r"案|纠纷|事[故件]|矛盾|投诉|火|隐患|冲突|访|发生|出现|违|感染|伤|病")
_PAIR = regex(
    r"一([起处件户个条例宗次])[^,。;\d]{1,6}一\1|一[杯张声句颗份把片][^\d,、。;]{1,4}[、,]一[杯张声句颗份把片]"
)
_AT_MOST = regex(r"(?:不超过?|不高于)每[^,。;:\d]{1,2}$")
_NEGATED = regex(r"(?:不|没|未)(?!少|低|超|多(?![收要拿占花])|足)[^,。;]{0,7}$")
_BEFORE_ENDS = regex(rf"(?:{_BEFORE.pattern})[达]?$")
_CHANGE = regex(r"(?:由|从)(?:(?:19|20)\d{2}年)?[^,。;\d]{0,12}$")
_TO = regex(r"[^,。;:\d]{0,10}(?:到|至|为|成)(?:(?:19|20)\d{2}年的?)?$")
_TOTAL = regex(r"(?:共有?|现有|总共|全[村镇乡县校院区市组]|总数|总计|合计|目前|尚有|还有|总量|总人口)[^,。;()\d]{0,8}$")


def targets(text: str) -> list[Target]:
    """The figures that one item promises."""
    folded = fold(text[: timing.LONGEST])
    cores = _cores(folded) if re.search(r"[\d一二三四五六七八九十百千万两半番]", folded) else []
    cores = [core for core in cores if not _is_no_target(folded, core)]
    made = list(_with_totals(text, folded, cores))
    made += [
        (match.start(), Target("=", 0, None, None, text[match.start() : match.end()].lstrip("=:：＝")))
        for match in units.ZERO.finditer(folded)
        if not is_past(folded, match.start())
    ]
    return [target for _start, target in sorted(made, key=lambda one: one[0])]


def _cores(folded: str) -> list[Quantity]:
    taken = bytearray(len(folded))
    for start, end, _deadline in timing.find(folded, None):
        if not _holds_comparator(folded, start, end):
            taken[start:end] = b"\1" * (end - start)
    return [core for core in quantities(folded) if not any(taken[core.start : core.end])]


def _holds_comparator(folded: str, start: int, end: int) -> bool:
    """每月不少于2次 is both a recurring time and a target."""
    return bool(re.search(r"不[得能]?少于|不[得能]?低于|至少|最少|≥|>=", folded[start:end]))


def _is_no_target(folded: str, core: Quantity) -> bool:
    """Ordinals, idioms, indefinite articles, past results, remarks."""
    before, after = folded[max(0, core.start - 12) : core.start], folded[core.end : core.end + 8]
    words = folded[core.start : core.end]
    if _is_part_of_a_word(words, core, before, after):
        return True
    if words[0] == "零" or (words[0] == "一" and _NEGATED.search(before) and not _BEFORE_ENDS.search(before)):
        return True
    if units.ORDINAL.search(before) or re.match(r"[^,。;]{0,4}之一|岁|周岁|号|的?基础上|[之以]外", after):
        return True
    if is_past(folded, core.start) or is_remark(folded, core.start):
        return True
    compared = _BEFORE_ENDS.search(before)
    if _CONDITION.match(folded, core.end) and (folded.startswith("以上", core.end) or (compared and compared["gt"])):
        return True
    is_idiom = is_chinese(words) and not (compared and compared["none"])
    if is_idiom and (quoted(folded, core.start) or units.ONLY_WORDS.match(folded, core.start)):
        return True
    as_one = units.AS_ONE.search(before) and not (core.unit in units.TIMES and before[-1] == "做")  # 「做一次体检」
    if words[0] == "一" and len(words) == 2 and (as_one or _is_oneself(folded[: core.end])):
        return True
    if _AS_IT_STANDS.search(before) or _is_saying(folded, core, after):
        return True
    if core.number == 24 and core.unit in {"小时", "个小时"}:
        return not re.match(r"[以之]?内", after) and not compared and not before.endswith("提前")
    return (
        core.unit in units.TIMES
        and not (compared or _AT_LEAST.search(before))
        and not _AFTER.match(folded, core.end)
        and _is_counted_by_time(folded, core)
    )


def _is_saying(folded: str, core: Quantity, after: str) -> bool:
    """「三查七对」, 「一户不漏」, 「一杯热水、一张笑脸」: no figure of its own."""
    if is_chinese(folded[core.start]) and _TWIN.search(folded[max(0, core.start - 2) : core.start]):
        return True
    if folded[core.start] != "一":
        return False
    if core.unit == "起" and not _CASE.search(folded[max(0, core.start - 8) : core.end + 10]):
        return True  # 「带动邻居一起」
    around = folded[max(0, core.start - 8) : core.end + 14]
    return bool(re.match(r"[^,。;]{0,2}?(?:都不|也不|不)[少漏落差要拿收]", after) or _PAIR.search(around))


def _is_oneself(head: str) -> bool:
    """「机修工一名，……」 says who promises; 「资助大学生一名」 how many are helped."""
    return bool(_ONESELF.match(head)) and not lexicon.starts_promise(head)


def _is_part_of_a_word(words: str, core: Quantity, before: str, after: str) -> bool:
    """一个月, 万元产值, 千家万户, 每天, 老两口, 二期工程."""
    return (
        (core.unit == "个" and after.startswith("月"))
        or (words[0] in "万千百" and "分之" not in words and not re.search(r"[达到过超近约出破于产]$", before))
        or (core.unit in units.TIME_UNITS and before.endswith("每"))
        or (core.unit == "口" and re.search(r"[老小]$", before) is not None)
        or (words.endswith("吨") and after.startswith("死亡"))
        or (core.unit == "期" and after.startswith("工程"))
    )


def _is_counted_by_time(folded: str, core: Quantity) -> bool:
    """每月…两次: the count belongs to the recurring time of the same clause."""
    clause = re.split(r"[,。;:]", folded[max(0, core.start - 60) : core.start])[-1]
    last = list(re.finditer(r"[\d一二三四五六七八九十两](?:次|回|遍|趟)", clause))
    return not last and any(deadline.type == "recurring" for _s, _e, deadline in timing.find(clause + "一次", None))


def _with_totals(text: str, folded: str, cores: list[Quantity]) -> list[tuple[int, Target]]:
    """Pair 由…到…, and turn 「共1400户」 into the base of its neighbour."""
    made: list[tuple[int, Target]] = []
    bases: dict[int, Base] = {}
    skipped: set[int] = set()
    for place, core in enumerate(cores):
        partner = _partner(folded, cores, place)
        if partner is not None and not _is_from(folded, core, cores[partner]):
            bases[partner] = _low(core)
            skipped.add(place)
    within = [(change_start(folded, a.start), a.start) for a, b in pairwise(cores) if _is_from(folded, a, b)]
    for place, core in enumerate(cores):
        if any(start < core.start < end for start, end in within):
            continue  # 「从一吨2.8元降到2.3元」
        if place in skipped or (place and _is_from(folded, cores[place - 1], core)):
            continue
        follower = cores[place + 1] if place + 1 < len(cores) else None
        if follower and _is_from(folded, core, follower):
            made.append((core.start, _change(text, folded, core, follower)))
        else:
            target = _target(text, folded, core)
            shares = follower is not None and target.comparator == "=" and _shares_limit(folded, core, follower)
            comparator: Comparator = "<=" if shares else target.comparator
            made.append((core.start, replace(target, comparator=comparator, base=bases.get(place, target.base))))
    return made


def _shares_limit(folded: str, core: Quantity, follower: Quantity) -> bool:
    """「城区5分钟、农村15分钟内」: the 内 at the end holds for both."""
    return (
        core.unit in units.TIME_UNITS
        and follower.unit in units.TIME_UNITS
        and bool(re.fullmatch(r"、[^,。;:]{0,6}", folded[core.end : follower.start]))
        and bool(re.match(r"[以之]?内", folded[follower.end :]))
    )


def _low(core: Quantity) -> Number:
    return core.number[0] if isinstance(core.number, tuple) else core.number


def _partner(folded: str, cores: list[Quantity], place: int) -> int | None:
    """Which core does this total stand behind: the next of its unit, or in brackets the one before."""
    core = cores[place]
    if core.unit in {"%", "‰"} or not _TOTAL.search(folded[max(0, core.start - 14) : core.start]):
        return None
    in_brackets = folded.rfind("(", 0, core.start) > folded.rfind(")", 0, core.start)
    alike = [{"人", "名", "位"}, {"户", "家"}]
    same = next((group for group in alike if core.unit in group), {core.unit})
    before = [i for i in range(max(0, place - 6), place) if cores[i].unit in same]
    later = [i for i in range(place + 1, min(len(cores), place + 7)) if cores[i].unit in same]
    if in_brackets and before:
        return before[-1]
    return later[0] if later else None


def _is_from(folded: str, low: Quantity, high: Quantity) -> bool:
    between = folded[low.end : high.start]
    says_from = _CHANGE.search(folded[max(0, low.start - 16) : low.start]) and _TO.match(between)
    return bool(says_from) or between in {"→", "->", "-->", "——>"}


def _change(text: str, folded: str, low: Quantity, high: Quantity) -> Target:
    return Target("->", high.number, high.unit, _low(low), text[change_start(folded, low.start) : high.end])


def _target(text: str, folded: str, core: Quantity) -> Target:
    slash = SLASH.match(folded, core.end)
    after = _AFTER.match(folded, core.end) or (slash and _AFTER.match(folded, slash.end()))
    before = _BEFORE_ENDS.search(folded[max(0, core.start - 10) : core.start])
    start, end, comparator, number = core.start, core.end, _plain(core), core.number
    if after and not (after["word"] == "内" and core.unit not in units.TIME_UNITS):
        comparator, end = _after(after["word"]), after.end()
    if comparator == "=":  # 「不超过每桌300元」, 「至少听课2节」
        near = folded[max(0, core.start - 8) : core.start]
        comparator = "<=" if _AT_MOST.search(near) else ">=" if _AT_LEAST.search(near) else "="
    if before and not (before["none"] and core.number != 1):
        comparator, start = _before(before, core, comparator), core.start - len(before[0])
        number = 0 if before["none"] else number
    return Target(comparator, number, core.unit, per_what(folded, start, core.end), text[start:end])


def _plain(core: Quantity) -> Comparator:
    if core.sign:
        return core.sign
    return "~" if core.about else "="


def _after(word: str) -> Comparator:
    if word in {"左右", "上下"}:
        return "~"
    return ">=" if "上" in word or word == "起步" else "<="


def _before(match: re.Match[str], core: Quantity, otherwise: Comparator) -> Comparator:
    signs: tuple[tuple[str, Comparator], ...] = (
        ("ge", ">="),
        ("le", "<="),
        ("lt", "<"),
        ("gt", ">"),
        ("about", "~"),
        ("none", "="),
    )
    for name, sign in signs:
        if match[name]:
            return sign
    grows: Comparator = "+%" if core.unit in {"%", "‰"} else "+"
    shrinks: Comparator = "-%" if core.unit in {"%", "‰"} else "-"
    return grows if match["grow"] else shrinks if match["shrink"] else otherwise
