"""One unnumbered sentence into its promises: at commas and 、 only where both sides stand for themselves."""

import re
from dataclasses import dataclass

from jiannuo.pledges.reading import figures, lexicon, timing, units
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.kinds import sure_kind
from jiannuo.pledges.reading.sentences import parts

_INDICATOR = re.compile(
    r"[^,。;、]{0,24}(?:率|收入|产值|利润|税收|投资|投诉|事故|满意度|增加值|产量|成本|能耗|住院日|"
    r"时间)[^,。;]{0,8}?(?:[\d零一二三四五六七八九十]|≥|>|<|≤|百分)|[^,。;]{0,10}(?:无[^,。;]{0,4}事故|"
    r"零[^,。;距容起门]{2}|翻[一两]番|无[^,。;]{2,6}$)"
    r"|"
    r"[^,。;、\d]{3,16}?(?:[提上增升下降减压缩浮控保稳达突超不高低][高升长加涨降低少缩短浮制"
    r"持定到破过于]{0,2}[在到了]?)"
    r"(?:[\d.]{1,6}[%‰]|百分之|[一二三四五六七八九两]成|[二三四五]分之)"
)
_SHARE = re.compile(r"[^,。;、\d]{4,14}[\d.]{1,5}%$")
_CHANGES = re.compile(r"[^,。;\d]{2,16}由[^,。;]{0,8}\d[^,。;]{0,6}(?:缩短|压缩|压减|降|下降|减少|提高|提升|增加|上升)")
_LIMIT = re.compile(
    r"(?!发现|遇|接到|接警|接报|收到|坏|如|若|凡|逢|有|对|在|从)(?![^,。;\d]{0,12}(?:提前|"
    r"[由超至]))[^,。;、\d一二三两半]{2,14}(?:[\d.]{1,4}|[一二三四五六七八九十两半]{1,2})"
    r"(?:分钟|个?小时|天|日|个?工作日)(?:[以之]?内|、[^,。;]{2,8}内)?(?!以|之|课|左右)[\u4e00-\u9fff]{2}"
)
_UNSTATED = re.compile(r"(?:[^,。;]{0,2}(?:收入|产值|效益|利润|收益|产量))(?:[不达超突过在为]|\d)")
_STATEMENT = re.compile(r"[^,。;]{2,12}(?:全部|一律|[都也](?=[出去上到做帮管要不能给]))[^,。;]{2}")
_SITUATION = re.compile(
    r"(?:现有|原有|已有|共有|现种|现养)|我?在[^,。;]{2,12}(?:当|任|做|开|工作|上班|搞|读)[^,。;]{0,6}$"
)
_COUNTED = re.compile(
    r"(?![^,]{0,5}(?:产|值|入|额|金|价|费|资|量|率|积|数|期|龄|度|时间|分)(?:不|达|约|超|为|"
    r"在|是|共|过|提|\d))[\u4e00-\u9fff]{3,12}?"
    r"(?:不少于|不低于|至少)[\d一二三四五六七八九十百两]+[^,\d]{1,3}$"
)
_GIFT = re.compile(r"[各再并]?(?:送[去上]?|赠送?|给予)(?!给|到|医|药|科|教|法|电影)")
_RECEIVED = re.compile(r"(?:慰问|看望|走访|结对|帮扶|资助|救助|联系)[^,]*(?:名|户|人|位|家|个)")
_REST_OF_LIST = re.compile(r"等\d{1,3}(?:项|件|个)(?:实事|工作|事项|项目|工程)?(?:\([^()]*\))?[。;.…]*$")
_NOUN_AND_COUNT = re.compile(r"([\u4e00-\u9fff]{2,4})\d+[^\d]{1,3}$")
_HOUR = re.compile(r"(?:上午|下午|晚上|早上|早晨|中午|夜里|晚间)")
_AIM = re.compile(r"[ ,]*(?:力争|确保|做到|实现|达到|保证)")
_TITLE = re.compile(r"^[^,。;:\d]{2,12}:")
_STRETCH = 40  # more commas than this are no sentence that a person wrote


@dataclass(frozen=True, slots=True)
class _Clause:
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


