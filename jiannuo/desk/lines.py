"""One line of the desk: a sentence with one action, and how pressing it is."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jiannuo.base.dates import said, today

MOST = 1000  # counted so far and no further: a desk needs to know that there are many, not how many
_SOON = timedelta(days=7)
_PRESSING = {"late": 0, "soon": 1, "going": 2, "kept": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """What is expected, by when, and the way to it. `state` as of the duty_line component."""

    sentence: str
    url: str = ""
    action: str = "去办理"
    due: str = ""
    state: str = "going"
    is_past: bool = False  # of the round before this one


def counted(number: int) -> str:
    return f"{MOST}+" if number >= MOST else str(number)


def state_by(due_on: date | None) -> str:
    """late, soon (a week before) or going."""
    if due_on is None or due_on > today() + _SOON:
        return "going"
    return "late" if due_on < today() else "soon"


def due_said(due_on: date | None, reckoning: str = "") -> str:
    """2月20日前（还有12天） and how the day was reckoned."""
    if due_on is None:
        return ""
    day, _, left = said(due_on).partition("（")
    words = f"{day}前" + (f"（{left}" if left else "")
    return f"{words} · {reckoning}" if reckoning else words


def without_name(line: Line, branch: str) -> Line:
    """本支部 for its name; what stands in quotation marks (a file, a vote) is called what it is called."""
    said = re.sub(f"“[^”]*”|{re.escape(branch)}", lambda m: m[0] if m[0] != branch else "本支部", line.sentence)
    return replace(line, sentence=said)


def by_pressure(lines: list[Line]) -> list[Line]:
    """What is late first, then what is due soon, otherwise in the order given; a round gone by stands last."""
    return sorted(lines, key=lambda line: (line.is_past, _PRESSING[line.state]))
