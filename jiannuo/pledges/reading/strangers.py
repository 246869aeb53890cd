"""Names that only their surroundings tell from other words: 「与李德海（残疾户）结对」, 「给李德海家修房」 (C9)."""

import re
from collections.abc import Iterator
from functools import cache

from jiannuo.pledges.reading.surnames import NAMING, SURNAMES

_PLACE = "湾村组塘冲坪畈桥沟河岭山口路区院镇乡县州市店校厂站队局所场楼寨屯庄家"  # 「到王家湾、李家冲两组」 are places
_STATE = (
    r"(?:[^()、,。;]{0,8}(?:残疾|残障|贫困|特困|五保|低保|困难|单亲|孤儿|孤寡|独居|空巢|留守|失独|失能|患|重病|癌|肢体|听力|视力|智力|精神|尿毒|瘫|艾滋|抑郁|"
    r"病故|去世|下岗|辍学|军属|烈属)|[\d一二三四五六七八九十]{1,3}岁)[^()]{0,14}"
)
_TOWARDS = (
    r"(?:[给帮替为与和跟同到去带教送陪]|帮助|帮扶|资助|照顾|照料|看望|慰问|赡养|辅导|接送|探望|关心|接济|救助|走访)"
)
_KIND = (
    r"(?:老党员|老人|老汉|学生|孤儿|儿童|孩子|[军烈]属|村民|居民|邻居|乡亲|工友|同事|病人|患者|户主|"
    r"(?:困难|贫困|特困|五保|低保|残疾|单亲|脱贫|监测|帮扶|联系|结对)(?:户|对象|人))"
)
_ELDER = "老人|老太太|老爷子|老汉|大爷|大娘|大妈|大叔|大婶|大伯|大嫂|大哥|奶奶|爷爷|婆婆|阿姨|婶子|嫂子"
_HOME = r"一?家(?:(?![庭长园乡具电禽畜])|$)|两口子|夫妇|母子|母女|父子|父女|兄弟|姐妹"
_NICK = r"小(?![组班学区朋说队孩时康微型商贩额麦])[\u4e00-\u9fff]"
# Surnames of two characters that begin no everyday word.
_COMPOUND = (
    "欧阳|司马|诸葛|上官|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|端木|宇文|轩辕|呼延|闻人|澹台|濮阳|淳于|单于|申屠|太叔|"
    "钟离|南宫|赫连|司空|公冶"
)
_RARE = r"[\u3400-\u4dbf\U00020000-\U000323af]"  # such a character stands in names of people
_PLAIN = (
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏汪姜范姚谭廖邹熊"
    "陆郝孔崔邱秦侯邵孟段雷汤尹黎贺赖龚葛殷翟聂樊涂倪覃莫牛鲍史龙贺顾"
)
_NO_GIVEN = (
    "的了和与在是有不这那个们户村民人员群众老学困难家庭生活师院校车路田地房屋组队党支部社区工作为给送帮"
    "乡镇县市湾塘冲坪坝堰桥沟岭口店厂站局所场寨屯里上下中内外前后一二两三四五六七八九十百千万"
)
_LETTER = rf"[^\W\d_a-zA-Z{_NO_GIVEN}]"
_NO_SURNAME = "(?!雷[雨锋达]|许[下多诺]|高龄)"
_GIVEN_TWO = rf"(?:{_NO_SURNAME}[{_PLAIN}]{_LETTER}{{2}}|(?:{_COMPOUND}){_LETTER}{{1,2}})"
_HELPED = r"(?:人员|学生|老党员|病人|患者|[军烈]属|对象|青年|儿童|少年|孤儿|妇女|职工|女孩|男孩|姑娘|同学)"
_TO_SOMEBODY = r"(?:给|帮|替|帮助|帮扶|资助|照顾|照料|看望|慰问|探望|探访|走访|接送|辅导|救助|赡养|陪护?|关心|结对)"
_ON = r"(?=[(:,。;、!]|$|[送修治挑洗做买看办打种收理剪读写上完继每年申联代缴交找垫贴补晒]|一家|等|在|的|同志)"
_KIN = r"(?:之[子女妻夫父母孙兄弟姐妹]|的?(?:儿子|女儿|妻子|丈夫|老伴|遗孀|遗属|孙子|孙女|母亲|父亲|姐弟|兄妹))"
_BROTHERS = r"(?:姐弟|兄弟|兄妹|姐妹|夫妇|夫妻|母子|母女|父子|父女|老两口|两口子)"
_PAIRED = r"(?:结对|结成|认亲|结亲|交朋友|结为)"