def _clause(text: str, *, is_first: bool = False) -> _Clause:
    folded = fold(text).strip(" ,、。;")
    found = timing.find(text.strip(), None)
    at_head = bool(found and found[0][0] <= 2) or bool(lexicon.SOFT_TIME.match(folded))
    bare = _without_times(_TITLE.sub("", folded, count=1) if is_first else folded)
    counted = figures.targets(text)
    own = [t for t in counted if t.unit is not None and t.unit not in units.TIMES and t.unit not in units.TIME_UNITS]
    leans = not is_first and bool(_leans(bare) or _AIM.match(fold(text)))
    is_doing = (
        lexicon.starts_promise(bare)
        or _has_rhythm(folded, found)
        or bool(_STATEMENT.match(bare) or _COUNTED.match(bare))
        or (at_head and len(bare) >= 3 and not _is_bare_count(bare))
    )
    is_limit = bool(_LIMIT.match(bare)) and not leans
    is_indicator = (
        bool(_INDICATOR.match(bare) or _CHANGES.match(bare) or _SHARE.match(bare))
        and not lexicon.RATE.match(bare)
        and not is_limit
    )
    return _Clause(
        text=text,
        folded=bare,
        has_time=bool(found) or at_head,
        is_event=bool(found) and all(deadline.type == "event" for _s, _e, deadline in found),
        has_figure=bool(own),
        has_count=bool(counted),
        is_promise=is_doing and not leans and not _SITUATION.match(bare),
        is_indicator=is_indicator and not (not is_first and (lexicon.LEANS.match(bare) or _AIM.match(fold(text)))),
        is_limit=is_limit,
    )


def _has_rhythm(folded: str, found: list[timing.Found]) -> bool:
    """「食谱每周一公布」: what is done, its rhythm, the doing."""
    if not found or found[0][2].type in {"event", "open"}:
        return bool(found) and folded.endswith(found[0][2].words) and folded.startswith("随", found[0][0])
    start, end, _deadline = found[0]
    return 2 <= start <= 10 and len(folded) - end >= 2


def _without_times(folded: str) -> str:
    """Without the time words and adverbs at the head."""
    for _ in range(3):
        found = timing.find(folded, None)
        if found and (found[0][0] == 0 or (found[0][0] == 1 and folded[0] in "于在到")):
            folded = _HOUR.sub("", folded[found[0][1] :].lstrip(" ,"))
        elif found and 0 < found[0][0] == len(folded) - len(lexicon.strip_lead_words(folded)):
            folded = folded[found[0][0] :]
        else:
            break
    return folded


def _is_bare_count(folded: str) -> bool:
    return bool(re.match(r"(?!24小时[^以之内])(?:不少于|不低于|至少|达到?|完成)?[\d一二三四五六七八九十两]", folded))


def _leans(folded: str) -> bool:
    return bool(
        lexicon.LEANS.match(folded)
        or lexicon.COMPLETION.match(folded)
        or lexicon.RATE.match(folded)
        or _is_bare_count(folded)
    )


def divide(sentence: str, *, among_semicolons: bool) -> list[str]:
    """The promises of one sentence, each with its own words."""
    stretches = parts(sentence, fold(sentence), ",")
    if not stretches or len(stretches) > _STRETCH or len(sentence) > timing.LONGEST:
        return [sentence]
    groups = [[_clause(stretches[0], is_first=True)]]
    for stretch in stretches[1:]:
        begins = not any(c.is_promise or c.is_indicator for c in groups[-1])
        clause = _clause(stretch, is_first=begins)
        again = len(groups) > 1 and clause.has_time and clause.is_promise
        if again or _stands_alone(groups[-1], clause, among_semicolons=among_semicolons):
            groups.append([clause])
        else:
            groups[-1].append(clause)
    return [part for group in groups for part in _enumeration("".join(clause.text for clause in group))]


def _stands_alone(group: list[_Clause], clause: _Clause, *, among_semicolons: bool) -> bool:
    """Are the clauses so far a promise, and this one another?"""
    if clause.is_indicator and _is_own_indicator(group, clause, among_semicolons=among_semicolons):
        return True
    goes_beyond = not clause.is_limit and (clause.has_count or (clause.has_time and not clause.is_event))
    before = [c for c in group if c.is_promise or c.is_indicator or (c.is_limit and goes_beyond)]
    if clause.is_limit and not among_semicolons and any(_is_other(c, clause) for c in group):
        return True
    if _GIFT.match(clause.folded) and any(_RECEIVED.search(c.folded) for c in group):
        return False
    if not clause.is_promise or not before or all(lexicon.MEANS.match(c.folded) for c in before):
        return False
    if clause.is_promise and goes_beyond and any(c.is_limit for c in group):
        return True
    if clause.has_time and any(c.has_time or (c.has_figure and not clause.is_event) for c in before):
        return True
    if among_semicolons:
        return False
    if clause.has_figure and any(c.has_figure or c.has_time for c in before):
        return not re.match(r"每[户人家村亩]|[^,]{0,8}每[次场期回届趟]", clause.folded)
    return _is_of_another_kind(before, clause)


