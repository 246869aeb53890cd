import hashlib
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.ballots import policies, questions, remarks, sealing, shares, tasks, workflow
from jiannuo.ballots.models import BallotBox, PaperTally
from jiannuo.ballots.queries import Paper, paper_of, rules_of
from jiannuo.ballots.questions import Ballot, Question
from jiannuo.ballots.release import Counts, Level, Rules, level_of
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record

REMARKS_FROM = 10  # fewer ballots: a remark would point at its writer
_shuffle = secrets.SystemRandom().shuffle


def _lock(box: BallotBox) -> BallotBox:
    return BallotBox.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=box.pk)


@transaction.atomic
def close(box: BallotBox, keys: Sequence[str], *, by: User) -> BallotBox:
    """Open the ballots in memory and in random order, keep totals and receipts, destroy slips, ballots and pepper.

    Paper joins them in the same step, and what two people had noted of it goes: the two are never told apart again.
    """
    box = _lock(box)
    require(policies.why_not(by, box, workflow.CLOSE))
    paper = paper_of(box)
    require(_why_not_paper(box, paper))
    bodies, receipts = _taken_out(box)
    ballots = _opened(box, bodies, keys)
    valid = [ballot for ballot in ballots if ballot is not None]
    box.accepted, box.void, box.receipts = len(bodies), len(ballots) - len(valid), sorted(receipts)
    _join(box, valid, paper.agreed)
    box.sealed_remarks = remarks.sealed(box.pk, _remarks(valid))
    box.slips.all().delete()
    box.sealed.all().delete()
    box.paper_tallies.all().delete()
    box.pepper = b""
    box.state, box.closed_by, box.closed_at = State.CLOSED, by, timezone.now()
    box.save()
    root = hashlib.sha256("\n".join(box.receipts).encode()).hexdigest()
    told = {"issued": box.slip_count, "accepted": box.accepted, "void": box.void, "receipts": root}
    record(by=by, verb="close_box", subject=box, path=box.path, **told)
    _scrub_soon()
    return box


def _scrub_soon() -> None:
    """As soon as what was deleted is deleted for good; what goes wrong there is no matter of the count."""
    transaction.on_commit(tasks.sweep, robust=True)


def _taken_out(box: BallotBox) -> tuple[list[bytes], list[str]]:
    """What lies in the box; refused when it does not tally with the slips."""
    bodies = [bytes(body) for body in box.sealed.values_list("body", flat=True)]
    receipts = list(box.slips.exclude(receipt="").values_list("receipt", flat=True))
    if not len(bodies) == len(receipts) <= box.slip_count == box.slips.count():
        raise Refusal("票箱里的票与发出、用过的票数目不符，不能计票。请作废这个票箱，查明原因后重新投票。")
    _shuffle(bodies)
    return bodies, receipts


def _opened(box: BallotBox, bodies: list[bytes], keys: Sequence[str]) -> list[Ballot | None]:
    if not box.slip_count:
        return []
    key = sealing.private_key(shares.join(keys))
    if sealing.public_bytes(key) != bytes(box.public_key):
        raise Refusal("这是另一个票箱的钥匙。请核对钥匙单上的测评名称。")
    plain = (sealing.unseal(key, body, box.pk.bytes) for body in bodies)
    return [questions.decode(box.questions, ballot, takes_remarks=box.takes_remarks) for ballot in plain]


def _why_not_paper(box: BallotBox, paper: Paper) -> str:
    if len(paper.entered_by) == 1:
        return "纸票只有一人登记。请另一名监票人也登记一遍，两人一致后再封箱。"
    if paper.differences:
        return "两人登记的纸票不一致，请按提示的题目重新清点登记，一致后再封箱。"
    if paper.agreed is None and not box.slip_count:
        return "这次只用纸票，还没有登记。请两名监票人各登记一遍，一致后再封箱。"
    return ""


def _join(box: BallotBox, valid: list[Ballot], paper: PaperTally | None) -> None:
    """Slips and paper as one count; of a question that would point at somebody noughts are kept, in the rows too."""
    slips = questions.count(box.questions, valid)
    box.totals = slips
    if paper is not None and paper.ballots:
        box.on_paper, box.void = paper.ballots, box.void + paper.void
        box.totals = questions.added(slips, paper.counts)
    rules, nought = rules_of(box), questions.count(box.questions, [])
    for question in box.questions:
        key = question["key"]
        if box.on_paper and _is_left_over(question, slips[key], rules):
            box.is_withheld, box.totals[key] = True, nought[key]
        elif not box.is_summed and level_of(question, box.totals[key], rules) is Level.NOTHING:
            box.totals[key] = nought[key]


def _is_left_over(question: Question, slips: Counts, rules: Rules) -> bool:
    """Whoever counted the paper takes it from the whole: what is left must be such as may be shown in every option."""
    return any(slips.values()) and level_of(question, slips, rules) is not Level.FULL


def _remarks(ballots: list[Ballot]) -> list[str]:
    """In random order, and none at all of a small box."""
    if len(ballots) < REMARKS_FROM:
        return []
    found = [ballot.remark for ballot in ballots if ballot.remark]
    _shuffle(found)
    return found


@transaction.atomic
def write_digest(box: BallotBox, digest: str, *, by: User) -> BallotBox:
    """What the remarks say, in words of the person who counted; another one confirms it with the result."""
    box = _lock(box)
    require(policies.why_not_digest(by, box))
    box.digest = clean(digest).strip()
    box.save(update_fields=["digest"])
    record(by=by, verb="write_digest", subject=box, path=box.path)
    return box


@transaction.atomic
def confirm(box: BallotBox, *, by: User) -> BallotBox:
    """A second scrutineer confirms; the remarks as written and their key are destroyed, their digest stays."""
    box = _lock(box)
    require(policies.why_not(by, box, workflow.CONFIRM))
    if box.paper_tallies.exists():
        raise Refusal("这个票箱是在纸票登记一致以前封的，纸票没有计入。请作废这个票箱，重新开箱。")
    box.state, box.confirmed_by, box.confirmed_at = State.CONFIRMED, by, timezone.now()
    box.sealed_remarks, box.is_scrubbed = b"", False
    box.save(update_fields=["state", "confirmed_by", "confirmed_at", "sealed_remarks", "is_scrubbed"])
    record(by=by, verb="confirm_box", subject=box, path=box.path)
    _scrub_soon()
    return box


@transaction.atomic
def cancel(box: BallotBox, reason: str, *, by: User) -> BallotBox:
    """Slips lost, printed badly or miscounted: the box is void with the reason, everything in it is destroyed.

    Once counted, not by the hand that counted it: nobody alone makes a result disappear that he has seen.
    """
    box = _lock(box)
    require(policies.why_not(by, box, workflow.CANCEL))
    reason = clean(reason).strip().rstrip("。")
    if not reason:
        raise Refusal("作废须写明理由，例如票没有印好、人数有变。")
    box.slips.all().delete()
    box.sealed.all().delete()
    box.paper_tallies.all().delete()
    before, box.state, box.cancel_reason, box.cancelled_by = box.state, State.CANCELLED, reason, by
    box.pepper, box.totals, box.receipts, box.sealed_remarks, box.digest = b"", {}, [], b"", ""
    box.accepted, box.on_paper, box.void, box.is_withheld, box.is_scrubbed = 0, 0, 0, False, False
    box.save()
    record(by=by, verb="cancel_box", subject=box, path=box.path, before=before, reason=reason)
    _scrub_soon()
    return box
