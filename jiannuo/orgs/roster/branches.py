"""Which branch a roster means: by name or short name, without 「中共」 and 「党支部」, with or without the town."""

import re
import unicodedata
from dataclasses import dataclass, field

from rapidfuzz import process

from jiannuo.orgs.models import Organisation, OrgClass, OrgKind, OrgLevel
from jiannuo.orgs.queries import subtree

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
_NAMED = 3
_SAME = "是同一个的，请在表里把名称改成一样的再上传；这一份还没有确认的，点“放弃”，已经导入的，再撤销多出的一个。"
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


def _names(organisation: Organisation) -> set[str]:
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


@dataclass(slots=True)
class Place:
    """A branch of the scope, or one that the import is going to found (then without pk)."""

    pk: int | None
    name: str
    parent_pk: int
    parent_name: str

    def label(self) -> str:
        return f"{core(self.parent_name)} {self.name}"


def _without(town: str, name: str) -> str:
    """「石桥河镇鹅溪村」 of 青山县石桥河镇 → 「鹅溪村」; "" where the town does not stand before it."""
    ends = (town[at:] for at in range(len(town) - 1))
    return next((name[len(end) :] for end in ends if name.startswith(end) and len(name) > len(end) + 1), "")


def _bare(name: str) -> str:
    """「大岩村党支部」, 「大岩支部」 → 「大岩」."""
    return re.sub(r"(村|社区)$", "", core(name))


def _alike(one: Place, other: Place) -> str:
    new, known = (one, other) if one.pk is None else (other, one)
    if known.pk is None:
        return f"“{new.name}”和“{known.name}”的名称像是同一个党支部，写作两个，就建立两个。{_SAME}"
    return f"“{new.name}”和已有的“{known.name}”的名称像是同一个党支部，仍会另建一个。{_SAME}"


@dataclass(slots=True)
class Branches:
    """Every way to name a branch of the scope, and the names already looked up."""

    scope: Organisation
    may_found: bool
    places: list[Place] = field(default_factory=list)
    new: dict[tuple[int, str], Place] = field(default_factory=dict)
    _exact: dict[str, list[Place]] = field(default_factory=dict)
    _groups: dict[tuple[int, str], int] = field(default_factory=dict)
    _cores: dict[str, list[Place]] = field(default_factory=dict)
    _parents: dict[str, tuple[int, str]] = field(default_factory=dict)
    _asked: dict[tuple[str, str], tuple[Place | None, str]] = field(default_factory=dict)

    def find(self, name: str, parent: str = "") -> tuple[Place | None, str]:
        """The branch, or why there is none."""
        if (name, parent) not in self._asked:
            self._asked[name, parent] = self._find(name, parent)
        return self._asked[name, parent]

    def _find(self, name: str, parent: str) -> tuple[Place | None, str]:
        if not name:
            alone = self.places[0] if self.scope.kind == OrgKind.BRANCH else None
            return alone, "" if alone else "缺少党支部"
        for known in (self._exact.get(name), self._cores.get(core(name)), self._cores.get(core(parent + name))):
            near = self._under(known or [], parent)
            if len(near) == 1:
                return near[0], ""
            if near:
                return None, f"有{len(near)}个党支部叫“{name}”：{self._several(near)}，请写明所在党委或写全称"
        return self._unknown(name, parent)

    def _under(self, places: list[Place], parent: str) -> list[Place]:
        """Only those of the named committee, when the row names one and it fits."""
        fitting = [p for p in places if parent and core(p.parent_name) == core(parent)]
        return fitting or (places if not parent or core(parent) not in self._parents else [])

    def _unknown(self, name: str, parent: str) -> tuple[Place | None, str]:
        if self.may_found and name.endswith(("支部", "支部委员会")):
            above, above_name = self._parents.get(core(parent), (self.scope.pk, self.scope.name))
            place = self.new.setdefault((above, core(name)), Place(None, name, above, above_name))
            return place, ""
        similar = process.extract(core(name), self._cores.keys(), limit=2 * _NAMED, score_cutoff=55)
        hint = self._several([*{p.label(): p for key, *_ in similar for p in self._cores[key]}.values()])
        said = f"“{self.scope.name}”下没有“{name[:40]}”"
        return None, f"{said}，相近的有：{hint}，请核对名称" if hint else f"{said}，请核对名称"

    def alike(self, new: list[Place]) -> list[str]:
        """A sentence for each new branch that looks like another of its committee: 青峰镇大岩村党支部, 大岩村支部."""
        here: dict[tuple[int, str], list[Place]] = {}
        for place in [*self.places, *new]:
            here.setdefault((place.parent_pk, _bare(place.name)), []).append(place)
        pairs = [
            (short, long)
            for (above, bare), places in here.items()
            for n, long in enumerate(places)
            for short in [*places[:n], *(p for at in range(1, len(bare) - 1) for p in here.get((above, bare[at:]), []))]
        ]
        return [_alike(short, long) for short, long in pairs if short.pk is None or long.pk is None]

    def _several(self, places: list[Place]) -> str:
        return "、".join(p.label() for p in places[:_NAMED])

    def group_of(self, place: Place, name: str) -> int | None:
        """The 党小组 of that name in the branch; None where the tree has none."""
        return self._groups.get((place.pk or 0, group_core(name)))

    def enter(self, organisation: Organisation) -> None:
        """Make an open organisation of the scope known under all its names."""
        above = organisation.parent or organisation
        own = {core(organisation.name), core(organisation.short_name)}
        if organisation.kind in {OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH}:
            self._parents |= dict.fromkeys(own, (organisation.pk, organisation.name))
        if organisation.kind == OrgKind.GROUP:
            self._groups |= {(above.pk, group_core(name)): organisation.pk for name in _names(organisation)}
        if organisation.kind != OrgKind.BRANCH:
            return
        place = Place(organisation.pk, organisation.name, above.pk, above.name)
        self.places.append(place)
        for name in _names(organisation):
            self._exact.setdefault(name, []).append(place)
        towns = {core(above.name), core(above.short_name)}
        own |= {short for town in towns for name in own if (short := _without(town, name))}
        for name in own | {town + short for town in towns for short in own}:
            self._cores.setdefault(name, []).append(place)


def branches_of(scope: Organisation, *, may_found: bool) -> Branches:
    """The branches at or below the scope, read in one query."""
    found = Branches(scope, may_found)
    for organisation in subtree(scope).filter(closed_on__isnull=True).select_related("parent"):
        found.enter(organisation)
    return found
