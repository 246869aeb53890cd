"""What the round before this one left open, line by line: the desk itself only says how much it is (C45)."""

from dataclasses import dataclass, field

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.desk.lines import Line
from jiannuo.desk.owed import OWN, TO_DO, Owed
from jiannuo.desk.situation import Situation, situation_of
from jiannuo.desk.year import line_of, own_line, within_reach
from jiannuo.duties.models import DutyKind


@dataclass(slots=True)
class Left:
    """Of the person (`pk` 0) or of one organisation, each with the list from which it can be put off or waived."""

    pk: int
    name: str
    lines: list[tuple[Line, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Past:
    year: int
    left: list[Left]


def past_of(user: User) -> Past | None:
    """None before the first round."""
    situation = situation_of(user)
    if situation is None:
        return None
    left: dict[int, Left] = {}
    for one in within_reach(situation):
        if one.year != situation.round.year:
            pk = 0 if one.what == OWN else one.organisation
            name = situation.organisations[pk].name if pk else "您本人"
            left.setdefault(pk, Left(pk, name)).lines.append(_line(situation, one))
    return Past(situation.round.year - 1, sorted(left.values(), key=lambda one: one.pk != 0))


def _line(situation: Situation, one: Owed) -> tuple[Line, str]:
    """The line as a desk of that year had it, and who is missing by name; of one's own there is no such list."""
    if one.what != TO_DO:
        return own_line(one, situation), ""
    names = ""
    if one.kind not in {
        DutyKind.LEADER_COMMENT,
        DutyKind.SELF_REPORT,
    }:  # not asked by list; the line itself is the list
        names = reverse("duties:missing", args=[one.organisation, one.kind.value, one.period]) + f"?year={one.year}"
    return line_of(one, situation.organisations[one.organisation]), names
