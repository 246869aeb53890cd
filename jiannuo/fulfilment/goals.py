"""五创 (C22): an organisation's 创建目标 tied to the five firsts, with what is measured and where each stands."""

from dataclasses import dataclass
from typing import Any

from jiannuo.accounts.models import User
from jiannuo.fulfilment import queries
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.standing import ItemState
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import ItemKind, StandingItem
from jiannuo.pledges.wording import target_said
from jiannuo.rounds.models import Round

_NONE = "未归入五创"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, its targets as (promised, reached), and where it stands."""

    item: StandingItem
    state: ItemState
    targets: list[tuple[str, str]]


def goals_of(user: User, round_: Round, organisation: Organisation) -> list[tuple[str, list[Goal]]]:
    """The organisation's own goals under the five firsts in their order; firsts without a goal are left out."""
    own = {"pledge__organisation": organisation, "pledge__member": None, "round": round_, "kind": ItemKind.GOAL}
    items = list(queries.visible_to(user).filter(dropped_by=None, **own).order_by("position"))
    states = queries.state_of(items) if items else {}
    results = queries.results_of(item.pk for item in items) if items else {}
    goals = [Goal(item, states[item.pk], _targets(item, results.get(item.pk))) for item in items]
    names = [*round_.terms["firsts"], ""]
    grouped = [(f"创{name}" if name else _NONE, [g for g in goals if g.item.first == name]) for name in names]
    return [(name, found) for name, found in grouped if found]


def _targets(item: StandingItem, result: Result | None) -> list[tuple[str, str]]:
    reached = result.figures if result else []
    return [(target_said(target), _figure(reached, place, target)) for place, target in enumerate(item.targets)]


def _figure(reached: list[float | None], place: int, target: dict[str, Any]) -> str:
    number = reached[place] if place < len(reached) else None
    return f"{number:g}{target.get('unit') or ''}" if number is not None else ""
