"""The publishing check 提出 → 审核 → 审批 → 实施. Change it by changing this table; expiry is derived, never stored."""

from enum import StrEnum

from django.db.models import TextChoices

from jiannuo.base import moves
from jiannuo.base.moves import move


class State(TextChoices):
    PREPARED = "prepared", "已提出"
    RETURNED = "returned", "已退回"
    CHECKED = "checked", "已审核"
    APPROVED = "approved", "已审批"
    LIVE = "live", "公示中"
    REPLACED = "replaced", "已被新版本替换"
    WITHDRAWN = "withdrawn", "已撤下"


class Ground(TextChoices):
    """All that the public reads of why a page was taken down (C48); what was typed stays inside."""

    OWN_WISH = "own_wish", "本人要求"
    MISTAKEN = "mistaken", "内容有误"
    PEOPLE_CHANGED = "people_changed", "人员变动"
    OTHER = "other", "其他"


class Part(StrEnum):
    """Whose step it is; `policies` says which person that is for a given publication."""

    OWN = "本党组织"
    CHECKER = "上一级党组织"
    APPROVER = "上一级党组织负责人"
    EITHER = "本党组织或上一级党组织"


Move = moves.Move[State, Part]

_S = State
PREPARE = move("prepare", "提出公示", _S.RETURNED, to=_S.PREPARED, by=Part.OWN)
CHECK = move("check", "审核通过", _S.PREPARED, to=_S.CHECKED, by=Part.CHECKER)
APPROVE = move("approve", "审批同意", _S.CHECKED, to=_S.APPROVED, by=Part.APPROVER)
SEND_BACK = move("send_back", "退回重提", _S.PREPARED, _S.CHECKED, to=_S.RETURNED, by=Part.CHECKER, needs_reason=True)
GO_LIVE = move("go_live", "实施公示", _S.APPROVED, to=_S.LIVE, by=Part.OWN)
REPLACE = move("replace", "由新版本替换", _S.LIVE, to=_S.REPLACED, by=Part.OWN)
WITHDRAW = move("withdraw", "撤下公示", _S.LIVE, to=_S.WITHDRAWN, by=Part.EITHER, needs_reason=True)
NOTE = move("note", "已阅", _S.WITHDRAWN, to=_S.WITHDRAWN, by=Part.CHECKER)  # one press took it down, two levels know
MOVES = (PREPARE, CHECK, APPROVE, SEND_BACK, GO_LIVE, REPLACE, WITHDRAW, NOTE)
BY_NAME = {move.name: move for move in MOVES}
BATCHES = (CHECK, APPROVE, GO_LIVE)  # steps that may be taken for many at once


def mermaid() -> str:
    """The check as a diagram; a test compares it with docs/diagrams/publication.md."""
    return moves.diagram(State, MOVES, first=State.PREPARED)
