"""The minutes of a branch meeting, written by themselves from what was entered (C25, C26)."""

from dataclasses import dataclass, replace

from jiannuo.appraisal.judging import Judged, items_before, judged
from jiannuo.appraisal.models import BranchComment, Judgement, SelfReport
from jiannuo.appraisal.periods import label_of, report_period
from jiannuo.appraisal.queries.mutual import mutual_in
from jiannuo.appraisal.queries.report import with_lines
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import in_full, moment_in_full
from jiannuo.meetings.models import Attendance, Meeting
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered

_RECEIVED = "，收回"
NOTHING_NOTED = "台帐本期没有新的记录"


@dataclass(frozen=True, slots=True)
class Told:
    """One member's 述 as it was heard: (promise, what was said) in order, then 其他."""

    name: str
    way: str
    lines: tuple[tuple[str, str], ...]
    other: str


@dataclass(frozen=True, slots=True)
class Found:
    """讲 on one subject: (promise, finding, sentence), then the words on the whole."""

    name: str
    lines: tuple[tuple[str, str, str], ...]
    overall: str


@dataclass(frozen=True, slots=True)
class Minutes:
    title: str
    branch: str
    period: str
    held_at: str
    place: str
    chair: str
    recorder: str
    present: tuple[str, ...]
    excused: tuple[str, ...]
    absent: tuple[str, ...]
    reports: tuple[Told, ...]
    silent: tuple[str, ...]
    findings: tuple[Found, ...]
    overall: str
    mutual: str = ""  # that 互评 was held, and how many slips; never what it said
    edited: str = ""  # as it was written by hand, "" where it is as drafted


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Everything of one meeting; None for a meeting without 述 and 讲. The caller has checked who may see it."""
    rows = BranchComment.objects.filter(meeting=meeting).select_related("round", "organisation", "by", "meeting")
    comment = rows.prefetch_related("lines__member", "lines__item").first()
    if comment is None:
        return None
    found = compiled(comment)
    written = meeting.minutes.strip()
    return found if written.replace("。。", "。") in {"", *_as_drafted(found)} else replace(found, edited=written)


def _as_drafted(found: Minutes) -> set[str]:
    """What they wrote by themselves on the day: maybe before the slips were counted, or before they spoke of 互评."""
    on_the_day = f"{found.mutual.partition(_RECEIVED)[0]}。"
    return {_text(replace(found, mutual=said)) for said in (found.mutual, on_the_day, "")}


def compiled(comment: BranchComment) -> Minutes:
    meeting, branch = comment.meeting, comment.organisation
    roll = list(Attendance.objects.filter(meeting=meeting))
    reports = _reports(comment)
    told = {report.member_id for report in reports}
    return Minutes(
        title=str(meeting.get_kind_display()),
        branch=branch.name,
        period=f"{comment.round.year}年{label_of(comment.round, Practice.BRANCH_COMMENT, comment.period)}",
        held_at=moment_in_full(meeting.held_at),
        place=meeting.place,
        chair=meeting.chair,
        recorder=comment.by.display_name,
        present=tuple(row.name for row in roll if row.is_present),
        excused=tuple(row.name for row in roll if row.is_excused),
        absent=tuple(row.name for row in roll if not row.is_present and not row.is_excused),
        reports=tuple(_told(report) for report in reports),
        silent=tuple(row.name for row in roll if row.member_id and row.member_id not in told),
        findings=tuple(_findings(comment)),
        overall=comment.text,
        mutual=_mutual_said(comment),
    )


def _mutual_said(comment: BranchComment) -> str:
    """C26: that it was held and how many slips went out and came back; what they said is for the persons (C20)."""
    mutual = mutual_in(comment)
    if mutual is None or mutual.box.state == State.CANCELLED:
        return ""
    box = mutual.box
    way = f"印发扫码票{box.slip_count}张" if box.slip_count else "全用纸票"
    day = f"{in_full(mutual.held_on)}开箱印票，" if mutual.voted_later else ""
    return f"以无记名投票进行，{day}应投票{box.roll_size}人，{way}{_received(box)}。"


def _received(box: BallotBox) -> str:
    if box.state not in {State.CLOSED, State.CONFIRMED}:
        return ""
    return f"{_RECEIVED}{box.accepted + box.on_paper}张。结果只给本人和支部的书记、组织委员看，不写入会议记录"


def _reports(comment: BranchComment) -> list[SelfReport]:
    period = period_numbered(comment.round, Practice.BRANCH_COMMENT, comment.period)
    heard = report_period(comment.round, period) if period else None
    rows = SelfReport.objects.filter(round=comment.round, organisation=comment.organisation)
    if comment.issued_at:  # what came later was not heard there
        rows = rows.filter(meeting=comment.meeting)
    return list(with_lines(rows.filter(period=heard.number)).order_by("id")) if heard else []


def _told(report: SelfReport) -> Told:
    lines = tuple((line.item.text, line.text or NOTHING_NOTED) for line in report.lines.all())
    return Told(report.member.name, "口头" if report.is_spoken else "书面", lines, report.text)


def _findings(comment: BranchComment) -> list[Found]:
    """Of the branch's own pledge first, then by member."""
    rows = judged(items_before(comment.organisation, comment.round), comment)
    overall = {line.member_id: line.text for line in comment.lines.all() if line.item_id is None}
    names = {line.member_id: line.member.name for line in comment.lines.all() if line.member}
    by_member: dict[int | None, list[Judged]] = {}
    for row in rows:
        member = row.item.pledge.member
        by_member.setdefault(row.item.pledge.member_id, []).append(row)
        names |= {member.pk: member.name} if member else {}
    order = sorted({*by_member, *overall}, key=lambda pk: pk or 0)
    return [
        Found(
            names[pk] if pk else comment.organisation.short_name,
            tuple((row.item.text, Judgement(row.word.verdict).label, row.word.text) for row in by_member.get(pk, [])),
            overall.get(pk, ""),
        )
        for pk in order
    ]