def strangers(folded: str, full_name: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what the public copy may say) of each; `full_name` is how a surname with a given name looks."""
    for pattern, instead in _patterns(full_name):
        for match in pattern.finditer(folded):
            yield match.start("who"), match.end("who"), instead.format(**match.groupdict())


@cache
def _patterns(full_name: str) -> list[tuple[re.Pattern[str], str]]:
    name = rf"{full_name}(?<![{_PLACE}])"
    whole = rf"(?:{_GIVEN_TWO}|{name})"
    several = rf"{name}(?:[、和及]{name}){{1,40}}等?"
    return [
        (re.compile(pattern), instead)
        for pattern, instead in (
            (rf"(?P<who>{name})(?=\({_STATE}\))", "1名群众"),
            (rf"(?<=[的村组湾])(?P<who>{name}(?:{_ELDER}))", "1名老人"),
            (rf"{_TOWARDS}(?P<who>{name}(?:{_ELDER}))", "1名老人"),
            (rf"{_TOWARDS}(?:[^,。;、]{{0,6}}?[\d村组湾路号楼栋单元]组?)?(?P<who>{name}(?:{_HOME}))", "1户群众"),
            (rf"(?P<who>[{SURNAMES}]家(?:{_ELDER}))", "1名群众"),
            (rf"{_KIND}(?P<who>[{SURNAMES}](?:{_ELDER}))", "1名老人"),
            (rf"{_KIND}(?P<who>{_NICK})(?=[(:,。;、等的上补辅写读做学复]|$)", "1名群众"),
            (rf"{_TOWARDS}(?P<who>{name}同志)", "1名群众"),
            (rf"[与和跟同](?P<who>{name})(?=(?:\([^()]{{0,20}}\))?{_PAIRED})", "1名群众"),
            (rf"{_KIND}(?::|是)?(?P<who>{name})(?=[(:,。;、等]|$)", "1名群众"),
            (rf"(?P<who>{whole}{_KIN})", "1名群众"),
            (rf"(?P<who>(?!许下){whole}一家(?:[一二两三四五六七八九十\d]+口人?)?)(?![庭企公单医银学])", "1户群众"),
            (
                rf"(?:^|(?<=[,。;、:号室栋元组村]))(?P<who>(?:{_GIVEN_TWO}|[{SURNAMES}]家?)家?{_BROTHERS})(?![村林岭湾山组井桥路])",
                "1户群众",
            ),
            (rf"(?:^|(?<=[,。;、:]))(?P<who>{_GIVEN_TWO}家)(?![庭长园乡具电禽畜湾村坝坪])", "1户群众"),
            (rf"{_HELPED}(?P<who>{_GIVEN_TWO}(?<![山河江])){_ON}", "1名群众"),
            (rf"{_HELPED}(?P<who>[{_PLAIN}]{_LETTER})(?=[\d(:,。;、!]|$)", "1名群众"),
            (rf"{_TO_SOMEBODY}(?P<who>{_GIVEN_TWO}(?<![山河江])){_ON}", "1名群众"),
            (rf"(?P<who>(?:{_COMPOUND}){_LETTER}{{1,2}}){_ON}", "1名群众"),
            (rf"(?P<who>{name})(?=\((?:身份证|电话|手机|联系))", "1名群众"),
            (rf"(?P<who>[{NAMING}](?:{_RARE}{_LETTER}?|{_LETTER}{_RARE})(?:{_ELDER})?)(?![{_PLACE}段])", "1名群众"),
            (rf"(?P<who>{_RARE}{_LETTER}{{0,2}}(?:{_ELDER}))", "1名群众"),
            (rf"(?P<who>{several}(?P<n>[一二两三四五六七八九十\d]{{1,3}}[户家名位人]))", "{n}群众"),
        )
    ]
