"""The life of a ballot box. Change it by changing this table; the diagram in the docs is generated from it."""

from enum import StrEnum

from django.db.models import TextChoices

from jiannuo.base import moves
from jiannuo.base.moves import move


class State(TextChoices):
    PREPARED = "prepared", "待开箱"
    OPENED = "opened", "投票中"
    CLOSED = "closed", "已计票"
    CONFIRMED = "confirmed", "已确认"
    CANCELLED = "cancelled", "已作废"


class Part(StrEnum):
    """Whose step it is."""

    OWN = "本党组织"
    KEY_HOLDERS = "本党组织，凭监票人的钥匙"
    OTHER = "另一名监票人"


Move = moves.Move[State, Part]

_S = State
OPEN = move("open", "开箱印票", _S.PREPARED, to=_S.OPENED, by=Part.OWN)
CLOSE = move("close", "封箱计票", _S.OPENED, to=_S.CLOSED, by=Part.KEY_HOLDERS)
CONFIRM = move("confirm", "确认结果", _S.CLOSED, to=_S.CONFIRMED, by=Part.OTHER)
CANCEL = move("cancel", "作废重开", _S.PREPARED, _S.OPENED, _S.CLOSED, to=_S.CANCELLED, by=Part.OWN)
MOVES = (OPEN, CLOSE, CONFIRM, CANCEL)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The life as a diagram; a test compares it with docs/diagrams/ballot_box.md."""
    return moves.diagram(State, MOVES, first=State.PREPARED)
