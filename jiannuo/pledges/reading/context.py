"""Where in its sentence a figure stands: in last year's clause, in a remark, in quotes, per household."""

from jiannuo.pledges.reading.regex import regex

_PAST = regex(
    r"(?<![比较])(?:去年|上年|前年|往年|截至|原有|原来|此前|以往)|已(?:经)?(?:兑现|完成|建成|修通|解决|"
    r"发展|实施|投入)"
)
_NOT_PAST = regex(
    r"在(?:去年|上年|往年|原来|原有)[^,。;]{0,12}基础上|[比较由从](?:去年|上年|前年|往年|原来|原有|\d{4}年)|今年|年内|年底"
)
_TOLD = regex(
    r"(?=[^;]*(?:去年|前年|上年|往年))(?![^;]*(?:今年|明年|年内|年底|再|继续|还要|[我会将就]要))[^;]{4,60}(?:了|已[^,;]{1,6})"
)
_REMARK = regex(r"\((?:后|去年|上年|原|现有|已|注|备注|\d{1,3}岁)[^()]*$")
_ASIDE = regex(r"\([^()]*\)")  # 「育苗12万株（去年9.5万株）」: what the brackets say is not said of the rest
_CLAUSE = regex(r"[,。;:!?]")
_PER = regex(
    r"(?P<each>每(?!个?(?:[季月周年]|星期|礼拜|学[期年]))(?P<per>户|人|家|名|亩|村|组|校|班|车|桌|位|个|所|件|头|只|斤|公斤|吨|公里|瓶|张|份|单|套|间|栋|辆|趟|节|堂|餐|顿|本|箱|棵|株|"
    r"袋|台|店|次|期|场|篇)|(?P<mean>人均|"
    r"户均|亩均|[亩户人]平(?!均)|(?P<yield>亩)产)(?!纯?收入|可支配|产值|GDP|住房|年收入))[^,。;]{0,12}$"
)
_THAN = regex(
    r"(?:[比较在](?P<than>(?:去年|上年度?|上一年度?|前年|往年|年初|上学[期年]|上季度|上个?月|上届|\d{4}年)(?:同期)?|计划|"
    r"[^,。;\d]{2,6}平均(?:水平|数|分)?)(?:[^,。;]{0,8}基础上)?|(?P<ratio>同比|环比))[^,。;]{0,6}$"
)
SLASH = regex(r"/(?P<per>千瓦时|平方米|立方米|公里|公顷|人次|课时|小时|[\u4e00-\u9fff])")


def clause_start(folded: str, place: int) -> int:
    """Where the clause (between commas) begins that holds the place."""
    starts = [match.end() for match in _CLAUSE.finditer(folded, max(0, place - 80), place)]
    return starts[-1] if starts else max(0, place - 80)


def change_start(folded: str, place: int) -> int:
    """Where 「由3元」, 「从一吨2.8元」 begins whose figure stands at the place; without such a word the place."""
    found = max(folded.rfind("由", max(0, place - 16), place), folded.rfind("从", max(0, place - 16), place))
    return found if found >= 0 else place


def is_past(folded: str, place: int) -> bool:
    """Does the clause tell what was, not what will be?"""
    ends = _CLAUSE.search(folded, place)
    start, end = clause_start(folded, place), ends.start() if ends else min(len(folded), place + 80)
    clause = _ASIDE.sub("", folded[start:place]) + _ASIDE.sub("", folded[place:end])
    return bool(_PAST.search(clause) and not _NOT_PAST.search(clause))


def is_told(folded: str) -> bool:
    """「去年答应的桥已经修通了。」: a sentence of what was, nothing of what will be."""
    return _TOLD.fullmatch(folded.rstrip(" 。.!")) is not None


def is_remark(folded: str, place: int) -> bool:
    """Inside brackets that tell what came later or how it was."""
    return bool(_REMARK.search(folded[max(0, place - 60) : place]))


def quoted(folded: str, place: int) -> bool:
    """Inside quotation marks: a slogan's number, not a figure."""
    if folded.count('"', max(0, place - 20), place) % 2:
        return True
    return any(
        folded.rfind(left, max(0, place - 20), place) > folded.rfind(right, max(0, place - 20), place)
        for left, right in ("“”", "「」", "《》")
    )


def per_what(folded: str, start: int, end: int) -> str | None:
    """What the figure is counted per or compared with, in words."""
    slash = SLASH.match(folded, end)
    if slash:
        return slash["per"]
    before = folded[clause_start(folded, start) : start]
    than = _THAN.search(before)
    if than:
        return than["than"] or than["ratio"]
    per = _PER.search(before)
    return (per["per"] or per["yield"] or per["mean"]) if per else None
