from dataclasses import dataclass
from datetime import date, datetime

from jiannuo.base.dates import local_day


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the case file. `at` where the minute is known; `drawing`: an icon of ui; `url`: the thing itself.

    `entered_on` where that was another day than the one it is about; `day_word` then says what that one is.
    """

    on: date
    title: str
    drawing: str
    by: str = ""
    lines: tuple[str, ...] = ()
    url: str = ""
    action: str = ""
    at: datetime | None = None
    entered_on: date | None = None
    day_word: str = "日期"


def minute_on(day: date, at: datetime | None) -> datetime | None:
    """The minute when something was entered, where that was on the day it is about."""
    return at if at and local_day(at) == day else None


def entered_after(day: date, at: datetime) -> date | None:
    """The day when something was entered, where it is not the day it is about."""
    return local_day(at) if local_day(at) != day else None
