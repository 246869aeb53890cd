"""Who stands where to a thing of a village branch, and how an address declares whom it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house.world import World

OWN = frozenset({"member"})  # whose pledge it is
PEER = frozenset({"co_member"})  # another member of the same branch
HERE = frozenset({"secretary", "organiser"})  # the branch's officers
ABOVE = frozenset({"town_secretary", "town_organiser"})  # officers of the level above
TOP = frozenset({"county_organiser", "leader"})  # two levels above
SECTOR = frozenset({"guide"})  # the second line: another sector than the branch's, but the school's
BESIDE = frozenset({"neighbour_secretary"})  # another branch of the same town
OUTSIDE = frozenset(
    {"far_secretary", "administrator", "stranger"}
)  # another town; no office over anything; nobody known
SIGNED_IN = OWN | PEER | HERE | ABOVE | TOP | SECTOR | BESIDE | OUTSIDE
NOBODY = frozenset({"nobody"})

REACH = HERE | ABOVE | TOP  # whose offices reach the branch
OF_PLEDGE = OWN | REACH
OF_BRANCH = OWN | PEER | REACH
KEEPING = OWN | HERE  # they write down how a promise is kept
KEEPERS = HERE | ABOVE | {"county_organiser", "administrator"}  # they keep tree and rosters of the branch
OF_ROSTER = REACH | {"administrator"}
OF_RECORDS = OF_BRANCH | {"administrator"}
APPOINTING = ABOVE | {"secretary", "county_organiser", "administrator"}
SECOND_LINE = frozenset({"county_organiser", "administrator"})  # they keep the topmost organisation
RUNNING = HERE | ABOVE  # they enter the branch's yearly appraisals
PUBLISHING = frozenset({"town_secretary", "county_organiser"})  # not the one who entered the decision
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One address with one thing behind it.

    `see`: GET is answered. `told`: GET is refused with a sentence. `act`: POST with `data` has its effect; others of
    `see` and `told` are refused without effect. Everybody else gets 404; nobody (without a sign-in) is sent to sign in,
    unless the address is `open`. `get`/`post` = 405: no such method.
    """

    name: str
    thing: str
    see: frozenset[str] = NONE
    act: frozenset[str] = NONE
    told: frozenset[str] = NONE
    get: int = 200
    post: int = 405
    open: bool = False
    data: Callable[[World], dict[str, Any]] = lambda _: {}


def page(name: str, thing: str, see: frozenset[str], *, told: frozenset[str] = NONE) -> Row:
    """Only to be read."""
    return Row(name, thing, see=see, told=told)


def form(
    name: str,
    thing: str,
    see: frozenset[str],
    act: frozenset[str],
    data: Callable[[World], dict[str, Any]] = lambda _: {},
    *,
    told: frozenset[str] = NONE,
) -> Row:
    """A page with a form on it."""
    return Row(name, thing, see=see, act=act, told=told, post=200, data=data)


def button(
    name: str,
    thing: str,
    see: frozenset[str],
    act: frozenset[str],
    data: Callable[[World], dict[str, Any]] = lambda _: {},
) -> Row:
    """Only to be sent; `see`: who knows of the thing."""
    return Row(name, thing, see=see, act=act, get=405, post=200, data=data)


def version(w: World) -> dict[str, Any]:
    w.it.refresh_from_db(fields=["version"])
    return {"version": w.it.version}
