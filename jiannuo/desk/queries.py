from dataclasses import dataclass

from jiannuo.accounts.models import User
from jiannuo.base.dates import said
from jiannuo.desk import beginning, judged, keeping, overseeing, own, running, year
from jiannuo.desk.lines import Line, by_pressure
from jiannuo.desk.situation import situation_of
from jiannuo.rounds import queries as rounds
from jiannuo.ui.road import Station


@dataclass(frozen=True, slots=True)
class Desk:
    """C45: what is expected of one person now, what others are doing for it, and what is done."""

    round_title: str
    due: list[Line]
    waiting: list[Line]
    done: list[Line]
    road: list[Station]


def coming_said() -> str:
    """2012年公开承诺2月1日（还有24天）开始; "" where no further round is known."""
    round_ = rounds.coming()
    return f"{round_.title}{said(round_.opens_on)}开始" if round_ else ""


def desk_of(user: User) -> Desk | None:
    """The desk, in a number of queries that does not grow with the county; None before there is anything to do."""
    situation = situation_of(user)
    if situation is None:
        first = beginning.before_any_round(user)
        return Desk(coming_said(), first, [], [], []) if first else None
    rooms = (beginning, own, keeping, running, year, judged, overseeing)
    parts = [room.part_of(situation) for room in rooms]
    return Desk(
        round_title=situation.round.title,
        due=by_pressure([line for part in parts for line in part.due]),
        waiting=[line for part in parts for line in part.waiting],
        done=[line for part in parts for line in part.done],
        road=parts[1].road,
    )
