"""One part of a desk, as each module beside this one tells it of its own subject."""

from dataclasses import dataclass, field

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.desk.lines import Line
from jiannuo.ui.road import Station


@dataclass(slots=True)
class Part:
    """One part of a desk: what to do, what others are doing, what is done; the own road and grade where there are."""

    due: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    road: list[Station] = field(default_factory=list)
    graded: list[Line] = field(default_factory=list)
    appraisal: YearlyAppraisal | None = None  # of this round, once the person may read it
