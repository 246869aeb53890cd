"""One unnumbered sentence into its promises: at commas and 、 only where both sides stand for themselves."""

import re
from dataclasses import replace

from jiannuo.pledges.reading import lexicon, timing
from jiannuo.pledges.reading.clauses import TITLE, Clause, clause, without_times
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.dictation import FURTHER, breaths
from jiannuo.pledges.reading.kinds import kind_of
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.sentences import parts
from jiannuo.pledges.reading.signs import sure_kind

_UNSTATED = regex(r"(?:[^,。;]{0,2}(?:收入|产值|效益|利润|收益|产量))(?:[不达超突过在为]|\d)")
_RATE_OF = regex(r"(?P<of>[^,;\d]{2})率")
_EACH_TIME = regex(r"每[次场期回届趟]")
_THEIRS_BY_ME = regex(r"[^,;他她它我]{5,14}我")
_REFUSES = regex(r"[绝决]?不|拒|严禁|杜绝")
_DATIVE = regex(r"(?:免费|义务|无偿|每.{1,2})?(?:[给为替]|帮(?!扶))(?!支部|[他她它其此])[^,;]{2,}")
_GIFT = regex(r"[各再并]?(?:送[去上]?|赠送?|给予)(?!给|到|医|药|科|教|法|电影)")
_RECEIVED = regex(r"(?:慰问|看望|走访|结对|帮扶|资助|救助|联系)[^,]*(?:名|户|人|位|家|个)")
_REST_OF_LIST = regex(r"等\d{1,3}(?:项|件|个)(?:实事|工作|事项|项目|工程)?(?:\([^()]*\))?[。;.…]*$")
_NOUN_AND_COUNT = regex(r"([\u4e00-\u9fff]{2,4})\d+[^\d]{1,3}$")
_STRETCH = 40  # more commas than this are no sentence that a person wrote


def divide(sentence: str, *, among_semicolons: bool) -> list[str]:
    """The promises of one sentence, each with its own words."""
    stretches = parts(sentence, fold(sentence), ",")
    if len(stretches) == 1:
        stretches = breaths(sentence)
    if not stretches or len(stretches) > _STRETCH or len(sentence) > timing.LONGEST:
        return [sentence]
    every = [clause(stretch, is_first=not place) for place, stretch in enumerate(stretches)]
    is_list = not among_semicolons and _is_list(every)
    groups = [[every[0]]]
    for one in every[1:]:
        begins = not any(c.is_promise or c.is_indicator or c.is_limit for c in groups[-1])
        told = replace(clause(one.text, is_first=True), is_topic=one.is_topic) if begins else one
        if _begins_anew(groups, told, is_list=is_list, among_semicolons=among_semicolons):
            groups.append([told])
        else:
            groups[-1].append(told)
    return [part for group in groups for part in _enumeration("".join(c.text for c in group))]


def _is_list(every: list[Clause]) -> bool:
    """Does the sentence count up: every clause could stand by itself, and two or more are measured?"""
    return len(every) > 2 and all(c.is_own for c in every) and sum(c.is_measured for c in every) > 1


def _begins_anew(groups: list[list[Clause]], one: Clause, *, is_list: bool, among_semicolons: bool) -> bool:
    """Does another promise begin with this clause?"""
    if not any(c.folded for c in groups[-1]):
        return False  # so far only a time
    if FURTHER.match(fold(one.text).strip()):
        return True
    if len(groups) > 1 and one.is_promise and (one.has_time or len(groups) > 2):
        return True
    if is_list and _counts_on(groups[-1], one):
        return True
    if not among_semicolons and _turns(groups[-1], one, is_parted=len(groups) > 1):
        return True
    return _stands_alone(groups[-1], one, among_semicolons=among_semicolons)


def _counts_on(group: list[Clause], one: Clause) -> bool:
    """In a sentence that counts up: a measured clause beside one that is measured or says what is so for all."""
    if not one.is_own or not one.is_measured or one.is_event or one.is_limit or _EACH_TIME.match(one.folded):
        return False
    return any(c.is_own and (c.is_measured or c.is_topic or c.is_statement) for c in group)


def _turns(group: list[Clause], one: Clause, *, is_parted: bool) -> bool:
    """Does the clause turn to another matter, another person, or to a figure that is to change?"""
    if one.is_change:
        return is_parted or any(c.is_own or c.is_statement or "不" in c.folded for c in group)
    if _REFUSES.match(one.folded) and sure_kind(one.text) == "common":
        return any(c.is_measured for c in group) and sure_kind("".join(c.text for c in group)) != "common"
    if one.is_topic:
        return (is_parted or any(c.is_measured for c in group)) and _is_new(group, one)
    if not any(c.is_own for c in group) or all(lexicon.MEANS.match(c.folded) for c in group):
        return False
    if one.is_promise and _THEIRS_BY_ME.match(one.folded) and lexicon.BY_ME.match(one.folded):
        return _is_new(group, one)
    is_for_others = (is_parted or one.has_figure) and bool(_DATIVE.match(one.folded))
    return is_for_others and not any(_DATIVE.search(c.folded) for c in group)


