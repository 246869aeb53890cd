"""What in a text is not a promise: who speaks, preambles, titles, signatures, remarks about the sheet."""

import re

from jiannuo.pledges.reading import lexicon
from jiannuo.pledges.reading.dictation import breaths
from jiannuo.pledges.reading.quantities import quantities
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Role
from jiannuo.pledges.reading.surnames import NAMING

_NO_NAMES = (
    r"(?!高效|方便|严格|严守|严肃|安全|白天|万家|方式|周[一二三四五六日末边]|江河|石料|金融|马路|田间|林业|"
    r"段落|任务|任期|程序|何时|时间|雷雨|龙头|夏[天季]|武装|史料|江堤|黄金|孔子|孟冬|汤药|向[^A-Z]{2}:?承)"
)
_TRADES = (
    "(?:养|种|护|守|承包|经营|带头|生意|庄稼|打工)[^:]{0,2}人|[手户农匠警嫂]|[乡镇县市区村院校所局站处科厂店段班团]长|主席|专干|店主|员|师傅|厨师|技师|老师|工人|农民|渔民|居民|牧民|研究生|毕业生|"
    "军人|创业者|经营者|窗口|柜台|"
    "厅|法庭|[图展体博纪文]\\w{1,3}馆|殡仪馆|(?:医|法|检察|敬老|养老|卫生|福利|学|研究|剧|"
    "疗养)院|[小中]学|高中|初中|"
    "[^全大内外东西南北中局头上下各本]部|两委|"
    "(?:农|林|渔|猪|鸡|养殖|茶|机|车|牧)场|"
    "中心|[^学本]科|股|(?<![好用难之到坏长远])处|物业|基地|委员会|[学商]会|机关|电站|药房"
)
_SPEAKER = regex(
    r"(?:[^:,。;、!?“”\d]{0,14}[A-Z]{2,4}(?:\([^()]{1,12}\))?(?:·[^:,。;]{1,10})?"
    r"|[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{2,8}){1,2}(?:\([^()]{1,12}\)|同志)?"
    rf"|{_NO_NAMES}[{NAMING}][\u4e00-\u9fff某×xX]{{1,2}}(?:\([^()]{{1,12}}\)|同志)?"
    r"|[^:,。;!?“”\d]{0,12}(?:书记|支书|主任|委员|组长|队长|楼栋长|楼长|党员|代表|能手|大户|院长|校长|"
    r"村医|护士|教师|医生|会计|出纳)(?:\([^()]{1,10}\))?(?!工作|职责|责任) ?[\u4e00-\u9fff]{0,4}"
    rf"|(?!贫困|困难|特困|联系|帮扶|"
    rf"结对)[^:,。;!?“”\d]{{0,10}}(?:{_TRADES})(?:\([^()]{{1,10}}\))?(?:[老小]?[{NAMING}]"
    rf"[\u4e00-\u9fff]{{0,2}})?"
    r"|党员(?:示范|先锋|责任|服务|模范)(?:岗|区|窗口|车|店|户)"
    r"|[^:,。;!?“”\d]{0,12}(?:护工|大学生|学生|干部|同志|队员|志愿者|职工|员工|司机|民警|干警|工匠|店主|"
    r"业主|老板|经理|所长|局长|站长|科长|村民|社员|夫妇|队|支部|总支|党委|党组|组|公司|局|所|"
    r"站|车间|班|工段|厂|店|支行|分行|银行|信用社|供销社|大学|学院|幼儿园|村委会|"
    r"居委会|社区|科室|办公室|医院|学校|协会|合作社|工会|妇联|团委)(?:\([^()]{1,10}\))?"
    r"|\d{1,3}(?:名|位)[^:,。;]{1,10}(?:\([^()]{1,10}\))?"
    r"|(?:[左右中上下]|左上|左下|右上|右下|正面|背面))[::]"
)
_LABEL = regex(r"(?P<who>[^,。;:!?“”()]{2,14})(?P<sign>:|$)")
_THEME = regex(
    r"思想|学习|工作|生活|作风|纪律|廉|党|组织|经济|产业|发展|民生|公益|服务|环境|制度|教育|安全|稳定|和谐|文明|生产|教学|"
    r"[医师]德|师风|政治|方面|上$|建设|改善|目标|内容|做到|[一二三四五六七八九十两]|承诺|保证|实事|[好是岗]$|时限|事项"
)
_SOMEBODY = regex(
    r"(?:[人工员者师长生手医警匠农商嫂兵干组队班科股室所站局院校厂店场社会委司行馆园堂铺某姐哥叔爷伯婶妈]|(?<!困难)(?<!贫困)户|中心|窗口"
    rf"|们|乡亲|[老小阿][{NAMING}]|[{NAMING}]某|青年|夫[妇妻])$"
)
_AS_WHOM = regex(r"(?:作为|身为)[^,。;:]{2,24},|(?:[^,。;:\d不]{0,14})?(?:在此|现|特)?(?:郑重|庄严|公开)?承诺[,:]")
_BRACKET = regex(r"\((?P<who>[^()]{1,14})\)[::]?")
_IN_BRACKETS = regex(r"代表|发言|书记|支书|支部|党员|主任|表态")
_LEAD_IN = regex(
    r"(?:(?:[^,。;:!?“”]|“[^“”,。;:]{1,8}”){0,30}(?:,[^,。;:!?“”]{0,24}){0,3}?)?(?:承诺(?:如下|事项|内容|做到)?|如下(?:承诺)?|"
    r"以下[^,。;:]{0,10}|[一二两三四五六七八九十几\d]{1,2}件(?:[大实好小]?事情?)|目标任务|表[个一]?个?态|[^,。;:!?\d]{0,12}(?:保证|表态)|(?:我|"
    r"本人|我们)(?:保证|决心|表态|要|会|将)|[写说讲表谈][上下]?[几两]句[^,。;:]{0,4})[::]"
    r"|[^,。;:]{0,12}[一二两三四五几][条点][::]|请[^,。;:]{0,8}监督[^,。;:]{0,3}[::]"
    r"|(?:我|俺)(?![^,。;:]*[每给跟帮])[^,。;:!?]{0,16}[写说讲][上下]?[几两]句(?:大?实话|心里话|实在话|话)?[,。]?"
)
_LABEL_OF_LIST = regex(
    r"(?:实事|民生|重点|承诺|为民|(?:今年|全年|年度|我)的?(?:目标|任务|打算|计划))[^,。;:—]{0,6}(?::|——?)"
)
_SIGNATURE = regex(
    r"(?:承诺(?:人|主体)|责任(?:人|单位|领导)|签名人?|签字|党组织书记|"
    r"党支部书记|姓 ?名|性 ?别|年 ?龄|入党(?:时间|年月)|"
    r"(?:所在)?单位(?:及职务)?|职务|所在(?:党)?支部|日期|时间|承诺时间|承诺单位|联系电话|联系人|经办人|填报人|填表人|(?:监督|举报|"
    r"投诉|服务|联系)(?:举报|投诉)?电话|监督人)"
    r"(?:签[名字章])?(?:\([^()]{0,8}\))?[::]|(?:党?总?支部|党委|党组织|上级|审[核定查])意见[::]"
)
_REACHED_AT = regex(
    r"(?![^,。;:]{0,4}(?:开通|公[布开]|设|接|打|装|拨|保|留|换|印|贴|送|发|帮|给|教|用|把|将))"
    r"[^,。;:\d]{0,8}(?:电话|热线|手机号?码?|邮箱|信箱|微信号?)(?:号码)?"
    r"(?:见.*|[是为]?[\d-]{5,}|[^,。;:]{0,6}: ?(?:见.*|[\d_Xx×*-]{5,}.*))"
)
_CALL_ME = regex(r"[^,。;:\d]{0,8}[打找加]我的?(?:电话|手机|微信)号?:?[\d-]{7,}")
_DATE_LINE = regex(
    r"(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])|"
    r"(?:\d{4}|[零一二○〇]{4}|_{0,4} {0,3})年 {0,3}_{0,3}[\d一二三四五六七八九十]{0,3} {0,3}月"
    r"(?: {0,3}_{0,3}[\d一二三四五六七八九十]{0,3} {0,3}日)?"
)
_SOMEONE = rf"(?:[A-Z]{{2,4}}|[{NAMING}][\u4e00-\u9fff某×xX]{{1,2}}|[\u4e00-\u9fff]{{2,8}}·[\u4e00-\u9fff·]{{2,9}})"
_SIGNED = regex(
    rf"\(签[名字章]\){_SOMEONE}$|(?:[\u4e00-\u9fff]{{1,4}}人|[\u4e00-\u9fff]{{0,6}}(?:书记|主任|[组所院校局站队]长|经理))"
    rf"(?:\([^()]{{0,8}}\))?: ?{_SOMEONE}(?:[、 ]{_SOMEONE}){{0,9}}"
    rf"(?: {{0,4}}(?:{_DATE_LINE.pattern}))?$"
)
_NAME = regex(rf"{_NO_NAMES}{_SOMEONE}")
_BODY = regex(
    r"[^,。;:\d、]{0,20}(?:党支部|党总支|总支|支部|党委|党组|委员会|村委会|居委会|党小组|分局|公司)(?:\(盖?章?\))?"
)
_SEAL = regex(r"\(?[^,。;:()]{0,8}\(?(?:、[^,。;:]{1,4})?(?:盖章|签名|签字|印章)\)?")
_TITLE = regex(r"[^,。;:]{0,28}(?:承诺书|公开承诺|承诺卡|践诺卡|责任书|承诺栏|(?:同志|支部|书记|党员)的承诺)")
_FAILS = r"(?:(?:[做办达]不到|完不成|食言|不算[数话]|失信)|违[反背])"
_VOW = r"(?:[我本人们一定]{1,6})?(?:说到做到|言出必行|言必[信行]|[绝决]不食言|说话算[数话]|请?大?家?看我的?行动)"
_NOTE = regex(
    r"(?:以上|上述|此(?=承诺))[^。;]{0,20}(?:承诺|监督|兑现|事项)|(?:敬?请|欢迎|望|恳请|接受)[^。;]{0,24}监督(?:,?[^,。;]{0,6}电话:?[\d-]{5,})?$|"
    r"(?:如果?|若是?|倘若?|要是|万一|以上|说了)[^,。;发查谁]{0,6}(?:(?:未|没有?|不)能?(?:兑现|完成|做到|办到|履行)|"
    rf"{_FAILS})|[^,。;]{{0,10}}{_FAILS}[^,。;]{{0,6}},?[^,。;]{{0,8}}(?:愿|请|接受|听凭|任凭|受[批处罚])|特此承诺|(?:{_VOW},?)+(?:(?:[敬恳]?请|欢迎|望|接受)[^。;]{{1,16}})?!?$|完毕$|祝(?:愿|福)?(?:大家|各位|您|[乡同老全][^,。;]{{1,5}})[^。;]{{2,16}}$|"
    r"[^,。;]{0,20}见(?:卡片|附件|附表|附页|附后|背面|下页|后页)|[^,。;]{2,12}见[^,。;]{1,6}(?:栏|牌|表|册|单|公示)$"
    r"|共?\d{1,3}(?:项|件|条)(?:\([^()]*\))?$|共\d{1,3}(?:项|件|条)|为盼|谢谢|此致|敬礼"
)
_IDENTITY = regex(r"(?:我|本人)(?:叫|名叫|是|今年|现年|系|作为)[^,。;]{1,16}")
_LONGEST_IDENTITY = 40  # 「我是……村……组的……」; longer without a comma it says more than who one is
_ABOUT_ONESELF = regex(
    r"[男女]$|(?:我|本人)(?:名?叫|是)[^,]{1,12}$|\d{4}年[^,]{0,6}(?:入党|参加工作|退伍|退休|毕业)|(?:今年|现年|年龄|年纪)?(?:\d{1,3}|[一二三四五六七八九十]{2,3})(?:岁|了)|(?:身体|腿脚|年纪|岁数|文化)[^,]{1,6}$|[做干]不了[^,]{1,5}$|"
    r"(?:现年|党龄|入党|工龄|教龄|家住|住在?|现?任|"
    r"现为|担任|从事|职业|籍贯|属|毕业|原是?|曾|是)"
    r"|在(?![^,]*[每帮给为把不要])[^,\d]{2,20}$|[^,]{0,10}(?:党员|干部|工人|"
    r"教师|医生|护士|村民|司机|驾驶员|人)$"
    r"|[^,]{0,6}\d{1,2}年(?:了|多)?$|(?:家里|家中)|(?:退休|从前|以前|原先)[^,\d]{0,3}(?:是|在|当)|退休[^,\d]{2,6}$|没有?什?么?(?:大|空|漂亮)话|不会?[说讲](?:大|空|漂亮)话"
)
_MY_NAME = regex(
    r"(?:[^,。;:!?]{0,8}好[,!]|)(?:我|本人)(?:叫|名叫|姓)[^,。;:!?]{1,10},|[^,。;:!?]{0,8}好[,!](?:我|本人)是[^,。;:!?]{1,14},"
)
_CLAUSE = regex(r"[^,。;:!?]{1,40}[,。;!?]")
_GREETING = regex(r"[^。;:\d]{0,24},?我来?先?表[个一]*态|[^,。;:]{0,16}(?:[您你]们?|大家)好")
_PURPOSE = regex(
    r"我的(?:公开|岗位|年度)?承诺|(?:我|本人|我们|支部|党支部|本村|作为[^,。;]{2,20},(?:我|本人|我们)?)?(?:郑重|庄严|公开|特|"
    r"现)?(?:作出|做出|向[^,。;:]{2,20})?(?:公开|郑重)?承诺(?:如下)?"
)
_TO_WHOM = regex(r"[^,。;:]{0,16}向[^,。;:]{1,10}(?:郑重|庄严|公开)?(?:承诺|保证)")
_HEADING = regex(r"【[^【】]{2,16}】:?")  # 「【为民办实事】」 on a line of its own
_PICTURES = regex("[\U0001f300-\U0001faff\ufe0f]+")
_UNDER = regex(r"【[^【】]{2,16}】:?(?=[^,。;])")  # 「【产业发展】新建大棚30个」
_FRAME = regex(r"为(?:了|进一步|深入|认真|巩固|切实|全面|充分|更好)[^。;]{4,}(?:,|承诺(?:如下)?)")


