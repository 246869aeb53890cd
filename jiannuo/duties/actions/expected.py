"""Writing down what a round expects: in bulk, as often as one likes, never touching what is done."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, CharField, DateField, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat, ExtractDay, ExtractMonth

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import require
from jiannuo.duties.models import Duty, DutyKind, Exemption, Reckoning
from jiannuo.duties.plans import (
    BY_THE_BRANCH,
    BY_THE_LEVEL_ABOVE,
    Plan,
    gone,
    members_to_expect,
    organisations_to_expect,
    plans_of,
)
from jiannuo.duties.standing import covered, standing
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import below
from jiannuo.rounds.models import Round
from jiannuo.rounds.policies import why_not_edit


@transaction.atomic
def expect(
    round_: Round, organisation: Organisation, *, by: User | None, kinds: Iterable[DutyKind] = tuple(DutyKind)
) -> int:
    """C24: everything the round expects at and below the organisation. Returns how many duties were added.

    What is open follows the calendar; what is done stays as it was; who has left owes nothing more.
    """
    path, wanted = organisation.path or "", frozenset(kinds)
    plans = [plan for plan in plans_of(round_) if plan.kind in wanted]
    added = sum(_add(round_, plan, path) for plan in plans)
    moved = sum(_move(round_, plan, path) for plan in plans)
    removed = _remove(round_, plans, path, wanted)
    exempted = _exempt(round_, path)
    if added or moved or removed or exempted:
        told = {"added": added, "moved": moved, "removed": removed, "exempted": exempted}
        record(by=by, verb="expect", subject=round_, path=path, **told)
    return added


@transaction.atomic
def note_reckoned(round_: Round, *, by: User | None) -> None:  # noqa: ARG001 - the worker's own note
    """From this version of the calendar, today, everything has been written down."""
    Reckoning.objects.update_or_create(round=round_, defaults={"version": round_.version, "on": today()})


@transaction.atomic
def ask_anew(round_: Round, *, by: User) -> None:
    """The worker writes everything down again at its next turn, a minute at most."""
    require(why_not_edit(by, round_))
    Reckoning.objects.filter(round=round_).delete()
    record(by=by, verb="ask_anew", subject=round_, path=round_.organisation.path or "")


@transaction.atomic
def expect_proposals(round_: Round, organisation: Organisation, *, by: User | None) -> int:
    """Only the pledges: for rounds whose year is not walked."""
    return expect(round_, organisation, by=by, kinds=[DutyKind.PROPOSE])


def _add(round_: Round, plan: Plan, path: str) -> int:
    common = {
        "round_id": Value(round_.pk),
        "kind": Value(plan.kind.value),
        "period": Value(plan.period),
        "period_label": Value(plan.label),
        "opens_on": Value(plan.opens_on),
        "original_due_on": Value(plan.due_on),
        "basis": Value(plan.basis),
        **_due(plan),
    }
    of_members = {"organisation_id": F("branch_id"), "member_id": F("pk")}
    of_members |= {"path": F("branch__path"), "sector_id": F("branch__sector_id")}
    of_organisations = {"organisation_id": F("pk"), "path": F("path"), "sector_id": F("sector_id")}
    if plan.kind in BY_THE_BRANCH:
        of_members["obliged_id"] = F("branch_id")
    if plan.kind in BY_THE_LEVEL_ABOVE:
        of_organisations["obliged_id"] = F("parent_id")
    return _insert(members_to_expect(round_, plan, path), common | of_members) + _insert(
        organisations_to_expect(round_, plan, path), common | of_organisations
    )


def _due(plan: Plan) -> dict[str, Value | Case]:
    """The plan's day; for 提诺 that of who came too late for it, and why: 5月10日新进名册，从那天起20天内提诺."""
    due, unsaid = Value(plan.due_on), Value("")
    if plan.kind != DutyKind.PROPOSE:
        return {"due_on": due, "extension": unsaid}
    is_late = Q(came_on__gt=plan.due_on - plan.settling_in)
    settled = Cast(F("came_on") + plan.settling_in, DateField())
    month, day = (Cast(part("came_on"), CharField()) for part in (ExtractMonth, ExtractDay))
    said = Concat(month, Value("月"), day, Value(f"日新进名册，从那天起{plan.settling_in.days + 1}天内提诺"))
    return {
        "due_on": Case(When(is_late, then=settled), default=due, output_field=DateField()),
        "extension": Case(When(is_late, then=said), default=unsaid, output_field=CharField()),
    }


def _insert(rows: QuerySet[Any, Model], columns: dict[str, Any]) -> int:
    """INSERT … SELECT: the rows never pass through this process; a row that somebody else has just added stays."""
    named = {f"to_{name}": value for name, value in columns.items()}
    selected = rows.order_by().annotate(**named).values_list(*named)
    if selected.query.is_empty():
        return 0
    sql, params = selected.query.get_compiler(connection=connection).as_sql()
    into = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO duties_duty ({into}) {sql} ON CONFLICT DO NOTHING", params)
        return max(int(cursor.rowcount), 0)


def _move(round_: Round, plan: Plan, path: str) -> int:
    """What is open takes the calendar's days; an extension stays as long as it reaches further than they do."""
    rows = Duty.objects.filter(below(path), round=round_, kind=plan.kind, period=plan.period, done_on__isnull=True)
    same = Q(original_due_on=plan.due_on, opens_on=plan.opens_on, basis=plan.basis)
    stale = rows.exclude(same)
    days = {"opens_on": plan.opens_on, "original_due_on": plan.due_on, "basis": plan.basis, "period_label": plan.label}
    put_off = stale.exclude(extension="").filter(due_on__gt=plan.due_on).update(**days)
    return put_off + stale.exclude(same).update(**days, due_on=plan.due_on, extension="")


def _remove(round_: Round, plans: list[Plan], path: str, kinds: frozenset[DutyKind]) -> int:
    """Periods that the calendar no longer has, and those who have left: only what is not done."""
    removed, _ = gone(round_, path).delete()
    for kind in kinds:
        periods = [plan.period for plan in plans if plan.kind == kind]
        rows = Duty.objects.filter(below(path), round=round_, kind=kind, done_on__isnull=True)
        removed += rows.exclude(period__in=periods).delete()[0]
    return removed


def _exempt(round_: Round, path: str) -> int:
    """Exemptions that stand cover the periods that have been added since."""
    mine = standing().filter(covered(OuterRef)).order_by("id").values("pk")[:1]
    people = Q(member__in=standing().filter(member__isnull=False).values("member"))
    offices = Q(member__isnull=True, organisation__in=standing().filter(member__isnull=True).values("organisation"))
    if not Exemption.objects.filter(ended_on__isnull=True).exists():
        return 0
    rows = Duty.objects.filter(people | offices, below(path), round=round_, done_on__isnull=True, exemption=None)
    uncovered = rows.annotate(found=Subquery(mine)).filter(found__isnull=False)
    return uncovered.update(exemption=Subquery(mine))
