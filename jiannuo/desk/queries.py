from dataclasses import dataclass, replace

from jiannuo.accounts.models import User
from jiannuo.appraisal.year_road import lit
from jiannuo.desk import beginning, judged, keeping, overseeing, own, running, year
from jiannuo.desk.ahead import coming_said, next_said
from jiannuo.desk.lines import Line, by_pressure, without_name
from jiannuo.desk.situation import situation_of
from jiannuo.ui.road import Station


@dataclass(frozen=True, slots=True)
class Desk:
    """C45: what is expected of one person now, what others are doing for it, and what is done."""

    round_title: str
    due: list[Line]
    waiting: list[Line]
    done: list[Line]
    road: list[Station]
    graded: list[Line]  # the own grade of the year, and of the year before
    ahead: str  # what comes next and when, where nothing is due
    only_branch: str = ""  # its name, where all offices are of one branch


def desk_of(user: User) -> Desk | None:
    """The desk, in a number of queries that does not grow with the county; None before there is anything to do."""
    situation = situation_of(user)
    if situation is None:
        first = beginning.before_any_round(user)
        return Desk(coming_said(), first, [], [], [], [], "") if first else None
    rooms = (beginning, own, keeping, running, year, judged, overseeing)
    parts = [room.part_of(situation) for room in rooms]
    due = by_pressure([line for part in parts for line in part.due])
    appraisal = next((part.appraisal for part in parts if part.appraisal), None)
    return Desk(
        round_title=situation.round.title,
        due=due,
        waiting=[line for part in parts for line in part.waiting],
        done=[line for part in parts for line in part.done],
        road=lit(parts[1].road, appraisal),
        graded=[line for part in parts for line in part.graded],
        ahead="" if due else next_said(situation),
        only_branch=situation.only_branch.short_name if situation.only_branch else "",
    )


def shown(desk: Desk) -> Desk:
    """As its page says it: where all is of one branch its name tells nothing apart, and sixteen lines began with it."""
    if not desk.only_branch:
        return desk
    parts = ([without_name(line, desk.only_branch) for line in rows] for rows in (desk.due, desk.waiting, desk.done))
    due, waiting, done = parts
    return replace(desk, due=due, waiting=waiting, done=done)
