"""C24: the periods into which a practice divides the round's year, and from when to when each is to be attended to."""

from dataclasses import dataclass
from datetime import date, timedelta

from jiannuo.base.dates import end_of_month
from jiannuo.rounds.models import Cadence, Round

_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_HALVES = ("上半年", "下半年")


@dataclass(frozen=True, slots=True)
class Period:
    """One quarter, half-year, month or year of a practice; the first one begins with the round."""

    practice: str
    number: int
    starts_on: date
    ends_on: date
    label: str

    @property
    def year(self) -> int:
        """The round's."""
        return self.ends_on.year

    @property
    def query(self) -> str:
        """How an address names it."""
        return f"?year={self.year}&period={self.number}"


@dataclass(frozen=True, slots=True)
class Window:
    """From when a period's duty may be attended to, by when, and how that day was reckoned."""

    opens_on: date
    due_on: date
    basis: str


def label_of(times_a_year: int, number: int) -> str:
    """第一季度, 上半年, 全年, 3月."""
    labels = {4: _QUARTERS, 2: _HALVES, 1: ("全年",)}.get(times_a_year)
    return labels[number - 1] if labels else f"{number}月"


def periods_in(round_: Round, cadence: Cadence) -> list[Period]:
    """Those that have not ended before the round began, with their natural numbers."""
    months = 12 // cadence.times_a_year
    found: list[Period] = []
    for number in range(1, cadence.times_a_year + 1):
        starts = date(round_.year, (number - 1) * months + 1, 1)
        ends = min(end_of_month(round_.year, number * months), round_.closes_on)
        if ends < round_.opens_on or starts > round_.closes_on:
            continue
        begins = max(starts, round_.opens_on) if found else round_.opens_on
        label = label_of(cadence.times_a_year, number)
        found.append(Period(cadence.practice, number, begins, ends, label))
    return found


def window_of(period: Period, cadence: Cadence) -> Window:
    """第二季度末6月30日＋10天: opens some days before the period's end, is due some days after it."""
    opens = max(period.starts_on, period.ends_on - timedelta(days=cadence.opens_before))
    after = f"＋{cadence.days_after}天" if cadence.days_after else ""
    basis = f"{period.label}末{period.ends_on.month}月{period.ends_on.day}日{after}"
    return Window(opens, period.ends_on + timedelta(days=cadence.days_after), basis)


def _cadence(round_: Round, practice: str) -> Cadence | None:
    return next((cadence for cadence in round_.cadences.all() if cadence.practice == practice), None)


def periods_of(round_: Round, practice: str) -> list[Period]:
    """The round's periods for a practice, in order."""
    cadence = _cadence(round_, practice)
    return periods_in(round_, cadence) if cadence else []


def labels_of(round_: Round, practice: str) -> dict[int, str]:
    """{number: 第一季度}."""
    return {period.number: period.label for period in periods_of(round_, practice)}


def period_numbered(round_: Round, practice: str, number: int) -> Period | None:
    return next((p for p in periods_of(round_, practice) if p.number == number), None)


def periods_past(round_: Round, practice: str, day: date) -> list[Period]:
    """Those by whose day everything was to be done."""
    cadence = _cadence(round_, practice)
    return [p for p in periods_in(round_, cadence) if window_of(p, cadence).due_on < day] if cadence else []


def open_period(round_: Round, practice: str, day: date) -> Period | None:
    """The one being attended to: the latest whose window has opened, else the first."""
    cadence = _cadence(round_, practice)
    periods = periods_in(round_, cadence) if cadence else []
    opened = [p for p in periods if cadence and window_of(p, cadence).opens_on <= day]
    return opened[-1] if opened else next(iter(periods), None)
