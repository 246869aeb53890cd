"""The members whom a roster may mean: those of the scope, and whose identity number stands on a roster elsewhere."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below
from jiannuo.orgs.roster.lines import Line
from jiannuo.orgs.roster.people import Person
from jiannuo.orgs.roster.places import Place

_AT_ONCE = 800  # parameters of one query


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as read: the person on it, and the hash of the identity number where there is a usable one."""

    line: Line
    person: Person
    hashed: str | None

    def may_be(self, member: Member) -> bool:
        """Two different identity numbers are two people."""
        return not (self.hashed and member.identity_hash) or self.hashed == member.identity_hash


@dataclass(slots=True)
class Known:
    """Members of the scope by what a roster tells about them."""

    elsewhere: set[str] = field(default_factory=set)  # hashes
    _by_hash: dict[str, Member] = field(default_factory=dict)
    _by_month: dict[tuple[int, str, int, int], list[Member]] = field(default_factory=lambda: defaultdict(list))
    _on_rosters: dict[tuple[int, str, str], list[Member]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, member: Member) -> None:
        """By hash; by branch, name and month of birth; and, while on the roster, by branch, name and sex."""
        if member.identity_hash:
            self._by_hash[member.identity_hash] = member
        if member.born_on:
            month = (member.branch_id, member.name, member.born_on.year, member.born_on.month)
            self._by_month[month].append(member)
        if member.left_on is None:
            self._on_rosters[member.branch_id, member.name, member.sex].append(member)

    def same(self, entry: Entry, place: Place) -> list[Member]:
        """By identity; else those of that name and month of birth in the branch who are not known to be another."""
        if entry.hashed and entry.hashed in self._by_hash:
            return [self._by_hash[entry.hashed]]
        born = entry.person.born_on
        if born is None or place.pk is None:
            return []
        near = self._by_month.get((place.pk, entry.person.name, born.year, born.month), [])
        return [member for member in near if entry.may_be(member)]

    def namesakes(self, entry: Entry, place: Place) -> list[Member]:
        """On the branch's roster today, of that name and sex, and not known to be another."""
        near = self._on_rosters.get((place.pk or 0, entry.person.name, entry.person.sex), [])
        return [member for member in near if entry.may_be(member)]


def known_of(scope: Organisation, entries: list[Entry]) -> Known:
    """One query for the members of the scope, and one for each handful of hashes that none of them has."""
    found = Known()
    members = list(Member.objects.filter(below(scope.path or "", field="branch__path")))
    for member in members:
        found.enter(member)
    strange = {entry.hashed for entry in entries if entry.hashed} - {member.identity_hash for member in members}
    found.elsewhere = set(_on_some_roster(sorted(strange)))
    return found


def _on_some_roster(hashes: list[str]) -> Iterator[str]:
    for start in range(0, len(hashes), _AT_ONCE):
        some = Member.objects.filter(identity_hash__in=hashes[start : start + _AT_ONCE])
        yield from (str(found) for found in some.values_list("identity_hash", flat=True))
