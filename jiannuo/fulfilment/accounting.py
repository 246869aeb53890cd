"""Giving an account (C17): what is due or soon due and has no result yet, with what the ledger knows of it already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from jiannuo.accounts.models import User
from jiannuo.fulfilment.actions.results import Day
from jiannuo.fulfilment.queries import listed, own_items, visible_to
from jiannuo.fulfilment.rows import Row
from jiannuo.fulfilment.standing import ItemState, in_states, is_past, usual_day
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem

DUE = (ItemState.LATE, ItemState.DUE_SOON)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One promise on the page: what is typed or would be taken for it, and why it was not written."""

    row: Row
    outcome: str
    done_on: str
    reason: str
    refusal: str = ""
    is_past: bool = False  # its day is over: 按期完成 is offered, no day is set


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and could not be written: the answer is given back with the reason."""

    data: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[int, str] = field(default_factory=dict)


def own_due(user: User, year: int, day: date) -> QuerySet[StandingItem]:
    """One's own, of the round of the year and of all before it; what ends first stands first."""
    return in_states(own_items(user, year), DUE, day)


def due_of(user: User, organisation: Organisation, year: int, day: date) -> QuerySet[StandingItem]:
    """Of the organisation and its members, pledge by pledge."""
    rows = listed(visible_to(user)).filter(pledge__organisation=organisation, round__year__lte=year)
    return in_states(rows.filter(dropped_by=None), DUE, day).order_by("round", "pledge", "position", "id")


def late_among(due: QuerySet[StandingItem], day: date) -> list[tuple[int, int]]:
    """(year, how many of these are overdue), the latest first; the others are soon due. The desk says the same."""
    rows = in_states(due.order_by(), [ItemState.LATE], day).values_list("round__year").annotate(number=Count("pk"))
    return sorted(rows, reverse=True)


def proposed(rows: list[Row], day: date, typed: Typed) -> list[Proposed]:
    """With what ticks say already: every period ticked is taken for kept; what is missing is no reason."""
    return [_proposed(row, day, typed) for row in rows]


def _proposed(row: Row, day: date, typed: Typed) -> Proposed:
    told, rhythm = typed.data, row.rhythm
    is_full = rhythm is not None and rhythm.is_full
    usual, past = usual_day(row.item, day), is_past(row.item, day)
    kept = Day.IN_TIME.value if past else Outcome.KEPT.value
    return Proposed(
        row,
        told.get(f"outcome-{row.ref}", kept if is_full else ""),
        told.get(f"done_on-{row.ref}", usual.isoformat() if usual else ""),
        told.get(f"reason-{row.ref}", ""),
        typed.refused.get(row.item.pk, ""),
        past,
    )
