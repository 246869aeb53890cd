from dataclasses import dataclass

from jiannuo.accounts.models import User
from jiannuo.desk import beginning, judged, keeping, overseeing, own, running, year
from jiannuo.desk.lines import Line, by_pressure
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


def desk_of(user: User) -> Desk | None:
    """The desk, in a number of queries that does not grow with the county; None before the first round."""
    situation = situation_of(user)
    if situation is None:
        return None
    rooms = (beginning, own, keeping, running, year, judged, overseeing)
    parts = [room.part_of(situation) for room in rooms]
    return Desk(
        round_title=situation.round.title,
        due=by_pressure([line for part in parts for line in part.due]),
        waiting=[line for part in parts for line in part.waiting],
        done=[line for part in parts for line in part.done],
        road=parts[1].road,
    )
