"""What one stretch between commas says for itself: a doing, a measure, a limit, a time, what it is about."""

from dataclasses import dataclass

from jiannuo.pledges.reading import figures, lexicon, timing, units
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex

_INDICATOR = regex(
    r"[^,。;、]{0,24}(?:率|收入|产值|利润|税收|投资|投诉|事故|满意度|增加值|产量|成本|能耗|住院日|"
    r"时间)[^,。;]{0,8}?(?:[\d零一二三四五六七八九十]|≥|>|<|≤|百分)|[^,。;]{0,10}(?:无[^,。;]{0,4}事故|"
    r"零[^,。;距容起门]{2}|翻[一两]番|无[^,。;]{2,6}$)"
    r"|"
    r"[^,。;、\d]{3,16}?(?:[提上增升下降减压缩浮控保稳达突超不高低][高升长加涨降低少缩短浮制"
    r"持定到破过于]{0,2}[在到了]?)"
    r"(?:[\d.]{1,6}[%‰]|百分之|[一二三四五六七八九两]成|[二三四五]分之)"
)
_THAN_BEFORE = regex(r"[^,;。\d]{2,12}[比较](?:去年|上年|前年|上一?[年学季届]|往年)[^,;。\d]{0,6}[少多高低降增减升快]")
_GAIN = regex(
    r"[^,;。\d]{2,10}(?:增[收产长加]|减[少支]|节[约省支])[\d.]+万?[^\d,;]{1,6}$|[^,;。\d]{0,6}(?:[增创][收产效]|[节降][支本耗电水煤油能])[\d.]+万?[^\d,;]{1,6}$"
)
_SHARE = regex(r"[^,。;、\d]{4,14}[\d.]{1,5}%$")
_CHANGES = regex(r"[^,。;\d]{2,16}由[^,。;]{0,8}\d[^,。;]{0,6}(?:缩|压|降|减|提|增|升|涨|扩)")
_LIMIT = regex(
    r"(?!发现|遇|接到|接警|接报|收到|坏|如|若|凡|逢|有|对|在|从)(?![^,。;\d]{0,12}(?:提前|"
    r"[由超至]))[^,。;、\d二三两半]{2,14}?(?:[\d.]{1,4}|[一二三四五六七八九十两半]{1,2})"
    r"(?:分钟|个?小时|天|日|个?工作日)(?:[以之]?内|、[^,。;]{2,8}内)?(?!以|之|课|左右)[\u4e00-\u9fff]{2}"
)
_STATEMENT = regex(
    r"[^,。;]{2,8}([件人个户家事处条次项])\1[^,。;]{2}|[^,。;]{2,12}(?:全部|一律|[都也](?=[出去上到做帮管要不能给]))[^,。;]{2}"
)
_SITUATION = regex(r"(?:现有|原有|已有|共有|现种|现养)|我?在[^,。;]{2,12}(?:当|任|做|开|工作|上班|搞|读)[^,。;]{0,6}$")
_MEASURED = regex(r"(?![^,]*[年月每均]|..?[约近达超突不])[\u4e00-\u9fff]{4,12}\d[\d.]*[^\d,;。]{1,4}$")
_COUNTED = regex(
    r"(?![^,]{0,5}(?:产|值|入|额|金|价|费|资|量|率|积|数|期|龄|度|时间|分)(?:不|达|约|超|为|"
    r"在|是|共|过|提|\d))[\u4e00-\u9fff]{3,12}?"
    r"(?:不少于|不低于|至少)[\d一二三四五六七八九十百两]+[^,\d]{1,3}$"
)
_TOPIC = regex(
    r"(?!发现|接|遇|收到|如|若|凡|夜里)[\u4e00-\u9fff]{3,9}?(?<![的也都决绝])"
    r"(?:不(?:超过?|少于|低于|高于)?|未|[无有]人|当[天日场]|日[产清]|一律|全部|坏了|控制在)"
)  # 「项目资金不截留一分」: what it is about stands first
_HOUR = regex(r"(?:上午|下午|晚上|早上|早晨|中午|夜里|晚间)")
_HOUR_FIRST = regex(rf"^{_HOUR.pattern}(?=[把给为帮到去在])")
_SHORTEST = 3  # with a time at its head, what is shorter has no object of its own
_EACH = regex(r"每[人户家]")
_BARE_COUNT = regex(
    rf"(?!24小时[^以之内])(?:不少于|不低于|至少|达到?|完成)?(?:\d|[一二三四五六七八九十两百千]+(?:{units.UNIT}))"
)
_TRIES = regex(r"力争|争取")
_AIM = regex(r"[ ,]*(?:力争|确保|做到|实现|达到|保证)")
TITLE = regex(r"^[^,。;:\d]{2,12}:")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one stretch between commas has of its own."""

    text: str
    folded: str
    has_time: bool
    is_event: bool
    has_figure: bool
    has_count: bool
    is_promise: bool
    is_indicator: bool
    is_limit: bool
    is_topic: bool
    is_statement: bool
    is_change: bool

    @property
    def is_own(self) -> bool:
        """Could it be a promise by itself?"""
        return self.is_promise or self.is_indicator or self.is_limit or self.is_topic

    @property
    def is_measured(self) -> bool:
        return self.has_time or self.has_count


def clause(text: str, *, is_first: bool = False) -> Clause:
    """What the stretch says; one that begins a sentence leans on nothing."""
    folded = fold(text).strip(" ,、。;")
    found = timing.find(text.strip(), None)
    bare = without_times(TITLE.sub("", folded, count=1) if is_first else folded)
    counted = figures.targets(text)
    own = [t for t in counted if t.unit is not None and t.unit not in units.TIMES and t.unit not in units.TIME_UNITS]
    at_head = bool(found and found[0][0] <= 2) or bool(lexicon.SOFT_TIME.match(folded))
    aims = not is_first and bool(lexicon.LEANS.match(bare) or _AIM.match(fold(text)))
    is_event = bool(found) and all(deadline.type == "event" for _s, _e, deadline in found)
    ends = at_head and not is_event and len(bare) <= _SHORTEST and not own  # 「9月底前见成效」
    leans = not is_first and not (own and _is_tried(bare)) and bool(_leans(bare) or _EACH.match(folded) or aims or ends)
    is_verbal, is_statement = lexicon.starts_promise(bare), bool(_STATEMENT.match(bare))
    says_what = is_verbal or is_statement or _has_rhythm(folded, found) or bool(_COUNTED.match(bare))
    is_doing = says_what or (at_head and len(bare) >= 3 and not _is_bare_count(bare))
    is_limit = bool(_LIMIT.match(bare)) and not leans
    is_change = bool(_CHANGES.match(bare) or _THAN_BEFORE.match(bare))
    is_indicator = (is_change or _is_measure(bare)) and not lexicon.RATE.match(bare) and not is_limit and not aims
    has_topic = _has_topic(folded, found) or (bool(own) and bool(_MEASURED.match(bare)))
    return Clause(
        text=text,
        folded=bare,
        has_time=bool(found) or at_head,
        is_event=is_event,
        has_figure=bool(own),
        has_count=bool(counted),
        is_promise=is_doing and not leans and not _SITUATION.match(bare),
        is_indicator=is_indicator,
        is_limit=is_limit,
        is_topic=has_topic and not (leans or is_verbal),
        is_statement=is_statement,
        is_change=is_change and is_indicator,
    )


def _is_tried(bare: str) -> bool:
    """「力争新建支部4个」 is a doing of its own, 「力争达到4个」 leans on what stands before."""
    return bool(_TRIES.match(bare)) and lexicon.starts_promise(bare[2:], with_short_verbs=False)


def _is_measure(bare: str) -> bool:
    return bool(_INDICATOR.match(bare) or _GAIN.match(bare) or _SHARE.match(bare))


def _has_rhythm(folded: str, found: tuple[timing.Found, ...]) -> bool:
    """「食谱每周一公布」: what is done, its rhythm, the doing."""
    if not found or found[0][2].type in {"event", "open"}:
        return bool(found) and folded.endswith(fold(found[0][2].words)) and folded.startswith("随", found[0][0])
    start, end, _deadline = found[0]
    return 2 <= start <= 10 and len(folded) - end >= 2


def _has_topic(folded: str, found: tuple[timing.Found, ...]) -> bool:
    """Does the clause begin with what it is about: 「饭菜价格一年内不涨」?"""
    is_timed = found and 3 <= found[0][0] <= 10 and found[0][1] < len(folded) and found[0][2].type != "event"
    return bool(_TOPIC.match(folded) or is_timed)


def without_times(folded: str) -> str:
    """Without the time words and adverbs at the head."""
    for _ in range(3):
        found = timing.find(folded, None)
        if found and (found[0][0] == 0 or (found[0][0] == 1 and folded[0] in "于在到")):
            folded = _HOUR.sub("", folded[found[0][1] :].lstrip(" ,"))
        elif found and 0 < found[0][0] == len(folded) - len(lexicon.strip_lead_words(folded)):
            folded = folded[found[0][0] :]
        else:
            break
    return _HOUR_FIRST.sub("", folded)


def _is_bare_count(folded: str) -> bool:
    return bool(_BARE_COUNT.match(folded))


def _leans(folded: str) -> bool:
    return bool(
        lexicon.LEANS.match(folded)
        or lexicon.COMPLETION.match(folded)
        or lexicon.RATE.match(folded)
        or _is_bare_count(folded)
    )
