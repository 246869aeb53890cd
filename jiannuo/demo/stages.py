"""How far the demo's pledges have come: every state of the road can be seen, and somebody is waiting for everything."""

from enum import IntEnum


class Goal(IntEnum):
    NONE = 0  # nothing written yet
    DRAFTED = 1
    PROPOSED = 2
    RETURNED = 3
    ENDORSED = 4
    REVIEWED = 5
    CONFIRMED = 6
    FILED = 7
    PREPARED = 8
    CHECKED = 9
    APPROVED = 10
    PUBLISHED = 11
    AMENDED = 12  # published, and opened again with a reason


# Days that the walk to the furthest goal takes: it ends about today, so that nobody seems to have waited for months.
LASTS = {
    Goal.ENDORSED: 11,
    Goal.REVIEWED: 15,
    Goal.CONFIRMED: 20,
    Goal.APPROVED: 30,
    Goal.PUBLISHED: 34,
    Goal.AMENDED: 42,
}


def days_of(goals: list[Goal]) -> int:
    return next(days for goal, days in LASTS.items() if max(goals) <= goal)


_G = Goal
_MIXED = [_G.PROPOSED, _G.PROPOSED, _G.NONE, _G.ENDORSED, _G.DRAFTED, _G.RETURNED, _G.NONE, _G.REVIEWED]
_PROPOSED, _REVIEWED = [_G.PROPOSED, _G.NONE, _G.PROPOSED, _G.ENDORSED], [_G.REVIEWED, _G.ENDORSED, _G.REVIEWED]
_CONFIRMED, _FILED, _SHOWN = [_G.CONFIRMED], [_G.FILED, _G.FILED, _G.PREPARED, _G.CHECKED, _G.APPROVED], [_G.PUBLISHED]
# The round before: these branches carry last year's promises with them.
LAST_ROUND = {"CN0104": _SHOWN, "CN0402": _SHOWN}
# This round, by branch; what is not named has not begun. The pledge of the organisation itself comes first.
THIS_ROUND: dict[str, list[Goal]] = {
    "CN01": [_G.PUBLISHED],
    "CN03": [_G.FILED],
    "CN04": [_G.REVIEWED],
    "CN05": [_G.PROPOSED],
    "CN0102": [_G.PROPOSED],
    "CN0104": _MIXED,
    "CN0101": _PROPOSED,
    "CN010201": _REVIEWED,
    "CN010202": _CONFIRMED,
    "CN0103": _FILED,
    "CN0106": [*_SHOWN, _G.PUBLISHED, _G.PUBLISHED, _G.AMENDED],
    "CN0201": _REVIEWED,
    "CN0204": _FILED,
    "CN0301": [*_SHOWN, _G.PUBLISHED, _G.AMENDED],
    "CN0303": [*_SHOWN, _G.NONE],
    "CN040101": _REVIEWED,
    "CN0402": _FILED,
    "CN0403": _PROPOSED,
    "CN0501": [*_CONFIRMED, _G.NONE],
    "CN0601": [*_SHOWN, _G.NONE],
    "CN0701": [*_SHOWN, _G.NONE],
}
