from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the case file. `at` where the minute is known; `drawing`: an icon of ui; `url`: the thing itself."""

    on: date
    title: str
    drawing: str
    by: str = ""
    lines: tuple[str, ...] = ()
    url: str = ""
    action: str = ""
    at: datetime | None = None
