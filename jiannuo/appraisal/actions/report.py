"""Handing in a 述: by the member on the phone, or written down by an officer while the member speaks (C25)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.judging import day_of
from jiannuo.appraisal.models import BranchComment, SelfReport, SelfReportLine
from jiannuo.appraisal.policies.report import why_not_report
from jiannuo.appraisal.queries.report import comment_on
from jiannuo.appraisal.sheet import MOST, Row, Sheet, quiet_among, sheets_of
from jiannuo.base.dates import named, today
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean, one_line
from jiannuo.duties.actions import meet
from jiannuo.duties.models import DutyKind
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.actions.progress import Line, note_many
from jiannuo.fulfilment.models import Source
from jiannuo.fulfilment.standing import ItemState
from jiannuo.journal.actions import record
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import Period

NOTHING_NEW = "在会上说：本期没有新的进展，也没有到期的事项。"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is reported on: a period of a round, in the branch's meeting where there is one.

    `handed_on`: outside a meeting, the day on which a sheet of paper was handed in that is entered later (补录).
    """

    round: Round
    period: Period
    meeting: Meeting | None = None
    handed_on: date | None = None

    @property
    def day(self) -> date:
        return day_of(self.meeting) if self.meeting else self.handed_on or today()

    def sheets(self, members: list[Member]) -> list[Sheet]:
        return sheets_of(members, self.round, self.period, self.day if self.meeting else None)

    def comment(self, branch: Organisation) -> BranchComment | None:
        return comment_on(self.round, self.period.number, branch)


@dataclass(frozen=True, slots=True)
class Said:
    """What is handed in: {item: sentence}; an item that is left out keeps the ledger's. `other`: 其他."""

    lines: dict[int, str] = field(default_factory=dict)
    other: str = ""
    is_spoken: bool = False


def _lock(member: Member) -> Member:
    """Two hands at one member's report act one after another."""
    return Member.objects.select_for_update(of=("self",)).select_related("branch").get(pk=member.pk)


@transaction.atomic
def submit(occasion: Occasion, member: Member, said: Said, *, by: User, version: int) -> SelfReport:
    """提交述职, or correct it until the branch has commented. What is new here becomes a line of the ledger too."""
    member = _lock(member)
    sheet = occasion.sheets([member])[0]
    require(why_not_report(by, member, occasion.period, sheet.report, occasion.comment(member.branch)))
    if version != sheet.version:
        raise Stale(f"{member.name}的述职刚刚已被他人改动，没有覆盖。请核对后再提交。", stored=sheet.report)
    require(_why_not_spoken(member, said, occasion.meeting) or _why_not_on(occasion))
    texts = {row.item.pk: one_line(said.lines.get(row.item.pk, row.text)) for row in sheet.rows}
    require(_why_not_text(sheet, texts, said.other))
    report = _save(occasion, sheet, said, by)
    _note(sheet, texts, occasion, said, by)
    _write_lines(report, sheet.rows, texts)
    _meet(occasion, [report], by)
    verb = "correct_report" if version else "submit_report"
    record(by=by, verb=verb, subject=report, path=report.path, period=report.period, is_spoken=said.is_spoken)
    return report


def _why_not_spoken(member: Member, said: Said, meeting: Meeting | None) -> str:
    if not said.is_spoken:
        return ""
    if meeting is None:
        return "口头述职在会上作出，请先登记会议。"
    if not meeting.roll.filter(member=member, is_present=True).exists():
        return f"{member.name}没有到会，不能记为口头述职。请改为代录书面述职，或先更正到会名单。"
    return ""


def _why_not_on(occasion: Occasion) -> str:
    if occasion.period.starts_on <= occasion.day <= today():
        return ""
    return f"书面述职的日期要在{named(occasion.period.starts_on)}到今天之间，请填写实际交来的日期。"


def _why_not_text(sheet: Sheet, texts: dict[int, str], other: str) -> str:
    name = sheet.member.name
    if any(len(text) > MOST for text in texts.values()):
        return f"{name}有一项写得太长：每项最多{MOST}字，其余的请写在“其他”里。"
    if other.strip() or any(texts.values()):
        return ""
    if sheet.rows and all(row.state == ItemState.NOT_DUE for row in sheet.rows):
        return ""
    return f"{name}的述职还是空的。请至少写一句这一期做了什么。"


def _save(occasion: Occasion, sheet: Sheet, said: Said, by: User) -> SelfReport:
    report, member = sheet.report or _begin(occasion, sheet), sheet.member
    report.pledge, report.text = sheet.pledge, clean(said.other).strip()
    report.is_spoken = said.is_spoken
    report.recorded_by = None if member.user_id == by.pk and not said.is_spoken else by
    report.version += 1
    report.save()
    return report


def _write_lines(report: SelfReport, rows: Iterable[Row], texts: dict[int, str]) -> None:
    """Anew for every item in force; what was said of items that a later text dropped stays."""
    kept = list(rows)
    report.lines.filter(item__in=[row.item for row in kept]).delete()
    SelfReportLine.objects.bulk_create(_line(report, row, texts[row.item.pk]) for row in kept)


