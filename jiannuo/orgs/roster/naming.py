"""The names of branches and groups as rosters write them: without 「中共」 and 「党支部」, with or without the town."""

import re
import unicodedata

from jiannuo.orgs.models import Organisation, OrgClass, OrgLevel

_BEFORE = re.compile(r"^(中国共产党|中共)")
_AFTER = re.compile(r"(党支部委员会|支部委员会|总支部委员会|党总支|总支部|党支部|支部|党委|委员会|党组)$")
_CLASSES = [
    (OrgClass.COMMUNITY, r"社区|居委会"),
    (OrgClass.UNIVERSITY, r"大学|学院"),
    (OrgClass.SCHOOL, r"中学|小学|学校|幼儿园|一中|二中|教育"),
    (OrgClass.HOSPITAL, r"医院|卫生院|卫生所|卫生服务"),
    (OrgClass.PRIVATE_FIRM, r"公司|集团|厂$|商会"),
    (OrgClass.SOCIAL, r"协会|学会|合作社"),
    (OrgClass.RURAL, r"村"),
    (OrgClass.AGENCY, r"机关|局|办|委|院|所|站|中心|镇|乡"),
]
_FIGURES = "零一二三四五六七八九"
_ONES = "[一二三四五六七八九]"
_GROUP_NUMBER = re.compile(rf"第?(\d{{1,2}}|{_ONES}?十{_ONES}?|{_ONES})(?:党小组|小组|组)$")
_GROUP_AFTER = re.compile(r"(?:党小组|小组|组)$")


def core(name: str) -> str:
    """「中共清河镇柳树湾村支部委员会」 → 「清河镇柳树湾村」."""
    narrow = re.sub(r"[\s·・\-—_]+", "", unicodedata.normalize("NFKC", name))
    return _AFTER.sub("", _BEFORE.sub("", narrow)) or narrow


def group_core(name: str) -> str:
    """「柳树湾村第一党小组」, 「第1小组」, 「一组」 → 「1」: the number where there is one, else the name."""
    narrow = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    numbered = _GROUP_NUMBER.search(narrow)
    if numbered is None:
        return _GROUP_AFTER.sub("", narrow) or narrow
    return str(_number(numbered[1]))


def _number(told: str) -> int:
    """十二 → 12; below a hundred."""
    if told.isdecimal():
        return int(told)
    tens, ten, ones = told.rpartition("十")
    return (10 * (_FIGURES.find(tens) or 1) if ten else 0) + _FIGURES.find(ones)


def names_of(organisation: Organisation) -> set[str]:
    """As they are written in full, and the code."""
    return {organisation.name, organisation.short_name, organisation.code}


def class_by_name(name: str, default: str) -> str:
    """The class that a new branch's name suggests (C4); it can be set right on its page."""
    return next((c for c, pattern in _CLASSES if re.search(pattern, core(name))), default)


def class_below(name: str, parent: Organisation | None) -> str:
    """The same for one founded below another; a bare name is a township's village or, of a 街道, its community."""
    if parent is None:
        return class_by_name(name, OrgClass.AGENCY)
    default = parent.org_class
    if parent.level == OrgLevel.TOWNSHIP and default == OrgClass.AGENCY:
        default = OrgClass.COMMUNITY if "街道" in parent.name else OrgClass.RURAL
    return class_by_name(name, default)


def _without(town: str, name: str) -> str:
    """「石桥河镇鹅溪村」 of 青山县石桥河镇 → 「鹅溪村」; "" where the town does not stand before it."""
    ends = (town[at:] for at in range(len(town) - 1))
    return next((name[len(end) :] for end in ends if name.startswith(end) and len(name) > len(end) + 1), "")


def bare(name: str) -> str:
    """「大岩村党支部」, 「大岩支部」 → 「大岩」."""
    return re.sub(r"(村|社区)$", "", core(name))


def cores_of(organisation: Organisation, above: Organisation) -> set[str]:
    """All cores that may mean the branch: its own, with and without the town or body above it."""
    towns = {core(above.name), core(above.short_name)}
    own = {core(organisation.name), core(organisation.short_name)}
    own |= {short for town in towns for name in own if (short := _without(town, name))}
    return own | {town + name for town in towns for name in own}
