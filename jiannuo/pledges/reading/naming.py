"""Words that name a third party, with what the public copy may say instead: 「1户困难群众」 (C9, C48)."""

import re
from collections.abc import Collection, Iterator

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.private import private_numbers, ways_to_somebody
from jiannuo.pledges.reading.results import Span
from jiannuo.pledges.reading.strangers import strangers
from jiannuo.pledges.reading.surnames import NAMING, WORDY

_HOUSEHOLDS = (
    r"(?:建档立卡)?(?:贫困|特困|五保|低保|残疾|困难|脱贫|监测|单亲|军烈属|计生|失独|边缘易致贫|留守|空巢)?(?:户|家庭)"
)
_PEOPLE = (
    r"(?:孤寡|五保|独居|空巢|高龄|失能|残疾|困难|特困|低保|留守|患病)?(?:老人|老党员|党员|群众|儿童|学生|"
    r"大学生|职工|妇女|残疾人|精神病人|精神障碍患者|病人|患者|村民|居民|军人|退役军人|邻居|孤儿|对象)|"
    r"残疾人"
)
_INITIALS = (
    r"(?<![A-Za-z0-9])(?!(?:GDP|CPI|LED|WTO|ISO|AED|PPT|IT|AI|VR|QQ|XX+|APP|KTV|DNA|CT|MRI|ICU|PVC|PE|UPS|"
    r"ATM|EMS|OA|ERP|GPS|TV|CD|DVD|PM|II+|IV|WIFI|WC|KV|KW|KVA|MPA|APEC|OTC|NGO|CEO|HR|PC|PH|POS|"
    r"ETC)(?![A-Za-z]))[A-Z]{2,4}(?![A-Za-z0-9型级类])"
)
_GIVEN = rf"[{NAMING}](?:某某?|[××xXＸ]{{1,2}})"
# Everyday words that begin as a surname does: 「为困难党员张贴春联」 names nobody.
_NO_NAME = (
    "(?!张[贴罗榜开口挂]|高[兴效标中龄血效]|许[多诺]|周[边围到末期转一二三四五六日]|陈[旧列述]|谢[意绝]|何[时处地种]|程[序度]|曾[经在]|余[款额下名户人]|"
    "万[元亩户]|金[额银融秋]|石[头料灰磨]|钱[款物]|汤[药圆]|任[务何选]|夏[季天粮]|江[边河米]|黄[牛豆瓜牌]|马[上路铃]|林[地业果]|田[地间]|方[便式面]|武[装术]|"
    "毛[巾衣毯线]|钟[点头]|姜[片种]|葛根|柳[树条]|唐[装氏]|范[围例]|杜[绝仲]|杨[树梅]|李子|孙[子女]|胡[同椒萝乱]|罗[列汉]|郑重|叶[片面]|陆续|雷[雨达]|"
    "黎明|贺[卡年]|涂[料抹]|严[格守重禁]|白[天米菜]|段[时落]|常年|全[面体部年程]|孔[径子]|向[上下前]|邱陵|温[暖馨饱]|苏醒|宋[体代]|莫[名大]|覃塘|夏[令收种])"
)
_FULL = rf"{_NO_NAME}[{NAMING}][\u4e00-\u9fff]{{1,2}}"
# Whom one helps is named right behind what he needs help for; here surnames that begin no everyday word are enough.
_NEEDY = (
    r"(?:建档立卡)?(?:贫困|特困|五保|低保|残疾|困难|脱贫|监测|单亲|军烈属|计生|失独|空巢)(?:户|家庭|人|老人|儿童|学生|职工|党员|群众)"
    r"|(?:孤寡|独居|空巢|高龄|失能|患病|留守)(?:老人|老党员|儿童|妇女)|孤儿|精神病人|患者"
)
_PLAIN_SURNAMES = (
    "王李张刘陈杨赵黄吴徐孙胡朱郭何罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊"
    "陆郝孔崔邱秦侯邵孟段雷钱汤尹黎贺赖龚柳葛殷翟聂樊涂倪严覃莫"
)
_THREE = rf"{_NO_NAME}[{_PLAIN_SURNAMES}][\u4e00-\u9fff][^湾村组塘冲坪畈桥沟河岭山口路区]"  # 「村民王家湾」 is a place
_NAMED = (
    rf"{_NO_NAME}(?:[{_PLAIN_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[{NAMING}][\u4e00-\u9fff][^交助送挑修看学费一二两])(?<![村镇乡组湾])"
    r"(?=[一家,。;、等的同送结修办挑看治代每在到打洗申购照帮及和与过住做买种收联发学]|$)"
)
# Whose trouble stands before the name: there every surname is one.
_TROUBLE = (
    r"(?:瘫痪|患癌|重病|大病|聋哑|失明|智障|刑满释放|社区矫正|安置帮教|戒毒|吸毒|服刑|上访|信访|失业|下岗|(?:在外|外出)务工)的?"
    r"(?:老人|老党员|党员|群众|人员|职工|青年|对象|村民|妇女|儿童|学生)?"
)
_NO_GIVEN_HERE = "[^的了和与在是户人员家等、,。;()]"
_ANY_NAME = (
    rf"{_NO_NAME}(?:[{NAMING}]{_NO_GIVEN_HERE}{{1,2}}|[{WORDY}](?!有){_NO_GIVEN_HERE}{{2}})(?<![村镇乡组湾])"
    r"(?=[一两家,。;、等的(修送照看]|同志|结对|$)"
)
_COUNTED = r"等(?P<count>\d{1,4}|[一二三四五六七八九十两]{1,3})(?P<unit>户|名|个|位|人|家)"
# Names by the roster that are also everyday words.
_EVERYDAY_WORDS = (
    "高兴 文明 平安 安全 方便 周到 周边 常年 时间 万元 严格 金额 石料 水平 和平 光明 "
    "国庆 建设 高中 高校 方法 安心 安排 夏天 白天 路边 江边 田间 马路 黄河 长江 钱财 "
    "任务 任何 关心 成立 成效 应急 应当 全面 全体 党员 向前 向上 解决 项目 温暖 温馨 "
    "宣传 农村 农业 农户"
)
NAMED = "点名"
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