def _is_other(before: _Clause, limit: _Clause) -> bool:
    """Is this limit about something else than what stands before: 「报告30分钟内发出，贷款3天内办结」?"""
    words, told = re.split(r"[\d一二三半]", limit.folded)[0], before.folded
    is_new = len(words) >= 4 and not any(words[i : i + 2] in told for i in range(len(words) - 1))
    if before.is_limit:
        return is_new
    return before.is_indicator or before.has_figure or (is_new and before.has_count)


def _is_own_indicator(group: list[_Clause], clause: _Clause, *, among_semicolons: bool) -> bool:
    """「满意率90%，投诉为零」: two indicators, or one beside something that is measured."""
    if re.search(r"每[次场期回届趟]", clause.folded) or re.fullmatch(
        r"[零无]\w{2,4}", clause.text.strip(" ,，。；;、")
    ):
        return all(c.is_indicator for c in group) and bool(clause.has_count)
    if _UNSTATED.match(clause.folded) and not any(c.is_indicator for c in group):
        return False
    says_how_much = clause.has_count or clause.has_time or re.search(r"[无零翻]", clause.folded)
    if says_how_much and any(c.is_indicator or c.has_count or c.has_time for c in group):
        return True
    return clause.has_time and not among_semicolons and any(c.is_promise for c in group)


def _is_of_another_kind(before: list[_Clause], clause: _Clause) -> bool:
    """A promise of another kind that does not go on with what was begun: neither the same words nor its time."""
    is_measured = clause.has_time or clause.has_figure
    if clause.folded[:2] == before[-1].folded[:2] or (any(c.has_time for c in before) and not is_measured):
        return False
    if _TITLE.match(fold(before[0].text)):
        return False
    left, right = sure_kind("".join(c.text for c in before)), sure_kind(clause.text)
    if not left or not right or left == right:
        return False
    return is_measured or {left, right} != {"common", "post"}


def _enumeration(text: str) -> list[str]:
    """「修路3公里、建广场1个」 are two; 「完成医疗、教学任务」 is one."""
    folded = fold(text)
    listed = parts(text, folded, "、")
    if len(listed) < 2 or len(listed) > _STRETCH:
        return [text]
    if _REST_OF_LIST.search(folded) and not lexicon.starts_promise(_without_times(fold(listed[0]))):
        return listed
    if any(re.match(r"[\d一二三四五六七八九两]", fold(part)) for part in listed[1:]):
        return [text]  # 「联系1个企业、2个农户」: one doing
    clauses = [_clause(part) for part in listed]
    starts = [lexicon.starts_promise(clause.folded) for clause in clauses]
    no_rate = not any(lexicon.RATE.match(clause.folded) for clause in clauses)
    nouns = [match[1] if (match := _NOUN_AND_COUNT.match(clause.folded)) else "" for clause in clauses]
    bare_counts = all(nouns) and len({len(noun) for noun in nouns}) == 1
    says_again = any(c.folded[:2] in clauses[place].folded for place, c in enumerate(clauses[1:]))
    if lexicon.MEANS.match(clauses[0].folded) or (says_again and len(clauses) == 2):
        return [text]  # 「举办培训班8期、培训800人次」
    if all(clause.has_figure for clause in clauses) and (all(starts) or not any(starts) or bare_counts) and no_rate:
        return listed
    kinds = [sure_kind(clause.text) for clause in clauses]
    if (
        len(listed) == 2
        and all(starts)
        and all(len(c.folded.strip("、")) >= 5 for c in clauses)
        and "common" not in kinds
        and not _has_comma(folded)
    ):
        return listed
    return [text]


def _has_comma(folded: str) -> bool:
    return "," in folded.rstrip(",")
