"""Health, family, money and discipline of a person, with what the public copy may say instead (C48).

In a reason whoever promised is the subject, so that everything there is about a person unless it is plainly about a
group, a work or an organisation (「低保户名单调整」「住院楼延期」). In a promise only what is said of oneself or one's
family is pointed at: whom a promise serves may be said (「为低保户修房」). No list of words is complete:
whoever publishes looks at every reason, hinted or not.
"""

import re
from collections.abc import Iterator

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Span

_ILL = "(?=[病住患做去因坐被在过])"
_KIN = (
    "老?[父母]亲|父母|双亲|妻子|丈夫|老[公婆]|两口子|亲友|老伴|爱人|配偶|[岳祖]父|[岳祖]母|公公|婆婆|儿子|女儿|孩子|儿媳|女婿|孙[子女]|侄[子女]|外甥|亲戚|"
    f"家属|家人|亲属|家[里中]|我家|夫妻|婚姻|[爸妈]{_ILL}|[哥姐弟妹](?:[哥姐弟妹夫]|{_ILL})"
)
_SELF = "本人|自己|我(?![们国省市县镇乡村院校局厂]|支部|单位)"
_BODY = "腰|腿|脚|膝|颈|肩|手[臂指]|胳膊|阑尾|耳朵?|牙|心脏|肝|肺|肾|胃|肠|脑|眼睛?|股骨|脊|椎|血压|血糖|血液|视力|听力"
_HURT = "突出|疼|痛|伤|损|衰|梗|断|出血|偏?高|不好|不了|不[便见清]|问题|毛病|下降|手术|开刀|治|坏死|积水|硬化|移植"
_HEALTH = (
    "住院|出院|入院|化疗|放疗|透析|手术|开刀|搭桥|支架|确诊|诊断|查出|就诊|[就求送]医|医生|医嘱|看病|治病|治疗|疗养|复查|康复|"
    "陪护|卧床|静养|休养|养病|养伤|保胎|吃药|服药|重症|休克|昏迷|急救|晕倒|头晕|发作|[患染]上|[患得]了?[^,。;的]{0,6}[病症炎癌瘤]|生病|"
    "(?<![弊毛通防虫疫])病(?![虫害险毒疫房区句])|[癌瘤]|症(?!结)|炎(?!热)|中风|偏?瘫|截肢|骨折|[摔受扭烧烫砸工]伤|车祸|工亡|伤残|残疾|致残|失明|聋|痴呆|"
    "智力|(?<!无)障碍|精神(?:状态|失常|分裂)|抑郁|自杀|发烧|高烧|结核|[甲乙丙]肝|高血压|低血糖|糖尿|尿毒|哮喘|癫痫|白内障|青光眼|痛风|疝|"
    "结石|结节|囊肿|溃疡|过敏|坏死|穿孔|截去|切除|[眼耳腿腰心宿旧]疾|疾病|流产|难产|早产|孕|身体(?:不|欠|有|原因|状况|虚弱|较?差)|(?:行走|行动)不[便了]|"
    f"(?:{_BODY})[^,。;]{{0,5}}(?:{_HURT})"
)
_FAMILY = (
    "离婚|离异|丧偶|分居|婚变|家暴|超生|违反计划生育|再婚|改嫁|家庭[^,。;]{0,4}(?:矛盾|不和|变故|纠纷)|产假|生孩子|坐月子|分娩|哺乳|"
    f"彩礼|离家出走|赡养|抚养|辍学|去世|病逝|过世|病故|离世|身亡|丧事|奔丧|亡故|{_KIN}"
)
_MONEY = (
    "低保|五保|特困|贫困|困难(?:补助|救助|家庭|户)|(?:经济|生活|手头|家境|家庭)[^,。;]{0,3}(?:困难|紧张|拮据|窘迫)|揭不开锅|"
    "欠[^,。;]{0,8}[款债钱账贷]|债|[还贷]不[起上清了]|[房车网]贷|贷款|借款|信用卡|利息|破产|失信|被?执行人|抵押|账户[^,。;]{0,3}冻结|"
    "工资|收入[^,。;]{0,2}[低少]|[没缺]钱|没有余?钱|拿不出"
)
_DISCIPLINE = (
    "处分|(?:党内|行政|严重)警告|记(?:大)?过|撤职|开除|留党察看|留置|双规|双开|诫勉|训诫|函询|问责|停职|免去|免职|降职|通报批评|"
    "(?:被|纪委|监委|公安)[^,。;]{0,6}(?:立案|审查|调查|举报|抓|带走)|接受[^,。;]{0,4}(?:审查|调查)|"
    "被(?:[^,。;]{0,2}银行|法院|公安|派出所|检察|纪委|监委|罚|判|捕)|拘留|拘役|逮捕|判刑|服刑|缓刑|取保|刑满|坐了?牢|监狱|看守所|传唤|法院|组织谈话|约谈|"
    "起诉|官司|诉讼|前科|案底|涉案|涉嫌|犯罪|违法|违纪|打架|斗殴|盗窃|诈骗|挪用|贪污|受贿|行贿|吸毒|戒毒|嫖|赌|酒驾|醉驾"
)
_BELIEF = "信教|宗教|教会|做礼拜|信佛|邪教|烧香拜佛"
_OF_MONEY = "经济情况"
_ABOUT = {"健康情况": _HEALTH, "处分或案件": _DISCIPLINE, _OF_MONEY: _MONEY, "宗教信仰": _BELIEF, "家庭情况": _FAMILY}
_WORDS = {about: regex(words) for about, words in _ABOUT.items()}
_OWN = regex(rf"(?<!的)(?:{_KIN})|(?<=[病院疾痪症疗孕刑牢]的)(?:{_KIN})|{_SELF}")
# What makes of the word a group, a work or an office: behind it, before it.
_GROUP = "户|对象|人员|群众|老人|党员|职工|儿童|学生|妇女|患者|病人|村民|残疾人"
_WORK = (
    "楼|部|科|室|病房|中心|医?院|(?<!毒)所|站|设备|仪器|药剂|防治|防控|疫情|保险|医保|报销|救助|筛查|体检|知识|讲座|宣传|教育|"
    "政策|资金|指标|额度|名单|名册|程序|标准|评[议审定]|审核|识别|贴息|证(?!明)|条例|规定|规则|登记|调解|建筑|建设|用地|占地|标志|"
    "排查|停课|危房"
)
_BEHIND = regex(rf"[^,。;]{{0,6}}?(?:{_GROUP})|人(?=[^,。;])|[^,。;]{{0,3}}?(?:{_WORK})")
_SERVED = (
    "慰问|走访|看望|探望|救助|资助|帮助|帮扶|扶持|关爱|服务|关心|照料|协助|协调|宣传|预防|打击|整治|排查|防范|禁|学习|"
    "(?<![列因成认])为|给|助学|小额|扶贫|集体|合作社|公司|企业|施工[方队]?|工程|项目|产业|单位|农户|"
    "[稻虫禽猪牛鸡羊鱼蚕树苗果麦棉菜松茶柑草木花]"
)
_BEFORE = regex(rf"(?:{_SERVED})[^,。;]{{0,10}}$")
_OF_A_BODY = regex("集体|合作社|公司|企业|施工|单位|财政|(?:村|镇|乡|县|学校)里|工程|项目")
_CLAUSE = regex(r"[^,。;:!?\n]+")
_THEN = regex(
    "(?:没有(?=[^,。]{0,6}[完办成做去能开到参建])|没能|未能|未(?=[完办成按])|无法|不能|暂停|推迟|耽误|导致|致使|所以)"
)
_AFTER = regex("[以之]?后(?=[^,。;])")
_THIRD = regex("主任|书记|支书|组长|会计|委员|干部|负责人|老板|队长|经理|承包人|村医|教师|老师")
_RELATED = regex(_KIN)
_IS = regex("[虽也曾仍]?(?:是|属于?|系|有|患有?|身患|得了?|受过?|被)?")
_NEAR = 16
_JOINED = regex("[,、;]*")


