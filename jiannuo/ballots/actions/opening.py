import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.ballots import codes, policies, questions, sealing, shares, workflow
from jiannuo.ballots.models import MOST_SLIPS, BallotBox, BoxKind, Slip
from jiannuo.ballots.page import page_hash
from jiannuo.ballots.release import Rules
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import one_line
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation

_shuffle = secrets.SystemRandom().shuffle


class Opened(NamedTuple):
    """What opening leaves behind outside the database: print it at once, it exists nowhere else."""

    box: BallotBox
    keys: shares.Keys
    slips: list[str]


@transaction.atomic
def prepare(  # noqa: PLR0917  what, whose, named how, asked what, of how many, until when
    kind: BoxKind,
    organisation: Organisation,
    title: str,
    asked: Sequence[questions.Question],
    roll_size: int,
    closes_at: datetime,
    *,
    by: User,
    period: str = "",
    takes_remarks: bool = False,
    rules: Rules | None = None,
) -> BallotBox:
    """A box that is not open yet. Boxes of the same kind and `period` may be summed up the tree.

    The thresholds may be higher than the product's, never lower.
    """
    require(policies.why_not_prepare(by, organisation))
    questions.check(asked)
    rules = rules or Rules()
    if rules.smallest < Rules().smallest or rules.full_from < max(Rules().full_from, rules.smallest):
        raise Refusal("保护投票人的人数下限只能提高，不能降低。")
    box = BallotBox.objects.create(
        kind=kind,
        organisation=organisation,
        path=organisation.path or "",
        title=one_line(title),
        period=period,
        questions=list(asked),
        roll_size=roll_size,
        closes_at=closes_at,
        takes_remarks=takes_remarks,
        smallest=rules.smallest,
        full_from=rules.full_from,
        prepared_by=by,
    )
    record(by=by, verb="prepare_box", subject=box, path=box.path, kind=kind)
    return box


@transaction.atomic
def issue(
    box: BallotBox,
    *,
    by: User,
    roll_size: int | None = None,
    slip_count: int | None = None,
    closes_at: datetime | None = None,
    scrutineers: int = 3,
) -> Opened:
    """Close the roll, make keys and slips, open the box. Fewer slips than people: the others vote on paper."""
    box = BallotBox.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=box.pk)
    require(policies.why_not(by, box, workflow.OPEN))
    box.roll_size = box.roll_size if roll_size is None else roll_size
    box.slip_count = box.roll_size if slip_count is None else slip_count
    box.closes_at = closes_at or box.closes_at
    box.scrutineers = scrutineers
    require(_why_not_so(box))
    keys, tokens = _keys_of(box), _slips_of(box)
    box.state, box.opened_by, box.opened_at = State.OPENED, by, timezone.now()
    box.page_hash = page_hash(box)
    box.save()
    record(
        by=by,
        verb="open_box",
        subject=box,
        path=box.path,
        roll=box.roll_size,
        slips=box.slip_count,
        public_key=bytes(box.public_key).hex(),
        page=box.page_hash,
    )
    return Opened(box, keys, tokens)


def _why_not_so(box: BallotBox) -> str:
    if not 1 <= box.roll_size <= MOST_SLIPS:
        return f"应投票人数须在1至{MOST_SLIPS}之间。请按到会名单核对。"
    if box.slip_count > box.roll_size:
        return f"印发的票不能多于应投票的{box.roll_size}人。"
    if reason := policies.why_not_mixed(box.roll_size, box.slip_count, Rules(box.smallest, box.full_from)):
        return reason
    if box.closes_at <= timezone.now():
        return "投票截止时间已经过去。请填写一个以后的时间。"
    return "" if box.scrutineers in shares.SCRUTINEERS else "监票人须为1至3人。"


def _keys_of(box: BallotBox) -> shares.Keys:
    """The key pair lives in this call; what leaves it is the public half and the sheets."""
    if not box.slip_count:
        return shares.Keys(())
    seed = sealing.new_seed()
    box.public_key = sealing.public_bytes(sealing.private_key(seed))
    return shares.split(seed, box.scrutineers)


def _slips_of(box: BallotBox) -> list[str]:
    """Stored in one random order, returned in another."""
    box.pepper = secrets.token_bytes(32)
    tokens: list[str] = []
    while len(tokens) < box.slip_count:
        tokens = list({*tokens, *(codes.new_token() for _ in range(box.slip_count - len(tokens)))})
    Slip.objects.bulk_create(
        Slip(digest=digest, box=box) for digest in sorted(codes.digest_of(t, box.pepper) for t in tokens)
    )
    _shuffle(tokens)
    return tokens


@transaction.atomic
def open_box(  # noqa: PLR0917  the same six
    kind: BoxKind,
    organisation: Organisation,
    title: str,
    asked: Sequence[questions.Question],
    roll_size: int,
    closes_at: datetime,
    *,
    by: User,
    slip_count: int | None = None,
    scrutineers: int = 3,
    period: str = "",
    takes_remarks: bool = False,
    rules: Rules | None = None,
) -> Opened:
    """`prepare` and `issue` at once."""
    box = prepare(
        *(kind, organisation, title, asked, roll_size, closes_at),
        by=by,
        period=period,
        takes_remarks=takes_remarks,
        rules=rules,
    )
    return issue(box, by=by, slip_count=slip_count, scrutineers=scrutineers)
