"""When the demo's year happened: this calendar year's, on whatever day it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jiannuo.demo.stages import Goal, days_of
from jiannuo.rounds.models import Step

_DUE_IN = {Step.PROPOSE: 6, Step.REVIEW: 16, Step.CONFIRM: 25, Step.FILE: 32, Step.PUBLISH: 40}


@dataclass(frozen=True, slots=True)
class Almanac:
    """`day`: the day of loading."""

    day: date

    @property
    def year(self) -> int:
        return self.day.year

    @property
    def opens_on(self) -> date:
        """In February; in a year that has only begun early enough for every step to have happened somewhere."""
        return min(date(self.year, 2, 1), self.day - timedelta(days=50))

    @property
    def last_spring(self) -> date:
        return date(self.year - 1, 2, 3)

    @property
    def is_early(self) -> bool:
        """Until the people have judged a first half, the year before has more to show."""
        return self.day <= date(self.year, 7, 15)

    @property
    def is_year_end(self) -> bool:
        """The year before is still being appraised."""
        return self.day.month == 1

    @property
    def quarter_began(self) -> date:
        return date(self.year, (self.day.month - 1) // 3 * 3 + 1, 1)

    def in_spring(self, goals: list[Goal]) -> date:
        """The first step of those who began with the round."""
        return min(date(self.year, 2, 6), self.lately(goals))

    def lately(self, goals: list[Goal]) -> date:
        """The first step of those who begin late: their furthest is there about today."""
        return self.day - timedelta(days=days_of(goals))

    def due(self) -> dict[Step, date]:
        """The days of the steps, as this county has set them for those who are still on the road."""
        closes = date(self.year, 12, 31)
        return {step: min(self.day + timedelta(days=days), closes) for step, days in _DUE_IN.items()}

    def is_past(self, day: date) -> bool:
        """Whether it can have happened by now."""
        return day < self.day


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
