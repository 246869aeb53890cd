"""A page taken off the board as those inside read it: by whom, when, on which ground (C48).

What was typed is for the promiser and for the two levels that may take a page down; everybody else reads the ground.
"""

from dataclasses import dataclass
from datetime import datetime

from jiannuo.accounts.models import User
from jiannuo.journal import queries as journal
from jiannuo.journal.models import Entry
from jiannuo.orgs.models import Role
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.policies import level_above, signs
from jiannuo.pledges.workflow import TAKE_DOWN


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What the pledge's own page says. A taking down of before the pledge knew of it has its day only."""

    at: datetime
    by: str = ""
    words: tuple[str, ...] = ()


def taken_down(user: User, pledge: Pledge) -> TakenDown | None:
    """How the page of this pledge left the board; None where it hangs there or never did."""
    if pledge.taken_down_at is None:
        return None
    entry = journal.of(pledge).filter(verb=TAKE_DOWN.name).last()
    if entry is None:
        return TakenDown(pledge.taken_down_at)
    return TakenDown(pledge.taken_down_at, entry.actor, words_of(user, pledge, entry))


def words_of(user: User, pledge: Pledge, entry: Entry) -> tuple[str, ...]:
    """The ground, and what was typed for those whom it concerns; both in one sentence before they were kept apart."""
    ground, typed = entry.detail.get("ground"), entry.detail.get("reason")
    said = f"说明（不公开）：{typed}" if ground else typed
    reads = bool(typed) and reads_typed(user, pledge)
    return ((f"对外公开的理由：{ground}。",) if ground else ()) + ((said,) if reads else ())


def reads_typed(user: User, pledge: Pledge) -> bool:
    """Whether the typed reason of a taking down is for this person."""
    levels = (pledge.organisation_id, level_above(pledge))
    return any(holds(user, OFFICERS | {Role.LEADER}, level) for level in levels) or signs(user, pledge)
