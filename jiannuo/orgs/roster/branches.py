"""Which branch a roster means, among those of the uploader's scope."""

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import process

from jiannuo.orgs.models import Organisation, OrgKind
from jiannuo.orgs.queries import subtree
from jiannuo.orgs.roster.naming import core, cores_of, group_core, names_of
from jiannuo.orgs.roster.places import Place, alike

_NAMED = 3


@dataclass(slots=True)
class Branches:
    """Every way to name a branch of the scope, and the names already looked up."""

    scope: Organisation
    may_found: bool
    places: list[Place] = field(default_factory=list)
    new: dict[tuple[int, str], Place] = field(default_factory=dict)  # by the body above and the core
    _exact: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))  # by name in full
    _cores: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _groups: dict[tuple[int, str], int] = field(default_factory=dict)  # by branch and core; the group's number
    _parents: dict[str, tuple[int, str]] = field(default_factory=dict)  # by core; the body's number and name
    _asked: dict[tuple[str, str], tuple[Place | None, str]] = field(default_factory=dict)  # by name and parent

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
            return self.new.setdefault((above, core(name)), Place(None, name, above, above_name)), ""
        near = self._several(self._similar(name))
        hint = f"，相近的有：{near}" if near else ""
        return None, f"“{self.scope.name}”下没有“{name[:40]}”{hint}，请核对名称"

    def _similar(self, name: str) -> list[Place]:
        """The branches whose names come nearest, the nearest first, each label once."""
        found = process.extract(core(name), self._cores.keys(), limit=2 * _NAMED, score_cutoff=55)
        places = [place for known, *_ in found for place in self._cores[known]]
        return list({place.label(): place for place in places}.values())

    def alike(self, new: list[Place]) -> list[str]:
        """What is to be said of new branches that look like others of their committee."""
        return alike(self.places, new)

    def _several(self, places: list[Place]) -> str:
        return "、".join(p.label() for p in places[:_NAMED])

    def group_of(self, place: Place, name: str) -> int | None:
        """The 党小组 of that name in the branch; None where the tree has none."""
        return self._groups.get((place.pk or 0, group_core(name)))

    def enter(self, organisation: Organisation) -> None:
        """Make an open organisation of the scope known under all its names."""
        above = organisation.parent or organisation
        if organisation.kind in {OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH}:
            own = (core(organisation.name), core(organisation.short_name))
            self._parents |= dict.fromkeys(own, (organisation.pk, organisation.name))
        if organisation.kind == OrgKind.GROUP:
            self._groups |= {(above.pk, group_core(name)): organisation.pk for name in names_of(organisation)}
        if organisation.kind == OrgKind.BRANCH:
            self._enter_branch(organisation, above)

    def _enter_branch(self, organisation: Organisation, above: Organisation) -> None:
        place = Place(organisation.pk, organisation.name, above.pk, above.name)
        self.places.append(place)
        for name in names_of(organisation):
            self._exact[name].append(place)
        for name in cores_of(organisation, above):
            self._cores[name].append(place)


def branches_of(scope: Organisation, *, may_found: bool) -> Branches:
    """The branches at or below the scope, read in one query."""
    found = Branches(scope, may_found)
    for organisation in subtree(scope).filter(closed_on__isnull=True).select_related("parent"):
        found.enter(organisation)
    return found
