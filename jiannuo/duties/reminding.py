"""Who is to be told what today: once when something is due within seven days, once when it is over. Only reads."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from jiannuo.base.dates import named
from jiannuo.duties.models import Duty, DutyKind, Reminder, ReminderLine, Robot
from jiannuo.duties.states import IS_OPEN, SOON
from jiannuo.orgs.models import Appointment, Organisation, Role

QUIET = timedelta(days=7)  # never two messages within a week
_LONG_AGO = timedelta(days=14)  # what has been late for longer is no news
_KEPT = timedelta(days=60)  # a stage is told within this time or never
_ACTING = {DutyKind.LEADER_COMMENT: (Role.SECRETARY, Role.LEADER)}
_OFFICERS = (Role.SECRETARY, Role.ORGANISER)
# Of members, counted; of organisations, the deed itself.
_UNDONE = {
    DutyKind.PROPOSE: "{n} 名党员没有提诺",
    DutyKind.SELF_REPORT: "{n} 名党员未述职",
    DutyKind.APPRAISAL: "{n} 项年度评议没有评定",
    DutyKind.LEADER_COMMENT: "{n} 个党组织没有点评",
}
_OWN = {
    DutyKind.PROPOSE: "本组织还没有提诺",
    DutyKind.BRANCH_COMMENT: "支部讲评还没有进行",
    DutyKind.SURVEY: "群众评议还没有进行",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence for one person or group, and the key by which it is not said twice."""

    key: str
    sentence: str
    is_late: bool


def _pressing(day: date) -> QuerySet[Duty]:
    """Open, opened, and due within a week or since yesterday at the earliest a fortnight ago."""
    return Duty.objects.filter(IS_OPEN, opens_on__lte=day, due_on__lte=day + SOON, due_on__gte=day - _LONG_AGO)


def _told(head: str, row: dict[str, object], day: date, what: str) -> Told:
    due = row["due_on"]
    assert isinstance(due, date)  # noqa: S101 - values() has no types
    is_late = due < day
    when = f"{named(due, now=day)}已到期" if is_late else f"请在{named(due, now=day)}前办理"
    label = f"（{row['period_label']}）" if row["period_label"] else ""
    stage = "late" if is_late else "soon"
    key = f"{head}:{row['round_id']}:{row['kind']}:{row['period']}:{due}:{stage}"
    return Told(key, f"{what}{label}，{when}。", is_late)


_COLUMNS = ("round_id", "kind", "period", "period_label", "due_on")


def for_members(day: date) -> Iterator[tuple[int, Told]]:
    """(user, what of the own): the pledge and the report."""
    rows = _pressing(day).filter(obliged__isnull=True, member__user__isnull=False, member__user__is_active=True)
    for row in rows.order_by("due_on", "id").values(*_COLUMNS, "member__user_id"):
        what = f"您的{DutyKind(row['kind']).label}还没有办"
        yield row["member__user_id"], _told("own", row, day, what)


@dataclass(frozen=True, slots=True)
class Group:
    """What one organisation has before it: numbers, no names."""

    acting: int
    path: str
    row: dict[str, object]
    number: int
    is_own: bool


def groups(day: date) -> list[Group]:
    """Everything pressing, counted by who is to act; one query for the sums and one for the places."""
    acting = Coalesce("obliged_id", "organisation_id")
    is_own = Case(When(Q(member__isnull=True, obliged__isnull=True), then=Value(1)), default=Value(0))
    rows = _pressing(day).annotate(acting=acting, is_own=is_own).values(*_COLUMNS, "acting", "is_own")
    counted = list(rows.annotate(number=Count("pk")).order_by("due_on", "kind", "acting"))
    paths = dict(Organisation.objects.filter(pk__in={row["acting"] for row in counted}).values_list("pk", "path"))
    return [Group(r["acting"], paths[r["acting"]] or "", r, r["number"], bool(r["is_own"])) for r in counted]


def _sentence(group: Group) -> str:
    kind = DutyKind(str(group.row["kind"]))
    return (
        _OWN.get(kind, kind.label)
        if group.is_own
        else _UNDONE.get(kind, f"{{n}} 项{kind.label}").format(n=group.number)
    )


def for_officers(day: date, found: list[Group]) -> Iterator[tuple[int, Told]]:
    """(user, what of the organisation): to those who hold the office today."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    offices = Appointment.objects.filter(running, starts_on__lte=day, organisation__in={g.acting for g in found})
    held: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for organisation, user, role in offices.values_list("organisation_id", "user_id", "role"):
        held[organisation].append((user, role))
    for group in found:
        roles = _ACTING.get(DutyKind(str(group.row["kind"])), _OFFICERS)
        told = _told(f"org{group.acting}{'o' if group.is_own else ''}", group.row, day, _sentence(group))
        yield from ((user, told) for user, role in held[group.acting] if role in roles)


def for_robots(day: date, found: list[Group]) -> Iterator[tuple[Robot, Told]]:
    """(robot, sums of its organisation and all below): 3 名党员未述职. Never a name."""
    for robot in Robot.objects.filter(is_on=True).select_related("organisation"):
        top = robot.organisation.path or ""
        sums: dict[tuple[object, ...], tuple[Group, int]] = {}
        for group in found:
            if not group.path.startswith(top):
                continue
            of = (*(group.row[name] for name in _COLUMNS), group.is_own)
            sums[of] = (group, sums[of][1] + group.number if of in sums else group.number)
        for group, number in sums.values():
            yield robot, _told("sum", group.row, day, _summed(group, number, robot.organisation_id))


def _summed(group: Group, number: int, place: int) -> str:
    if group.is_own and group.acting != place:
        return f"{number} 个党组织的{DutyKind(str(group.row['kind'])).label}没有办"
    return _sentence(Group(group.acting, group.path, group.row, number, group.is_own))


def already_told(day: date, *, to: str) -> set[tuple[int, str]]:
    """(recipient, key) of the last weeks; `to` is "user" or "robot"."""
    lines = ReminderLine.objects.filter(reminder__on__gte=day - _KEPT, **{f"reminder__{to}__isnull": False})
    return set(lines.values_list(f"reminder__{to}_id", "key"))


def in_peace(day: date, *, to: str) -> set[int]:
    """Who has had a message within the last week."""
    rows = Reminder.objects.filter(on__gt=day - QUIET, **{f"{to}__isnull": False})
    return set(rows.values_list(F(f"{to}_id"), flat=True))
