"""年度评议 from the reckoning to the board (C29, C30). Change this table; the diagram in the docs is made from it.

Beside it stands the right of reply: from 已提出 until some days after the decision. The decision does not wait for it;
what it brings up may lead back (重新评议).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


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


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    label: str
    source: YearlyState
    target: YearlyState
    part: Part
    needs_reason: bool = False

    @property
    def sources(self) -> frozenset[YearlyState]:
        return frozenset({self.source})


_S = YearlyState
PROPOSE = Move("propose", "提出评定意见", _S.DRAFTED, _S.PROPOSED, Part.DECIDER)
REDRAFT = Move("redraft", "收回重核", _S.PROPOSED, _S.DRAFTED, Part.DECIDER, needs_reason=True)
DECIDE = Move("decide", "会议评定", _S.PROPOSED, _S.DECIDED, Part.DECIDER)
RECONSIDER = Move("reconsider", "重新评议", _S.DECIDED, _S.PROPOSED, Part.DECIDER, needs_reason=True)
CLOSE = Move("close", "办结", _S.DECIDED, _S.CLOSED, Part.DECIDER)
PUBLISH = Move("publish", "公布结果", _S.CLOSED, _S.PUBLISHED, Part.PUBLISHER)
TAKE_DOWN = Move("take_down", "撤下", _S.PUBLISHED, _S.CLOSED, Part.DECIDER, needs_reason=True)
MOVES = (PROPOSE, REDRAFT, DECIDE, RECONSIDER, CLOSE, PUBLISH, TAKE_DOWN)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The moves as a diagram; a test compares it with docs/diagrams/yearly_appraisal.md."""
    lines = [f"    {s.name}: {s.label}" for s in YearlyState]
    lines += [f"    {m.source.name} --> {m.target.name}: {m.label}（{m.part}）" for m in MOVES]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {YearlyState.DRAFTED.name}", *lines])
