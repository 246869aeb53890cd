"""The branch's meeting as one page: the roll, each member's 述, then 讲 item by item, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from jiannuo.appraisal.judging import Judged, Word, day_of, items_before, judged, word_of
from jiannuo.appraisal.models import BranchComment
from jiannuo.appraisal.sheet import Sheet, quiet_among, sheets_of
from jiannuo.meetings.models import Attendance
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.periods import Period

Typed = Mapping[str, Word]
_NOTHING: Typed = {}


@dataclass(frozen=True, slots=True)
class Box:
    """One place for a word on the page: what is shown, what is stored, whether they differ because somebody wrote."""

    key: str
    stored: Word
    typed: Word | None = None
    judged: Judged | None = None
    told: str = ""  # what the member said of the item

    @property
    def shown(self) -> Word:
        return self.typed or self.stored

    @property
    def is_contested(self) -> bool:
        return self.typed is not None and self.typed != self.stored


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the branch speaks of: itself (`member` None) or one member, its items and the words on the whole."""

    member: Member | None
    name: str
    boxes: tuple[Box, ...]
    overall: Box | None

    @property
    def ref(self) -> str:
        return f"judge-{self.member.pk if self.member else 0}"


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in the meeting: the line of the roll and the sheet."""

    row: Attendance | None
    sheet: Sheet

    @property
    def is_present(self) -> bool:
        return self.row is not None and self.row.is_present


@dataclass(frozen=True, slots=True)
class Sitting:
    seats: tuple[Seat, ...]
    guests: tuple[Attendance, ...]  # 列席, and who has left the branch since
    subjects: tuple[Subject, ...]
    undisturbed: frozenset[int] = frozenset()  # members of whom nothing need be said

    @property
    def roll(self) -> list[Attendance]:
        return [*(seat.row for seat in self.seats if seat.row), *self.guests]

    @property
    def newcomers(self) -> list[Member]:
        return [seat.sheet.member for seat in self.seats if seat.row is None]

    @property
    def present(self) -> int:
        return sum(row.is_present for row in self.roll)

    @property
    def reported(self) -> int:
        return sum(seat.sheet.report is not None for seat in self.seats)

    @property
    def silent(self) -> list[Seat]:
        """Who has neither spoken nor written."""
        return [seat for seat in self.seats if seat.sheet.report is None]

    @property
    def has_begun(self) -> bool:
        """Whether somebody has spoken here already."""
        return any(seat.sheet.report is not None and seat.sheet.report.meeting_id for seat in self.seats)

    @property
    def to_hear(self) -> int:
        """How many who came can be written down as the ledger has it."""
        return sum(s.is_present and s.sheet.report is None and s.sheet.is_ready for s in self.seats)

    @property
    def quiet(self) -> list[Seat]:
        """Who came and may have nothing new to say: asked, and written down together."""
        return [seat for seat in self._unknown if seat.sheet.member.pk in self.undisturbed]

    @property
    def to_ask(self) -> list[Seat]:
        """Who came, of whom the ledger knows nothing although there is something to say."""
        return [seat for seat in self._unknown if seat.sheet.member.pk not in self.undisturbed]

    @property
    def _unknown(self) -> list[Seat]:
        return [s for s in self.seats if s.is_present and s.sheet.report is None and not s.sheet.is_ready]


def sitting_of(comment: BranchComment, heard: Period, *, typed: Typed = _NOTHING) -> Sitting:
    """Everything on the page; `heard` is the 述 of the period, `typed` what was sent and refused."""
    branch, round_ = comment.organisation, comment.round
    roll = list(Attendance.objects.filter(meeting=comment.meeting).order_by("id"))
    members = list(Member.objects.filter(branch=branch, left_on__isnull=True).select_related("branch").order_by("id"))
    rows = {row.member_id: row for row in roll if row.member_id}
    seats = tuple(Seat(rows.get(s.member.pk), s) for s in sheets_of(members, round_, heard, day_of(comment.meeting)))
    seated = {member.pk for member in members}
    guests = tuple(row for row in roll if row.member_id not in seated)
    undisturbed = quiet_among(seat.sheet for seat in seats if seat.sheet.report is None)
    return Sitting(seats, guests, tuple(_subjects(comment, branch, seats, typed)), undisturbed)


def seat_of(comment: BranchComment, heard: Period, member: Member) -> Seat:
    row = Attendance.objects.filter(meeting=comment.meeting, member=member).first()
    return Seat(row, sheets_of([member], comment.round, heard, day_of(comment.meeting))[0])


def _subjects(comment: BranchComment, branch: Organisation, seats: tuple[Seat, ...], typed: Typed) -> list[Subject]:
    told = {row.item.pk: row.line.text for seat in seats for row in seat.sheet.rows if row.line}
    boxes: dict[int | None, list[Box]] = {}
    names: dict[int, Member] = {seat.sheet.member.pk: seat.sheet.member for seat in seats}
    for row in judged(items_before(branch, comment.round), comment):
        box = Box(row.key, row.word, typed.get(row.key), row, told.get(row.item.pk, ""))
        boxes.setdefault(row.item.pledge.member_id, []).append(box)
        if row.item.pledge.member:
            names.setdefault(row.item.pledge.member.pk, row.item.pledge.member)
    overall = {line.member_id: line for line in comment.lines.all() if line.item_id is None}
    found = [Subject(None, branch.short_name, tuple(boxes[None]), None)] if None in boxes else []
    for pk, member in names.items():
        key = f"member:{pk}"
        whole = Box(key, word_of(overall.get(pk)), typed.get(key))
        found.append(Subject(member, member.name, tuple(boxes.get(pk, [])), whole))
    return found
