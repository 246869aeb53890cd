"""What each line of a roster would do: new, update, unchanged, or refused with the reason. Reads, never writes."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from jiannuo.base.excel.cells import forget, text_of
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below
from jiannuo.orgs.roster.branches import Branches, Place, branches_of
from jiannuo.orgs.roster.headers import GROUP, PARENT
from jiannuo.orgs.roster.people import Person, person_of
from jiannuo.orgs.roster.sheets import Line, Table
from jiannuo.orgs.roster.values import identity_hash

_NAMED = 50
_AT_ONCE = 800  # parameters of one query
_COMPARED = ("sex", "joined_on", "unit_and_post", "duty", "is_probationary", "is_mobile", "is_out_of_contact")
WRITTEN = ("name", "branch_id", "group_id", "born_on", "identity_hash", "left_on", *_COMPARED)
_SAID = {
    "name": "姓名", "branch_id": "党支部", "born_on": "出生日期", "sex": "性别", "joined_on": "入党日期",
    "unit_and_post": "单位及职务", "duty": "岗位职责", "is_probationary": "人员类别", "is_mobile": "是否流动",
    "is_out_of_contact": "是否失联", "group_id": "党小组", "identity_hash": "身份标识", "left_on": "恢复在册",
}  # fmt: skip


class Outcome(models.TextChoices):
    NEW = "new", "新增"
    UPDATE = "update", "更新"
    UNCHANGED = "unchanged", "无变化"
    REFUSED = "refused", "未通过"
    DOUBT = "doubt", "存疑"


@dataclass(slots=True)
class Checked:
    """A line with what it would do: the member it means, the branch, the values to write."""

    line: Line
    outcome: Outcome
    name: str
    place: Place | None = None
    member: Member | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def said(self) -> str:
        """What stands beside the row in the preview and in the report."""
        if self.reasons:
            return "；".join(self.reasons)
        return "；".join([*([f"更新：{'、'.join(self.changes)}"] if self.changes else []), *self.remarks])


@dataclass(slots=True)
class Review:
    """The whole file judged against the database as it is now."""

    tables: list[Table]
    rows: list[Checked]
    notes: list[str]
    branches: Branches

    def counts(self) -> dict[str, int]:
        found = Counter(row.outcome for row in self.rows)
        remarks = sum(bool(row.remarks) for row in self.rows if not row.reasons)
        return {**{o.value: found[o] for o in Outcome}, "remarks": remarks, "branches": len(self.to_found())}

    def good(self) -> list[Checked]:
        """The rows that have something to write."""
        return [row for row in self.rows if row.outcome in {Outcome.NEW, Outcome.UPDATE}]

    def left_in_doubt(self) -> list[str]:
        """Where the rows stand that nobody has spoken for; a sentence, or none."""
        marks = [mark_of(row.line) for row in self.rows if row.outcome == Outcome.DOUBT]
        more = f"等{len(marks)}行" if len(marks) > _NAMED else ""
        return [f"存疑没有写入的行（工作表!行号）：{'、'.join(marks[:_NAMED])}{more}。"] if marks else []

    def to_found(self) -> list[Place]:
        """Branches that the tree lacks; a row that is refused founds none."""
        return list({id(row.place): row.place for row in self.good() if row.place and row.place.pk is None}.values())


@dataclass(slots=True)
class _Known:
    """Members of the scope by hash and by branch, name and month of birth; and hashes on rosters elsewhere."""

    by_hash: dict[str, Member]
    by_name: dict[tuple[int, str, int, int], list[Member]]
    namesakes: dict[tuple[int, str, str], list[Member]]  # on the rosters today, by branch, name and sex
    elsewhere: set[str]


def review(
    tables: list[Table],
    notes: list[str],
    *,
    scope: Organisation,
    key: bytes,
    founds_branches: bool = False,
    sure: Collection[str] = (),
) -> Review:
    """Judge every line. Nothing is written; doing it again on an unchanged database says the same.

    `sure`: the marks of lines of which somebody has said that they are another person than the namesake.
    """
    branches = branches_of(scope, may_found=founds_branches)
    people = [(line, person_of(line)) for table in tables for line in table.lines]
    hashes = [identity_hash(person.number, key) for _, person in people]
    known = _known(scope, {h for h in hashes if h})
    seen: dict[object, Line] = {}
    rows = []
    for (line, person), hashed in zip(people, hashes, strict=True):
        row = _judge(line, person, hashed, branches, known)
        _doubt(row, person, hashed, known, sure)
        _refuse_repeat(row, person, hashed, seen)
        rows.append(row)
    forget()
    found = Review(tables, rows, notes, branches)
    found.notes = [*notes, *branches.alike(found.to_found())]
    return found


def _known(scope: Organisation, hashes: set[str]) -> _Known:
    members = list(Member.objects.filter(below(scope.path or "", field="branch__path")))
    by_hash = {m.identity_hash: m for m in members if m.identity_hash}
    by_name: dict[tuple[int, str, int, int], list[Member]] = {}
    for m in members:
        if m.born_on:
            by_name.setdefault((m.branch_id, m.name, m.born_on.year, m.born_on.month), []).append(m)
    namesakes: dict[tuple[int, str, str], list[Member]] = {}
    for m in members:
        if m.left_on is None:
            namesakes.setdefault((m.branch_id, m.name, m.sex), []).append(m)
    rest = sorted(hashes - by_hash.keys())
    return _Known(by_hash, by_name, namesakes, set(_known_elsewhere(rest)))


def _known_elsewhere(hashes: list[str]) -> Iterator[str]:
    for start in range(0, len(hashes), _AT_ONCE):
        some = Member.objects.filter(identity_hash__in=hashes[start : start + _AT_ONCE])
        yield from (str(h) for h in some.values_list("identity_hash", flat=True))


def _judge(line: Line, person: Person, hashed: str | None, branches: Branches, known: _Known) -> Checked:
    place, why_not = branches.find(line.branch, text_of(line.cells.get(PARENT)))
    reasons = [*person.reasons, *([why_not] if why_not else [])]
    row = Checked(line, Outcome.REFUSED, person.name, place, reasons=reasons, remarks=person.remarks)
    if reasons or place is None:
        return row
    if hashed in known.elsewhere:
        row.reasons = ["此人已在其他党组织的名册中，请先办理组织关系转接"]
        return row
    same = _same_person(person, hashed, place, known)
    if len(same) > 1:
        row.reasons = [f"本支部有{len(same)}名党员与此人姓名、出生年月相同，请补填身份证号以便区分"]
        return row
    row.member = same[0] if same else None
    row.values = _values(person, hashed, place, row.member)
    _put_in_group(row, place, branches)
    if row.member is None:
        row.outcome = Outcome.NEW
        return row
    row.changes = [_SAID[name] for name, value in row.values.items() if getattr(row.member, name) != value]
    row.outcome = Outcome.UPDATE if row.changes else Outcome.UNCHANGED
    return row


def _doubt(row: Checked, person: Person, hashed: str | None, known: _Known, sure: Collection[str]) -> None:
    """A new line with the name and sex of somebody on the same roster: the same with another birthday, or another?

    Two different identity numbers are two people; otherwise somebody has to say so.
    """
    if row.outcome != Outcome.NEW or row.place is None or row.place.pk is None:
        return
    near = known.namesakes.get((row.place.pk, person.name, person.sex), [])
    near = [m for m in near if not (hashed and m.identity_hash)]
    if not near:
        return
    born = "、".join(f"{m.born_on.year}年{m.born_on.month}月" if m.born_on else "未填写" for m in near)
    if mark_of(row.line) in sure:
        row.remarks.append(f"本支部已有同名同性别党员（出生：{born}），已确认不是同一人")
        return
    row.outcome = Outcome.DOUBT
    row.reasons = [
        f"本支部已有同名同性别党员（出生：{born}）：是同一人的，请先改正名册{_told(person)}或他页面上的出生日期；不是同一人的，请勾选确认"
    ]


def _told(person: Person) -> str:
    """What the row itself says, to be held beside it."""
    return f"（表里是{person.born_on.year}年{person.born_on.month}月）" if person.born_on else "（表里没有）"


def mark_of(line: Line) -> str:
    """Where the line stands in its file."""
    return f"{line.sheet[:60]}!{line.number}"


def _put_in_group(row: Checked, place: Place, branches: Branches) -> None:
    """The 党小组 of the branch that the row names. None is founded: the person comes in, and the group is asked for."""
    told = text_of(row.line.cells.get(GROUP))
    group = branches.group_of(place, told) if told else None
    if group:
        row.values["group_id"] = group
    elif row.member and row.member.group_id and row.member.branch_id != place.pk:
        row.values["group_id"] = None  # it belongs to the branch that the member leaves
    if told and group is None:
        row.remarks.append(f"“{place.name}”下还没有党小组“{told[:40]}”，本人先不编组；建好党小组后再导入一次即可编入")


def _same_person(person: Person, hashed: str | None, place: Place, known: _Known) -> list[Member]:
    """By identity; else the one of that name and month of birth in the branch, unless he is known to be another."""
    if hashed and hashed in known.by_hash:
        return [known.by_hash[hashed]]
    born = person.born_on
    if born is None or place.pk is None:
        return []
    near = known.by_name.get((place.pk, person.name, born.year, born.month), [])
    return [m for m in near if not (hashed and m.identity_hash)]


def _values(person: Person, hashed: str | None, place: Place, member: Member | None) -> dict[str, Any]:
    """What to write: an empty cell never wipes what is known, and a month never blurs a day."""
    told = {name: getattr(person, name) for name in _COMPARED}
    kept = {name: value for name, value in told.items() if value is not None}
    kept |= {"name": person.name, "born_on": _sharper(person.born_on, member.born_on if member else None)}
    kept["joined_on"] = _sharper(person.joined_on, member.joined_on if member else None)
    if hashed:
        kept["identity_hash"] = hashed
    if member is not None:
        kept |= {"left_on": None, "branch_id": place.pk}  # None: a branch that is founded first
    return kept


def _sharper(told: date | None, known: date | None) -> date | None:
    is_blurred = told and known and told.day == 1 and told.replace(day=1) == known.replace(day=1)
    return known if is_blurred else told


def _refuse_repeat(row: Checked, person: Person, hashed: str | None, seen: dict[object, Line]) -> None:
    """The same person twice in one file: the first counts."""
    if row.reasons or row.place is None or person.born_on is None:
        return
    branch = row.place.pk or (row.place.parent_pk, row.place.name)
    alike = (branch, person.name, person.born_on.year, person.born_on.month)
    asks: list[object] = [("hash", hashed), ("unnumbered", alike)] if hashed else [("named", alike)]
    tells: list[object] = [("named", alike), ("hash", hashed) if hashed else ("unnumbered", alike)]
    if row.member:
        asks.append(("member", row.member.pk))
        tells.append(("member", row.member.pk))
    earlier = next((seen[mark] for mark in asks if mark in seen), None)
    if earlier is None:
        seen.update(dict.fromkeys(tells, row.line))
        return
    what = "身份证号" if hashed and seen.get(("hash", hashed)) else "姓名、出生年月和党支部"
    row.reasons = [f"与工作表“{earlier.sheet}”第{earlier.number}行的{what}相同，请删去重复的一行"]
    row.outcome, row.values, row.changes = Outcome.REFUSED, {}, []