def speaking(folded: str) -> int:
    """How many characters at the head of a whole text name who speaks: a label that ends in somebody."""
    label = _LABEL.match(folded)
    if (
        label is None
        or signature_in(folded) < label.end()
        or _THEME.search(label["who"])
        or lexicon.starts_promise(label["who"], with_short_verbs=False)
    ):
        return 0
    if label["sign"] == ":":
        return label.end() if _SOMEBODY.search(label["who"]) and not any(quantities(label["who"])) else 0
    is_name = _SPEAKER.fullmatch(f"{label['who']}:") and not re.search(r"每|_", label["who"])
    return label.end() if is_name and not lexicon.starts_promise(label["who"]) else 0


def leading(folded: str) -> int:
    """How many characters at the head of a block say who speaks or announce the promises."""
    named = _UNDER.match(folded)
    taken = named.end() if named else _by_name(folded)
    for _ in range(4):
        rest = folded[taken : taken + 200]
        match = _in_brackets(rest) or _AS_WHOM.match(rest) or _SPEAKER.match(rest) or _announcement(rest)
        if not match or match.end() == 0 or (match.re.pattern == _SPEAKER.pattern and _is_doing(match[0])):
            break
        taken += match.end()
        taken += len(folded[taken:]) - len(folded[taken:].lstrip())
    return taken


