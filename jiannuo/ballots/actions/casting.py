from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from jiannuo.ballots import codes, policies, questions, sealing
from jiannuo.ballots.models import BallotBox, SealedBallot, Slip
from jiannuo.base.errors import Refusal, require


def size_of(box: BallotBox) -> int:
    """The one length that a sealed ballot of this box has."""
    return questions.size_of(box.questions, takes_remarks=box.takes_remarks) + sealing.OVERHEAD


def seal(box: BallotBox, choices: questions.Choices, remark: str = "") -> bytes:
    """Encrypt here what a browser without cryptography has sent in the clear; kept in memory only."""
    ballot = questions.encode(box.questions, choices, takes_remarks=box.takes_remarks, remark=remark)
    return sealing.seal(bytes(box.public_key), ballot, box.pk.bytes)


class UnknownSlip(Refusal):
    """A code that is whole and belongs to no slip of this box: mistyped, of another vote, or guessed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the voter is told: the slip's receipt, and whether it was used before, by himself or by somebody else."""

    receipt: str
    is_repeat: bool = False


def knows(box: BallotBox, token: str) -> bool:
    """Whether the slip is one of this box. Locks nothing and leaves nothing behind."""
    return _slip(box, token).exists()


def _slip(box: BallotBox, token: str) -> QuerySet[Slip]:
    return Slip.objects.filter(pk=codes.digest_of(token, bytes(box.pepper)), box=box)


def cast(box: BallotBox, token: str, body: bytes) -> str:
    """The receipt of the slip, whether it is used for the first time or again."""
    return take(box, token, body).receipt


@transaction.atomic
def take(box: BallotBox, token: str, body: bytes) -> Taken:
    """One slip, one ballot: the first counts, and every repeat gets the same receipt without any effect. No journal.

    The box is locked first: at the closing instant a ballot is either counted and acknowledged, or refused. That it is
    a repeat is told to whoever holds the slip, and kept nowhere.
    """
    box = BallotBox.objects.select_for_update().get(pk=box.pk)
    require(policies.why_not_vote(box))
    if len(body) != size_of(box):
        raise Refusal("这张票没有完整送达。请重新提交。")
    slip, receipt = _slip(box, token), codes.receipt_of(token)
    if slip.filter(receipt="").update(receipt=receipt):
        SealedBallot.objects.create(box=box, body=body)
        return Taken(receipt)
    if not slip.exists():
        raise UnknownSlip("这不是本次投票的票。请核对票面上的编码。")
    return Taken(receipt, is_repeat=True)
