"""年度评议 from the reckoning to the board (C29, C30). Change this table; the diagram in the docs is made from it.

Beside it stands the right of reply: from 已提出 until some days after the decision. The decision does not wait for one,
but what was said is answered first; what a later one brings up may lead back (重新评议).
"""

from enum import StrEnum

from django.db.models import TextChoices

from jiannuo.base import moves
from jiannuo.base.moves import move


class YearlyState(TextChoices):
    DRAFTED = "drafted", "核算中"
    PROPOSED = "proposed", "已提出"
    DECIDED = "decided", "已评定"
    CLOSED = "closed", "已办结"
    PUBLISHED = "published", "已公布"


def yearly_state_choices() -> list[tuple[str, str]]:
    return list(YearlyState.choices)


class Part(StrEnum):
    """Whose move it is; `policies.yearly` says which person that is."""

    DECIDER = "评定的党组织"
    PUBLISHER = "评定的党组织，另一人"


Move = moves.Move[YearlyState, Part]

_S = YearlyState
PROPOSE = move("propose", "提出评定意见", _S.DRAFTED, to=_S.PROPOSED, by=Part.DECIDER)
REDRAFT = move("redraft", "收回重核", _S.PROPOSED, to=_S.DRAFTED, by=Part.DECIDER, needs_reason=True)
DECIDE = move("decide", "会议评定", _S.PROPOSED, to=_S.DECIDED, by=Part.DECIDER)
RECONSIDER = move("reconsider", "重新评议", _S.DECIDED, to=_S.PROPOSED, by=Part.DECIDER, needs_reason=True)
CLOSE = move("close", "办结", _S.DECIDED, to=_S.CLOSED, by=Part.DECIDER)
PUBLISH = move("publish", "公布结果", _S.CLOSED, to=_S.PUBLISHED, by=Part.PUBLISHER)
TAKE_DOWN = move("take_down", "撤下", _S.PUBLISHED, to=_S.CLOSED, by=Part.DECIDER, needs_reason=True)
MOVES = (PROPOSE, REDRAFT, DECIDE, RECONSIDER, CLOSE, PUBLISH, TAKE_DOWN)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The moves as a diagram; a test compares it with docs/diagrams/yearly_appraisal.md."""
    return moves.diagram(YearlyState, MOVES, first=YearlyState.DRAFTED)
