"""A branch that a roster means, there already or to be founded; and new ones that look like another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiannuo.orgs.roster.naming import bare, core

_SAME = "是同一个的，请在表里把名称改成一样的再上传；这一份还没有确认的，点“放弃”，已经导入的，再撤销多出的一个。"
_Named = Mapping[tuple[int, str], list["Place"]]  # by the body above and the bare name


@dataclass(slots=True)
class Place:
    """A branch of the scope, or one that the import is going to found (then without pk)."""

    pk: int | None
    name: str
    parent_pk: int
    parent_name: str

    def label(self) -> str:
        return f"{core(self.parent_name)} {self.name}"


def alike(known: list[Place], new: list[Place]) -> list[str]:
    """A sentence for each new branch that looks like another of its committee: 青峰镇大岩村党支部, 大岩村支部."""
    named: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for place in [*known, *new]:
        named[place.parent_pk, bare(place.name)].append(place)
    pairs = [pair for above, name in named for pair in _pairs(named, above, name)]
    return [_sentence(short, long) for short, long in pairs if short.pk is None or long.pk is None]


def _pairs(named: _Named, above: int, name: str) -> Iterator[tuple[Place, Place]]:
    """(short, long) for each place of this name: those before it, and those whose name is the end of this one."""
    places, endings = named[above, name], [name[at:] for at in range(1, len(name) - 1)]
    shorter = [place for ending in endings for place in named.get((above, ending), [])]
    for n, long in enumerate(places):
        for short in [*places[:n], *shorter]:
            yield short, long


def _sentence(one: Place, other: Place) -> str:
    new, known = (one, other) if one.pk is None else (other, one)
    if known.pk is None:
        return f"“{new.name}”和“{known.name}”的名称像是同一个党支部，写作两个，就建立两个。{_SAME}"
    return f"“{new.name}”和已有的“{known.name}”的名称像是同一个党支部，仍会另建一个。{_SAME}"
