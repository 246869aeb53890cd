"""Judges each line of a roster: new, update, unchanged, or refused with the reason. Reads, never writes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from jiannuo.base.excel.cells import forget, text_of
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.roster.branches import Branches, branches_of
from jiannuo.orgs.roster.checked import Checked, Outcome, Review
from jiannuo.orgs.roster.doubles import Repeats, doubt
from jiannuo.orgs.roster.headers import GROUP, PARENT
from jiannuo.orgs.roster.known import Entry, Known, known_of
from jiannuo.orgs.roster.lines import Line
from jiannuo.orgs.roster.people import person_of
from jiannuo.orgs.roster.places import Place
from jiannuo.orgs.roster.sheets import Table
from jiannuo.orgs.roster.values import identity_hash

_TOLD = ("sex", "joined_on", "unit_and_post", "duty", "is_probationary", "is_mobile", "is_out_of_contact")
WRITTEN = ("name", "branch_id", "group_id", "born_on", "identity_hash", "left_on", *_TOLD)
_SAID = {
    "name": "姓名", "branch_id": "党支部", "born_on": "出生日期", "sex": "性别", "joined_on": "入党日期",
    "unit_and_post": "单位及职务", "duty": "岗位职责", "is_probationary": "人员类别", "is_mobile": "是否流动",
    "is_out_of_contact": "是否失联", "group_id": "党小组", "identity_hash": "身份标识", "left_on": "恢复在册",
}  # fmt: skip


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

    `key`: of the hashes of identity numbers. `sure`: the marks of lines of which somebody has said that they are
    another person than the namesake.
    """
    branches = branches_of(scope, may_found=founds_branches)
    entries = [_entry(line, key) for table in tables for line in table.lines]
    known, repeats = known_of(scope, entries), Repeats()
    rows = []
    for entry in entries:
        row = _judge(entry, branches, known)
        doubt(row, entry, known, sure)
        repeats.refuse(row, entry)
        rows.append(row)
    forget()
    found = Review(tables, rows, notes, branches)
    found.notes = [*notes, *branches.alike(found.to_found())]
    return found


def _entry(line: Line, key: bytes) -> Entry:
    person = person_of(line)
    return Entry(line, person, identity_hash(person.number, key))


def _judge(entry: Entry, branches: Branches, known: Known) -> Checked:
    place, why_not = branches.find(entry.line.branch, text_of(entry.line.cells.get(PARENT)))
    reasons = [*entry.person.reasons, *([why_not] if why_not else [])]
    row = Checked(entry.line, Outcome.REFUSED, entry.person.name, place, reasons=reasons, remarks=entry.person.remarks)
    if reasons or place is None:
        return row
    same = known.same(entry, place)
    if why_not := _why_not_one(entry, known, same):
        row.reasons = [why_not]
        return row
    row.member = next(iter(same), None)
    row.values = _values(entry, place, row.member)
    _put_in_group(row, place, branches)
    row.changes = _changes(row)
    row.outcome = Outcome.NEW if row.member is None else Outcome.UPDATE if row.changes else Outcome.UNCHANGED
    return row


def _why_not_one(entry: Entry, known: Known, same: list[Member]) -> str:
    """Why it cannot be told which member of the scope the line means, or ""."""
    if entry.hashed in known.elsewhere:
        return "此人已在其他党组织的名册中，请先办理组织关系转接"
    if len(same) > 1:
        return f"本支部有{len(same)}名党员与此人姓名、出生年月相同，请补填身份证号以便区分"
    return ""


def _changes(row: Checked) -> list[str]:
    if row.member is None:
        return []
    return [_SAID[name] for name, value in row.values.items() if getattr(row.member, name) != value]


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


def _values(entry: Entry, place: Place, member: Member | None) -> dict[str, Any]:
    """{field: value} to write: an empty cell never wipes what is known, and a month never blurs a day."""
    person = entry.person
    told = {name: getattr(person, name) for name in _TOLD}
    kept = {name: value for name, value in told.items() if value is not None}
    kept |= {"name": person.name, "born_on": _sharper(person.born_on, member.born_on if member else None)}
    kept["joined_on"] = _sharper(person.joined_on, member.joined_on if member else None)
    if entry.hashed:
        kept["identity_hash"] = entry.hashed
    if member is not None:
        kept |= {"left_on": None, "branch_id": place.pk}  # None: a branch that is founded first
    return kept


def _sharper(told: date | None, known: date | None) -> date | None:
    is_blurred = told and known and told.day == 1 and told.replace(day=1) == known.replace(day=1)
    return known if is_blurred else told