def redaction_hints(text: str, known_names: Collection[str] = ()) -> list[Span]:
    """Names, numbers and accounts of third parties in the text; advice, the person decides."""
    folded = fold(text)
    found = sorted(
        [*_numbers(text, folded), *_people(text, folded, known_names)], key=lambda span: (span.start, -span.end)
    )
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _numbers(text: str, folded: str) -> Iterator[Span]:
    for start, end, what, instead in (*private_numbers(folded), *ways_to_somebody(folded)):
        is_bracketed = folded.rfind("(", 0, start) > folded.rfind(")", 0, start)  # （电话…）: one pair is enough
        yield _span(text, start, end, what, instead.strip("（）") if is_bracketed else instead)


def _people(text: str, folded: str, known_names: Collection[str]) -> Iterator[Span]:
    known = _on_the_roster(folded, known_names)
    name = "|".join([*(re.escape(one) for one in known), _INITIALS, _GIVEN])
    listed = rf"(?:{name}|{_FULL})(?:[、,和](?:{name}|{_FULL})){{0,60}}"
    for match in re.finditer(
        rf"(?P<who>{listed})(?:同志|老人|家)?{_COUNTED}(?P<what>{_HOUSEHOLDS}|{_PEOPLE})?", folded
    ):
        what = match["what"] or ("困难群众" if match["unit"] in "户家" else "群众")
        yield _span(text, match.start(), match.end(), NAMED, f"{match['count']}{match['unit']}{what}")
    for match in re.finditer(
        rf"(?P<what>{_HOUSEHOLDS})(?:老?)(?P<who>{name}|{_FULL}(?=[一家,。;、等的同]|$))(?:一家|家里?|同志)?", folded
    ):
        if match["what"] not in {"户", "家庭"} or match["who"] in known:
            yield _span(text, match.start(), match.end(), NAMED, f"1户{_household(match['what'])}")
    for match in re.finditer(
        rf"(?P<what>{_PEOPLE})(?P<who>{name}|{_FULL}(?=[一家,。;、等的同]|$))(?:同志|老人)?", folded
    ):
        yield _span(text, match.start(), match.end(), NAMED, f"1名{match['what']}")
    for match in re.finditer(
        rf"(?P<what>{_NEEDY}|(?:村民|居民|邻居)(?={_THREE}))老?{_NAMED}(?:一家|家里?|同志)?", folded
    ):
        yield _span(text, match.start(), match.end(), NAMED, f"1{_counter(match['what'])}{match['what']}")
    for match in re.finditer(
        (
            rf"(?P<who>{name}|(?<![\u4e00-\u9fff])(?:{_FULL})|老[{NAMING}]|(?<!照)[{NAMING}])(?P<how>老人|大爷|"
            r"大娘|大妈|大叔|大婶|大伯|奶奶|爷爷|婆婆|阿姨|婶子?|嫂子?|家(?=[的,。;里修种养收还一]|$))"
        ),
        folded,
    ):
        how = (
            "1户群众"
            if match["how"].startswith("家")
            else "1名老人"
            if match["how"] not in {"嫂", "嫂子", "阿姨"}
            else "1名群众"
        )
        yield _span(text, match.start(), match.end(), NAMED, how)
    for match in re.finditer(name, folded):
        yield _span(text, match.start(), match.end(), NAMED, "1名群众")
    for match in re.finditer(
        rf"(?P<what>{_NEEDY}|{_TROUBLE})(?P<who>{_ANY_NAME}(?:[、和]{_ANY_NAME}){{0,20}})", folded
    ):
        yield _span(text, match.start("who"), match.end("who"), NAMED, f"1{_counter(match['what'])}群众")
    for start, end, instead in strangers(folded, _FULL):
        yield _span(text, start, end, NAMED, instead)


def _counter(what: str) -> str:
    return "户" if what.endswith(("户", "家庭")) else "名"


def _household(what: str) -> str:
    return "困难群众" if what in {"户", "家庭"} else what


def _on_the_roster(folded: str, known_names: Collection[str]) -> list[str]:
    """Known names that stand in the text, longest first; looked up by the text's own stretches, not name by name."""
    known = known_names if isinstance(known_names, (set, frozenset, dict)) else frozenset(known_names)
    stretches = (
        {folded[place : place + length] for length in (2, 3, 4) for place in range(len(folded) - length + 1)}
        if known
        else set()
    )
    return sorted((one for one in stretches if one in known and one not in _EVERYDAY), key=lambda one: (-len(one), one))


def _span(text: str, start: int, end: int, reason: str, replacement: str) -> Span:
    return Span(start, end, text[start:end], reason, replacement)
