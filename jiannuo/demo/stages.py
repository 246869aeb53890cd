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
    RENEWED = 13  # amended and published again: both texts can be compared (C35)


# Days that the walk to the furthest goal takes: it ends about today, so that nobody seems to have waited for months.
LASTS = {
    Goal.ENDORSED: 11,
    Goal.REVIEWED: 15,
    Goal.CONFIRMED: 20,
    Goal.APPROVED: 30,
    Goal.PUBLISHED: 34,
    Goal.AMENDED: 42,
    Goal.RENEWED: 42,
}


def days_of(goals: list[Goal]) -> int:
    return next(days for goal, days in LASTS.items() if max(goals) <= goal)


_G = Goal
_NOT, _SHOWN = [_G.NONE], [_G.PUBLISHED]
_MANY = 9  # more than the members who are left
_PROPOSED = [_G.PROPOSED, _G.NONE, _G.PROPOSED, _G.ENDORSED, _G.NONE, _G.NONE]
_REVIEWED = [_G.REVIEWED, _G.ENDORSED, _G.REVIEWED, *_NOT * 3]
_FILED = [_G.FILED, _G.FILED, _G.PREPARED, _G.CHECKED, _G.APPROVED, *_NOT * 5]
# This round, by branch; the pledge of the organisation itself comes first. These began with the round, in spring.
SPRING: dict[str, list[Goal]] = {
    "CN01": _SHOWN,
    "CN0104": [_G.PUBLISHED, _G.PUBLISHED, _G.NONE, *_SHOWN * 9, *_NOT * 9],
    "CN0106": [*_SHOWN * 3, _G.AMENDED, _G.RENEWED, *_SHOWN * 2, _G.AMENDED],
    "CN0303": [*_SHOWN, _G.NONE],
    "CN0402": [*_SHOWN * 3, _G.NONE],
    "CN0601": [*_SHOWN, _G.NONE],
    "CN0701": [*_SHOWN * 2, _G.NONE],
}
# The round before was tried by one branch, which carries last year's promises with it; or, where it has to show what
# this year cannot show yet, by all who began in spring, and what they then amended is settled.
_ONE = {"CN0104": SPRING["CN0104"]}
_ALL = {code: [min(goal, _G.PUBLISHED) for goal in goals] for code, goals in SPRING.items()}


def last_round(*, by_all: bool) -> dict[str, list[Goal]]:
    return _ALL if by_all else _ONE


# These begin late, so that every station of the road is seen; what is named nowhere has not begun.
_REST = [_G.PROPOSED, _G.REVIEWED, _G.PROPOSED, _G.RETURNED, _G.PROPOSED, _G.REVIEWED, _G.DRAFTED, _G.ENDORSED]
LATE: dict[str, list[Goal]] = {
    "CN03": [_G.FILED],
    "CN04": [_G.REVIEWED],
    "CN05": [_G.PROPOSED],
    "CN0102": [_G.PROPOSED],
    "CN0104": [*_NOT * 12, *_REST],
    "CN0101": [_G.PROPOSED, _G.NONE, _G.PROPOSED, _G.ENDORSED],
    "CN010201": _REVIEWED,
    "CN010202": [*[_G.CONFIRMED] * 3, *_NOT * _MANY],
    "CN0103": _FILED,
    "CN0201": _REVIEWED,
    "CN0204": [_G.FILED, _G.FILED, _G.PREPARED, *_NOT * _MANY],
    "CN0301": [*_SHOWN * 3, _G.NONE, _G.AMENDED, *_NOT * _MANY],
    "CN040101": _REVIEWED,
    "CN0403": _PROPOSED,
    "CN0501": [_G.CONFIRMED, _G.NONE],
}