def _by_name(folded: str) -> int:
    """The length of 「我叫王小妹，在营业厅上班，」 before the promises of the same sentence, or 0."""
    match = _MY_NAME.match(folded)
    taken = match.end() if match else 0
    while taken and (clause := _CLAUSE.match(folded, taken)) and _ABOUT_ONESELF.match(clause[0][:-1]):
        taken = clause.end()
        if not clause[0].endswith(","):
            break
    return taken


def _in_brackets(folded: str) -> re.Match[str] | None:
    """「（志愿者）」, 「（村支书代表支部表态）」 before the promises."""
    match = _BRACKET.match(folded)
    is_somebody = match and (_IN_BRACKETS.search(match["who"]) or _SOMEBODY.search(match["who"]))
    return match if is_somebody and match and not lexicon.starts_promise(match["who"]) else None


def _is_doing(label: str) -> bool:
    """「组织党员：」 begins a promise, 「检验科全体同志：」 a speaker."""
    if "·" in label and not re.search(r"[A-Z]", label) and _THEME.search(label):
        return True  # 「学习·纪律：」
    names_a_unit = re.match(r".{2,3}[科室组队局所员站部]|党员[^,]{2}(?:岗|区|窗口|车|店|户)", label)
    return names_a_unit is None and lexicon.starts_promise(label, with_short_verbs=False)