def drafted(comment: BranchComment) -> str:
    """The minutes as text: shown before the meeting is fixed, kept when nobody has written others."""
    return _text(compiled(comment))


def _text(found: Minutes) -> str:
    parts = [
        f"{found.branch}{found.period}{found.title}",
        f"时间：{found.held_at}　地点：{found.place}　主持人：{found.chair}　记录人：{found.recorder}",
        *_roll_said(found),
        "一、党员述职",
        *(_told_said(number, told) for number, told in enumerate(found.reports, start=1)),
        *([f"未述职：{'、'.join(found.silent)}。"] if found.silent else []),
        *(["二、党员互评", found.mutual] if found.mutual else []),
        "三、支部讲评" if found.mutual else "二、支部讲评",
        *(_found_said(number, one) for number, one in enumerate(found.findings, start=1)),
        *([f"总体讲评：{found.overall}"] if found.overall else []),
    ]
    return "\n".join(parts)


def _roll_said(found: Minutes) -> list[str]:
    said = [f"到会{len(found.present)}人：{'、'.join(found.present)}。"]
    said += [f"请假{len(found.excused)}人：{'、'.join(found.excused)}。"] if found.excused else []
    return said + ([f"缺席{len(found.absent)}人：{'、'.join(found.absent)}。"] if found.absent else [])


def _told_said(number: int, told: Told) -> str:
    said = [f"{promise}——{words.rstrip('。')}。" for promise, words in told.lines]
    said += [f"其他：{told.other}"] if told.other else []
    return f"{number}．{told.name}（{told.way}）：{''.join(said)}"


def of_one(finding: str, words: str) -> str:
    """What the branch says of one promise, as one sentence."""
    return f"{finding}，{words.rstrip('。')}。" if words else f"{finding}。"


def _found_said(number: int, found: Found) -> str:
    said = [f"{promise}——{of_one(finding, words)}" for promise, finding, words in found.lines]
    return f"{number}．{found.name}：{''.join(said)}{found.overall}"
