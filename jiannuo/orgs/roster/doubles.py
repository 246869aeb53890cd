"""One person twice: on two lines of a file, or on a line and, with another birthday, on the branch's roster."""

from collections.abc import Collection

from jiannuo.orgs.models import Member
from jiannuo.orgs.roster.checked import Checked, Outcome, mark_of
from jiannuo.orgs.roster.known import Entry, Known
from jiannuo.orgs.roster.lines import Line
from jiannuo.orgs.roster.people import Person


def doubt(row: Checked, entry: Entry, known: Known, sure: Collection[str]) -> None:
    """A new line with the name and sex of somebody on the same roster: the same with another birthday, or another?

    Somebody has to say so: `sure` holds the marks of the lines of which it was said.
    """
    if row.outcome != Outcome.NEW or row.place is None:
        return
    namesakes = known.namesakes(entry, row.place)
    if not namesakes:
        return
    found = f"本支部已有同名同性别党员（出生：{_births(namesakes)}）"
    if mark_of(row.line) in sure:
        row.remarks.append(f"{found}，已确认不是同一人")
        return
    row.outcome = Outcome.DOUBT
    told = _birth_told(entry.person)
    row.reasons = [f"{found}：是同一人的，请先改正名册{told}或他页面上的出生日期；不是同一人的，请勾选确认"]


def _births(members: list[Member]) -> str:
    return "、".join(f"{m.born_on.year}年{m.born_on.month}月" if m.born_on else "未填写" for m in members)


def _birth_told(person: Person) -> str:
    """What the row itself says, to be held beside it."""
    return f"（表里是{person.born_on.year}年{person.born_on.month}月）" if person.born_on else "（表里没有）"


class Repeats:
    """Who has come in this file so far. Of one person's lines the first counts."""

    def __init__(self) -> None:
        self._lines: dict[object, Line] = {}  # by what tells a person, the line on which it stood first

    def refuse(self, row: Checked, entry: Entry) -> None:
        """Refuse the line if its person has come before; else remember it."""
        if row.reasons or row.place is None or entry.person.born_on is None:
            return
        same, telling = _marks(row, entry)
        earlier = next((self._lines[mark] for mark in same if mark in self._lines), None)
        if earlier is None:
            self._lines.update(dict.fromkeys(telling, row.line))
            return
        what = "身份证号" if entry.hashed and ("hash", entry.hashed) in self._lines else "姓名、出生年月和党支部"
        row.reasons = [f"与工作表“{earlier.sheet}”第{earlier.number}行的{what}相同，请删去重复的一行"]
        row.outcome, row.values, row.changes = Outcome.REFUSED, {}, []


def _marks(row: Checked, entry: Entry) -> tuple[list[object], list[object]]:
    """(what an earlier line of the same person would have told, what this one tells the later ones).

    With a number, an earlier line is the same by it, or by name and month of birth if it has none; without a number by
    name and month alone.
    """
    alike = _alike(row, entry.person)
    member: list[object] = [("member", row.member.pk)] if row.member else []
    if entry.hashed:
        number = ("hash", entry.hashed)
        return [number, ("unnumbered", alike), *member], [("named", alike), number, *member]
    return [("named", alike), *member], [("named", alike), ("unnumbered", alike), *member]


def _alike(row: Checked, person: Person) -> object:
    """Branch, name and month of birth; a branch that is yet to be founded is known by its name."""
    branch = row.place and (row.place.pk or (row.place.parent_pk, row.place.name))
    return branch, person.name, person.born_on and (person.born_on.year, person.born_on.month)