def _announcement(folded: str) -> re.Match[str] | None:
    return _LEAD_IN.match(folded[:120])


def signature_in(folded: str) -> int:
    """Where a signature begins that a space parts from the promise, 「修桥1座 承诺人：LJX」, or the length."""
    places = (match.end() for match in re.finditer(" ", folded[-60:]))
    start = max(0, len(folded) - 60)
    return next((start + place for place in places if _SIGNED.match(folded, start + place)), len(folded))


def is_name(folded: str) -> bool:
    """A line that only holds a name: who signs what stands above."""
    return bool(_NAME.fullmatch(folded.strip(" 。"))) and not lexicon.starts_promise(folded)


def is_body(folded: str) -> bool:
    """A line that only names an organisation: it signs what stands above."""
    return _BODY.fullmatch(folded.strip(" 。")) is not None and not lexicon.starts_promise(folded)


def list_label(folded: str) -> int:
    """The length of a label such as 「实事工程——」 that heads a list, or 0."""
    match = _LABEL_OF_LIST.match(folded)
    return match.end() if match else 0


def role_of(folded: str) -> Role:
    """What one sentence without its closing sign is."""
    bare = _PICTURES.sub("", folded).strip(" 。;,、.\n")
    if not re.search(r"\w", bare) or bare in {"…", "……"}:
        return "note"
    if _HEADING.fullmatch(bare):
        return "heading"
    if _SIGNATURE.match(bare) or _DATE_LINE.fullmatch(bare) or _SEAL.fullmatch(bare) or _SIGNED.fullmatch(bare):
        return "signature"
    if _REACHED_AT.fullmatch(bare) or _CALL_ME.fullmatch(bare):
        return "signature"
    if (
        _TITLE.fullmatch(bare)
        or bare.endswith(":")
        or _PURPOSE.fullmatch(bare)
        or _TO_WHOM.fullmatch(bare)
        or _IDENTITY.fullmatch(bare)
        or _is_introduction(bare)
        or _GREETING.fullmatch(bare.rstrip("!"))
    ):
        return "lead"
    if _NOTE.match(bare.rstrip("!")) or (bare.startswith("(") and bare.find(")") == len(bare) - 1):
        return "note"
    return "lead" if _FRAME.fullmatch(bare) else "item"


def _is_introduction(folded: str) -> bool:
    """「我叫赵某，今年62岁，党龄30年」: a person, no promise yet."""
    if (
        not re.match(
            r"(?:[^,]{0,12}好[,!])?(?:我|本人)(?:叫|名叫|是|今年|现年|刚刚?当选|\d{2}[岁了]|,)|我们[^,]{0,6}是|我家?住|(?:我|本人)?(?:身体|腿脚|年纪)",
            folded,
        )
        or len(folded) > 80
        or len(breaths(folded)) > 1
    ):
        return False
    first, *others = folded.split(",")
    return len(first) <= _LONGEST_IDENTITY and all(_ABOUT_ONESELF.match(part.strip()) for part in others)
