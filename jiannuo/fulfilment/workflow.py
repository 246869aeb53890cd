"""How a promise gets its stated result (C17). Change this table; the diagram in the docs is made from it.

Lateness is derived from days and never stored. 销号 needs a second pair of eyes where the round says so.
"""

from enum import StrEnum

from django.db.models import TextChoices

from jiannuo.base import moves
from jiannuo.base.moves import move


class Outcome(TextChoices):
    """C17: every promise ends in one of these; all but the first give a reason."""

    KEPT = "kept", "已兑现"
    NOT_KEPT = "not_kept", "未兑现"
    CHANGED = "changed", "变更"
    WITHDRAWN = "withdrawn", "撤销"


class ResultState(TextChoices):
    OPEN = "open", "未填结果"
    STATED = "stated", "待销号"
    SETTLED = "settled", "已销号"
    HANDED_BACK = "handed_back", "退回重报"


class Part(StrEnum):
    """Whose move it is; `policies` says which person that is for a given promise."""

    OWNER = "承诺人或本党组织"
    SETTLER = "本党支部或上一级党组织"


Move = moves.Move[ResultState, Part]

_S = ResultState
STATE_RESULT = move("state_result", "填报结果", _S.OPEN, to=_S.STATED, by=Part.OWNER)
RESTATE = move("restate", "重新填报", _S.STATED, _S.HANDED_BACK, _S.SETTLED, to=_S.STATED, by=Part.OWNER)
TAKE_BACK = move("take_back", "撤回结果", _S.STATED, _S.HANDED_BACK, _S.SETTLED, to=_S.OPEN, by=Part.OWNER)
SETTLE = move("settle", "销号", _S.STATED, to=_S.SETTLED, by=Part.SETTLER)
HAND_BACK = move("hand_back", "退回重报", _S.STATED, _S.SETTLED, to=_S.HANDED_BACK, by=Part.SETTLER, needs_reason=True)
MOVES = (STATE_RESULT, RESTATE, TAKE_BACK, SETTLE, HAND_BACK)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The moves as a diagram; a test compares it with docs/diagrams/result.md."""
    return moves.diagram(ResultState, MOVES, first=ResultState.OPEN)