def _line(report: SelfReport, row: Row, text: str) -> SelfReportLine:
    return SelfReportLine(
        report=report, item=row.item, text=text, is_prefilled=text == row.ready, state_said=row.state.value
    )


def _note(sheet: Sheet, texts: dict[int, str], occasion: Occasion, said: Said, by: User) -> None:
    """Entered once: a sentence that the ledger does not have yet becomes a line of it, of the day it was said on."""
    new = {
        row.item.pk: texts[row.item.pk] for row in sheet.rows if texts[row.item.pk] not in {"", row.ready, _was(row)}
    }
    if not new:
        return
    facts = fulfilment.sentences(new, occasion.period, is_bare=True, day=occasion.day)
    told = {pk: rest for pk, text in new.items() if (rest := _beyond(text, facts[pk]))}
    source = Source.SPOKEN if said.is_spoken else Source.REPORT
    day = min(occasion.day, occasion.period.ends_on)
    _, refused = note_many({pk: Line(text, day) for pk, text in told.items()}, by=by, source=source)
    if refused:
        raise Refusal(refused[0][1])


def _was(row: Row) -> str:
    return row.line.text if row.line else ""


def _beyond(text: str, facts: str) -> str:
    """The sentence without what results and ticks say anyway (「本期已做2次；」)."""
    return text.removeprefix(facts.rstrip("。")).lstrip("；。，, ") if facts else text


def _meet(occasion: Occasion, reports: list[SelfReport], by: User) -> None:
    ids, first = [report.member_id for report in reports], reports[0]
    period, branch = occasion.period.number, first.organisation
    meet(occasion.round, DutyKind.SELF_REPORT, period, organisation=branch, member_ids=ids, on=first.on, by=by)


def _begin(occasion: Occasion, sheet: Sheet) -> SelfReport:
    branch = sheet.member.branch
    return SelfReport(
        round=occasion.round,
        period=occasion.period.number,
        member=sheet.member,
        organisation=branch,
        pledge=sheet.pledge,
        meeting=occasion.meeting,
        on=occasion.day,
        path=branch.path or "",
        sector_id=branch.sector_id,
        version=0,
    )


@transaction.atomic
def hear(occasion: Occasion, *, by: User) -> tuple[int, list[Member]]:
    """口头述职 of all who came and have not handed in: the ledger's sentences, as they were said.

    Returns how many were heard, and those of whom the ledger knows nothing and who have something to say: for them a
    line must be written.
    """
    meeting = _lock_meeting(occasion)
    open_ones = [sheet for sheet in occasion.sheets(_came(meeting)) if sheet.report is None]
    ready = [sheet for sheet in open_ones if sheet.is_ready]
    if ready:
        _hear_all(occasion, ready, by)
        record(by=by, verb="hear_reports", subject=meeting, path=meeting.path, heard=len(ready))
    quiet = quiet_among(open_ones)
    return len(ready), [s.member for s in open_ones if not s.is_ready and s.member.pk not in quiet]


@transaction.atomic
def hear_nothing_new(occasion: Occasion, members: Collection[int], *, by: User) -> int:
    """口头述职 of those who came and said that there is nothing new; refused where there must be something (C25)."""
    meeting = _lock_meeting(occasion)
    sheets = [s for s in occasion.sheets(_came(meeting)) if s.report is None and s.member.pk in members]
    quiet = quiet_among(sheets)
    if named := "、".join(sheet.member.name for sheet in sheets if sheet.member.pk not in quiet):
        raise Refusal(f"{named}有到期、经常要做或者台帐里有记录的事项，不能记为没有新情况。请逐人记下他们说的。")
    if sheets:
        _hear_all(occasion, sheets, by, other=NOTHING_NEW)
        record(by=by, verb="hear_nothing_new", subject=meeting, path=meeting.path, heard=len(sheets))
    return len(sheets)


def _lock_meeting(occasion: Occasion) -> Meeting:
    if occasion.meeting is None:
        raise Refusal("口头述职在会上作出，请先登记会议。")
    return Meeting.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=occasion.meeting.pk)


def _came(meeting: Meeting) -> list[Member]:
    """Members of the branch on the roll as present; who has left since reports elsewhere."""
    roll = meeting.roll.filter(is_present=True, member__branch=meeting.organisation_id, member__left_on__isnull=True)
    return [row.member for row in roll.select_related("member__branch") if row.member]


def _hear_all(occasion: Occasion, sheets: list[Sheet], by: User, *, other: str = "") -> None:
    comment = occasion.comment(sheets[0].member.branch)
    for sheet in sheets:
        require(why_not_report(by, sheet.member, occasion.period, None, comment))
    reports = [_begin(occasion, sheet) for sheet in sheets]
    for report in reports:
        report.is_spoken, report.recorded_by, report.version, report.text = True, by, 1, other
    SelfReport.objects.bulk_create(reports)
    pairs = zip(reports, sheets, strict=True)
    lines = [_line(report, row, row.ready[:MOST]) for report, sheet in pairs for row in sheet.rows]
    SelfReportLine.objects.bulk_create(lines)
    _meet(occasion, reports, by)