def _stands_alone(group: list[Clause], one: Clause, *, among_semicolons: bool) -> bool:
    """Are the clauses so far a promise, and this one another?"""
    if one.is_indicator and _is_own_indicator(group, one, among_semicolons=among_semicolons):
        return True
    if one.is_event and one.has_count and group[-1].is_indicator:
        return True  # 「发案数下降5%，接警后5分钟内到场」
    goes_beyond = not one.is_limit and (one.has_count or (one.has_time and not one.is_event))
    before = [c for c in group if c.is_promise or c.is_indicator or (c.is_limit and goes_beyond)]
    may_limit = one.is_limit and (not among_semicolons or group[-1].is_indicator)
    if may_limit and any(_is_other(c, one) for c in group):
        return True
    if _GIFT.match(one.folded) and any(_RECEIVED.search(c.folded) for c in group):
        return False
    if not one.is_promise or not before or all(lexicon.MEANS.match(c.folded) for c in before):
        return False
    if one.is_promise and goes_beyond and any(c.is_limit for c in group):
        return True
    if one.has_time and any(c.has_time or (c.has_figure and not one.is_event) for c in before):
        return True
    if among_semicolons:
        return False
    if one.has_figure and any(c.has_figure or c.has_time for c in before):
        return not re.match(r"每[户人家村亩]|[^,]{0,8}每[次场期回届趟]", one.folded)
    return _is_of_another_kind(before, one)


def _is_new(group: list[Clause], one: Clause) -> bool:
    """Is it about something that the promise before it does not name?"""
    topic, told = one.folded[:4], "".join(c.folded for c in group)
    return not any(topic[i : i + 2] in told for i in range(len(topic) - 1))


def _is_other(before: Clause, limit: Clause) -> bool:
    """Is this limit about something else than what stands before: 「报告30分钟内发出，贷款3天内办结」?"""
    words, told = re.split(r"[\d一二三半]", limit.folded)[0], before.folded
    is_new = len(words) >= 4 and not any(words[i : i + 2] in told for i in range(len(words) - 1))
    if before.is_limit:
        return is_new
    return before.is_indicator or before.has_figure or (is_new and before.has_count)


def _is_own_indicator(group: list[Clause], one: Clause, *, among_semicolons: bool) -> bool:
    """「满意率90%，投诉为零」: two indicators, or one beside something that is measured."""
    if re.search(r"每[次场期回届趟]", one.folded) or re.fullmatch(r"[零无]\w{2,4}", one.text.strip(" ,，。；;、")):
        return all(c.is_indicator for c in group) and bool(one.has_count)
    if (rate := _RATE_OF.match(one.folded)) and any(rate["of"] in c.folded for c in group):
        return False  # 「完成参保登记9600人，参保率不低于八成」
    if _UNSTATED.match(one.folded) and not any(c.is_indicator for c in group):
        return False
    says_how_much = one.has_count or one.has_time or re.search(r"[无零翻]", one.folded)
    if says_how_much and any(c.is_indicator or c.has_count or c.has_time for c in group):
        return True
    return one.has_time and not among_semicolons and any(c.is_promise for c in group)


def _is_of_another_kind(before: list[Clause], one: Clause) -> bool:
    """A promise of another kind that does not go on with what was begun: neither the same words nor its time."""
    is_measured = one.has_time or one.has_figure
    if one.folded[:2] == before[-1].folded[:2] or (any(c.has_time for c in before) and not is_measured):
        return False
    if TITLE.match(fold(before[0].text)):
        return False
    left, right = sure_kind("".join(c.text for c in before)), sure_kind(one.text)
    if left == "common" and not right:
        return one.has_figure and kind_of(one.text) == "deed"
    if not left or not right or left == right:
        return False
    return is_measured or {left, right} != {"common", "post"} or not _REFUSES.match(one.folded)


def _enumeration(text: str) -> list[str]:
    """「修路3公里、建广场1个」 are two; 「完成医疗、教学任务」 is one."""
    folded = fold(text)
    listed = parts(text, folded, "、")
    if "其中" in folded or len(listed) < 2 or len(listed) > _STRETCH:
        return [text]
    if _REST_OF_LIST.search(folded) and not lexicon.starts_promise(without_times(fold(listed[0]))):
        return listed
    if any(re.match(r"[\d一二三四五六七八九两]", fold(part)) for part in listed[1:]):
        return [text]  # 「联系1个企业、2个农户」: one doing
    clauses = [clause(part) for part in listed]
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
