"""The publishing check 提出 → 审核 → 审批 → 实施. Change it by changing this table; expiry is derived, never stored."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class State(TextChoices):
    PREPARED = "prepared", "已提出"
    RETURNED = "returned", "已退回"
    CHECKED = "checked", "已审核"
    APPROVED = "approved", "已审批"
    LIVE = "live", "公示中"
    REPLACED = "replaced", "已被新版本替换"
    WITHDRAWN = "withdrawn", "已撤下"


class Hand(StrEnum):
    """Whose step it is; `policies` says which person that is for a given publication."""

    OWN = "本党组织"
    CHECKER = "上一级党组织"
    APPROVER = "上一级党组织负责人"
    EITHER = "本党组织或上一级党组织"


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    label: str
    sources: frozenset[State]
    target: State
    hand: Hand
    needs_reason: bool = False


def _move(name: str, label: str, *sources: State, to: State, by: Hand, needs_reason: bool = False) -> Move:
    return Move(name, label, frozenset(sources), to, by, needs_reason)


_S = State
PREPARE = _move("prepare", "提出公示", _S.RETURNED, to=_S.PREPARED, by=Hand.OWN)
CHECK = _move("check", "审核通过", _S.PREPARED, to=_S.CHECKED, by=Hand.CHECKER)
APPROVE = _move("approve", "审批同意", _S.CHECKED, to=_S.APPROVED, by=Hand.APPROVER)
SEND_BACK = _move("send_back", "退回重提", _S.PREPARED, _S.CHECKED, to=_S.RETURNED, by=Hand.CHECKER, needs_reason=True)
GO_LIVE = _move("go_live", "实施公示", _S.APPROVED, to=_S.LIVE, by=Hand.OWN)
REPLACE = _move("replace", "由新版本替换", _S.LIVE, to=_S.REPLACED, by=Hand.OWN)
WITHDRAW = _move("withdraw", "撤下公示", _S.LIVE, to=_S.WITHDRAWN, by=Hand.EITHER, needs_reason=True)
MOVES = (PREPARE, CHECK, APPROVE, SEND_BACK, GO_LIVE, REPLACE, WITHDRAW)
BY_NAME = {move.name: move for move in MOVES}
BATCHES = (CHECK, APPROVE, GO_LIVE)  # steps that may be taken for many at once


def mermaid() -> str:
    """The check as a diagram; a test compares it with docs/diagrams/publication.md."""
    lines = [f"    {s.name}: {s.label}" for s in State]
    lines += [
        f"    {source.name} --> {move.target.name}: {move.label}（{move.hand}）"
        for move in MOVES
        for source in State
        if source in move.sources
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.PREPARED.name}", *lines])