def circumstance_hints(text: str, *, is_reason: bool = False) -> list[Span]:
    """What tells of a person's circumstances, clause by clause; advice, the person decides."""
    folded = fold(text)
    found: list[tuple[int, int, str]] = []
    for start, end, about in _told(folded, is_reason=is_reason):
        if is_reason and found and _JOINED.fullmatch(folded, found[-1][1], start):
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((start, end, about))
    return [Span(s, e, text[s:e], about, _instead(folded[s:e], is_reason=is_reason)) for s, e, about in found]


def _told(folded: str, *, is_reason: bool) -> Iterator[tuple[int, int, str]]:
    for clause in _CLAUSE.finditer(folded):
        own = _OWN.search(clause[0])
        if not is_reason and own is None:
            continue
        for about, pattern in _WORDS.items():
            if about == _OF_MONEY and not own and _OF_A_BODY.search(folded):
                continue  # 「村集体欠账较多，没有钱配套」
            if not is_reason and pattern is _WORDS["家庭情况"]:
                continue  # to promise something to one's family tells nothing of it
            found = pattern.finditer(clause[0])
            match = next((m for m in found if _is_of(clause[0], own, m, is_reason=is_reason)), None)
            if match:
                start, end = _reach(clause[0], match, None if is_reason else own)
                yield clause.start() + start, clause.start() + end, about
                break


def _is_of(clause: str, own: re.Match[str] | None, match: re.Match[str], *, is_reason: bool) -> bool:
    """Whether the word is said of a person: 「本人住院」「我家是低保户」, not 「本人帮扶2户低保户」."""
    if not _is_common(clause, match):
        return True
    return own is not None and (is_reason or bool(_IS.fullmatch(clause, own.end(), max(own.end(), match.start()))))


def _is_common(clause: str, match: re.Match[str]) -> bool:
    return bool(
        _BEHIND.match(clause, match.end()) or _BEFORE.search(clause, max(0, match.start() - _NEAR), match.start())
    )


def _reach(clause: str, match: re.Match[str], own: re.Match[str] | None) -> tuple[int, int]:
    """In a reason the clause up to what came of it; in a promise from whom it is said of to what is said."""
    if own:
        return min(own.start(), match.start()), max(own.end(), match.end())
    after = _AFTER.match(clause, match.end())
    if after and not any(words.search(clause, after.end()) for words in _WORDS.values()):
        return 0, after.end()
    then = _THEN.search(clause, match.end())
    return 0, then.start() if then else len(clause)


def _instead(words: str, *, is_reason: bool) -> str:
    if not is_reason:
        return "（个人情况已隐去）"
    if words.endswith("后"):
        return "以后"  # 「出院后接着办」
    if _RELATED.search(words):
        return "因家庭原因"
    return "因有关人员的原因" if _THIRD.search(words) else "因个人原因"
