"""The life of a ballot box. Change it by changing this table; the diagram in the docs is generated from it."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class State(TextChoices):
    PREPARED = "prepared", "待开箱"
    OPENED = "opened", "投票中"
    CLOSED = "closed", "已计票"
    CONFIRMED = "confirmed", "已确认"
    CANCELLED = "cancelled", "已作废"


class Hand(StrEnum):
    """Whose step it is."""

    OWN = "本党组织"
    KEY_HOLDERS = "本党组织，凭监票人的钥匙"
    OTHER = "另一名监票人"


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    label: str
    sources: frozenset[State]
    target: State
    hand: Hand


def _move(name: str, label: str, *sources: State, to: State, by: Hand) -> Move:
    return Move(name, label, frozenset(sources), to, by)


_S = State
OPEN = _move("open", "开箱印票", _S.PREPARED, to=_S.OPENED, by=Hand.OWN)
CLOSE = _move("close", "封箱计票", _S.OPENED, to=_S.CLOSED, by=Hand.KEY_HOLDERS)
CONFIRM = _move("confirm", "确认结果", _S.CLOSED, to=_S.CONFIRMED, by=Hand.OTHER)
CANCEL = _move("cancel", "作废重开", _S.PREPARED, _S.OPENED, _S.CLOSED, to=_S.CANCELLED, by=Hand.OWN)
MOVES = (OPEN, CLOSE, CONFIRM, CANCEL)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The life as a diagram; a test compares it with docs/diagrams/ballot_box.md."""
    lines = [f"    {s.name}: {s.label}" for s in State]
    lines += [
        f"    {source.name} --> {move.target.name}: {move.label}（{move.hand}）"
        for move in MOVES
        for source in State
        if source in move.sources
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.PREPARED.name}", *lines])
