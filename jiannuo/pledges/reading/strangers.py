"""Names that only their surroundings tell from other words: 「与李德海（残疾户）结对」, 「给李德海家修房」 (C9)."""

import re
from collections.abc import Iterator
from functools import cache

from jiannuo.pledges.reading.roles import SURNAMES

_PLACE = "湾村组塘冲坪畈桥沟河岭山口路区院镇乡县州市店校厂站队局所场楼寨屯庄家"  # 「到王家湾、李家冲两组」 are places
_STATE = (
    r"(?:[^()、,。;]{0,8}(?:残疾|残障|贫困|特困|五保|低保|困难|单亲|孤儿|孤寡|独居|空巢|留守|失独|失能|患|重病|"
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
_PAIRED = r"(?:结对|结成|认亲|结亲|交朋友|结为)"


def strangers(folded: str, full_name: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what the public copy may say) of each; `full_name` is how a surname with a given name looks."""
    for pattern, instead in _patterns(full_name):
        for match in pattern.finditer(folded):
            yield match.start("who"), match.end("who"), instead.format(**match.groupdict())


@cache
def _patterns(full_name: str) -> list[tuple[re.Pattern[str], str]]:
    name = rf"{full_name}(?<![{_PLACE}])"
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
            (rf"(?P<who>{several}(?P<n>[一二两三四五六七八九十\d]{{1,3}}[户家名位人]))", "{n}群众"),
        )
    ]
