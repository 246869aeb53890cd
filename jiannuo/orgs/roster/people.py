"""One line of a roster as a person: its cells read together, every reason against it, every remark beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from jiannuo.base.dates import today
from jiannuo.base.excel import cells
from jiannuo.base.excel.cells import Unreadable
from jiannuo.base.text import clean
from jiannuo.orgs import policies
from jiannuo.orgs.roster import headers, values
from jiannuo.orgs.roster.lines import Line


@dataclass(slots=True)
class Person:
    """What a line tells about a member; None where it tells nothing. Of the number only its hash goes further."""

    name: str = ""
    number: str = field(default="", repr=False)
    sex: str = ""
    born_on: date | None = None
    joined_on: date | None = None
    unit_and_post: str | None = None
    duty: str | None = None
    is_probationary: bool | None = None
    is_mobile: bool | None = None
    is_out_of_contact: bool | None = None
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def person_of(line: Line) -> Person:
    person = Person()
    _read(person, lambda: _name(person, line))
    _read(person, lambda: _identity(person, line))
    born, sex = values.born_and_sex(person.number)
    _read(person, lambda: _sex(person, line, sex))
    _read(person, lambda: _born(person, line, born))
    _read(person, lambda: _joined(person, line))
    _read(person, lambda: _standing(person, line))
    _read(person, lambda: _marks(person, line))
    _words(person, line)
    if line.is_branch_guessed:
        person.remarks.append(f"党支部为空，按上一行填为“{line.branch}”")
    return person


def _read(person: Person, read: Callable[[], None]) -> None:
    """Go on to the next cell whatever is wrong with this one: all reasons are told at once."""
    try:
        read()
    except Unreadable as error:
        person.reasons.append(error.reason)


def _name(person: Person, line: Line) -> None:
    person.name, is_probationary = values.name_of(line.cells.get(headers.NAME))
    if is_probationary:
        person.is_probationary = True
    if not person.name:
        raise Unreadable("缺少姓名")


def _identity(person: Person, line: Line) -> None:
    person.number, remark = values.identity_of(line.cells.get(headers.IDENTITY))
    if remark:
        person.remarks.append(remark)


def _sex(person: Person, line: Line, by_number: str) -> None:
    told = values.sex_of(line.cells.get(headers.SEX))
    if told and by_number and told != by_number:
        raise Unreadable("性别与身份证号不一致，请核对")
    person.sex = told or by_number
    if not person.sex:
        raise Unreadable("缺少性别")


def _born(person: Person, line: Line, by_number: date | None) -> None:
    cell, two = line.cells.get(headers.BORN), headers.BORN in line.two_digit_months
    try:
        told = cells.day_of(cell, months_have_two_digits=two, hint=by_number)
    except Unreadable as error:
        raise Unreadable(f"出生日期{error.reason}") from error
    if told and by_number and (told.replace(day=1) != by_number.replace(day=1) or told.day not in {1, by_number.day}):
        raise Unreadable(f"出生日期{told}与身份证号中的{by_number}不一致，请核对后改正；以档案为准的，可将身份证号留空")
    person.born_on = by_number or told or values.born_by_number_cell(line.cells.get(headers.IDENTITY))
    if person.born_on is None:
        is_unused = str(line.cells.get(headers.IDENTITY) or "").strip() not in {"", "无", "/"}
        raise Unreadable("缺少出生日期" + ("；身份证号有误，读不出生日，请核对或补填" if is_unused else ""))
    if person.born_on >= today():
        raise Unreadable(f"出生日期{person.born_on}晚于今天，请核对")


def _joined(person: Person, line: Line) -> None:
    cell, two = line.cells.get(headers.JOINED), headers.JOINED in line.two_digit_months
    try:
        person.joined_on = cells.day_of(cell, months_have_two_digits=two)
    except Unreadable as error:
        raise Unreadable(f"入党日期{error.reason}") from error
    if person.joined_on is None:
        raise Unreadable("缺少入党日期")
    if person.joined_on > today():
        raise Unreadable(f"入党日期{person.joined_on}晚于今天，请核对")
    if person.born_on and person.joined_on <= person.born_on:
        raise Unreadable(f"入党日期{person.joined_on}早于出生日期{person.born_on}，请核对")
    if person.born_on and (why_not := policies.why_not_joined(person.born_on, person.joined_on)):
        raise Unreadable(why_not)


def _standing(person: Person, line: Line) -> None:
    if headers.CATEGORY in line.cells:
        person.is_probationary = values.is_probationary(line.cells[headers.CATEGORY]) or bool(person.is_probationary)


def _marks(person: Person, line: Line) -> None:
    for name, word in ((headers.MOBILE, "流动"), (headers.LOST, "失联")):
        if name in line.cells:
            setattr(person, name, values.yes(line.cells[name], named=word))


def _words(person: Person, line: Line) -> None:
    unit, post = (cells.text_of(line.cells.get(name)) for name in (headers.UNIT, headers.POST))
    told = cells.text_of(line.cells.get(headers.POST_OF)) or (unit + post if post not in unit else unit)
    person.unit_and_post = told or None
    duty = line.cells.get(headers.DUTY)
    person.duty = clean(str(duty)).strip() or None if duty is not None else None
    if len(told) > 200:
        person.reasons.append("单位及职务超过200个字，请精简")
