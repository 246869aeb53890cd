"""The road of a pledge from 提诺 to 公示. Change it by changing this table; the diagram in the docs is made from it."""

from enum import StrEnum

from django.db.models import TextChoices

from jiannuo.base import moves
from jiannuo.base.moves import move


class Stage(TextChoices):
    DRAFTED = "drafted", "起草中"
    PROPOSED = "proposed", "已提诺"
    ENDORSED = "endorsed", "支部已审"
    RETURNED = "returned", "已退回"
    REVIEWED = "reviewed", "已审诺"
    CONFIRMED = "confirmed", "已定诺"
    FILED = "filed", "已备案"
    PUBLISHED = "published", "已公示"


class Part(StrEnum):
    """Whose move it is; `policies` says which person that is for a given pledge."""

    OWNER = "承诺人"
    SIGNER = "联名人"
    BRANCH = "所在党支部"
    REVIEWER = "审定的党组织"
    KEEPER = "本党组织"
    RECEIVER = "备案的党组织"
    PUBLISHER = "公示的党组织"
    EITHER = "本党组织或上一级党组织"


Move = moves.Move[Stage, Part]

_S = Stage
PROPOSE = move("propose", "提交审诺", _S.DRAFTED, _S.RETURNED, to=_S.PROPOSED, by=Part.OWNER)
WITHDRAW = move("withdraw", "撤回修改", _S.PROPOSED, to=_S.DRAFTED, by=Part.OWNER)
DECLINE = move("decline", "退出联名", _S.PROPOSED, _S.ENDORSED, to=_S.DRAFTED, by=Part.SIGNER)
ENDORSE = move("endorse", "支部审定", _S.PROPOSED, to=_S.ENDORSED, by=Part.BRANCH)
SEND_BACK = move("send_back", "退回修改", _S.PROPOSED, _S.ENDORSED, to=_S.RETURNED, by=Part.REVIEWER)
REVIEW = move("review", "审诺通过", _S.PROPOSED, _S.ENDORSED, to=_S.REVIEWED, by=Part.REVIEWER)
RECONSIDER = move("reconsider", "会议退回修改", _S.REVIEWED, to=_S.RETURNED, by=Part.KEEPER)
CONFIRM = move("confirm", "会议定诺", _S.REVIEWED, to=_S.CONFIRMED, by=Part.KEEPER)
FILE = move("file", "备案", _S.CONFIRMED, to=_S.FILED, by=Part.RECEIVER)
PUBLISH = move("publish", "公示", _S.FILED, to=_S.PUBLISHED, by=Part.PUBLISHER)
TAKE_DOWN = move("take_down", "撤下公示", _S.PUBLISHED, to=_S.FILED, by=Part.EITHER, needs_reason=True)
AMEND = move("amend", "充实完善", _S.FILED, _S.PUBLISHED, to=_S.DRAFTED, by=Part.OWNER)
DROP_AMENDMENT = move("drop_amendment", "放弃修改", _S.DRAFTED, _S.RETURNED, to=_S.PUBLISHED, by=Part.OWNER)
DROP_BEFORE_PUBLISHING = move("drop_before_publishing", "放弃修改", _S.DRAFTED, _S.RETURNED, to=_S.FILED, by=Part.OWNER)
DROPS = (DROP_AMENDMENT, DROP_BEFORE_PUBLISHING)  # which of the two: whether the text that stands is public
_TO_THE_BOARD = (PROPOSE, WITHDRAW, DECLINE, ENDORSE, SEND_BACK, REVIEW, RECONSIDER, CONFIRM, FILE, PUBLISH)
MOVES = (*_TO_THE_BOARD, TAKE_DOWN, AMEND, *DROPS)
BY_NAME = {move.name: move for move in MOVES}


def mermaid() -> str:
    """The road as a diagram; a test compares it with docs/diagrams/pledge.md."""
    return moves.diagram(Stage, MOVES, first=Stage.DRAFTED)
