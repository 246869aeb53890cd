"""点: drafts saved as typed, then issued (C27); visits on the spot (C33)."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import LeaderComment, Visit
from jiannuo.appraisal.policies import leader as policies
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean, one_line
from jiannuo.duties.actions import meet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Words:
    """The boxes of the sheet; `mended` says what became of last time's problems."""

    achievements: str = ""
    problems: str = ""
    direction: str = ""
    mended: str = ""


def _locked(round_: Round, period: int, organisation: Organisation, member: Member | None) -> LeaderComment | None:
    rows = LeaderComment.objects.select_for_update(of=("self",)).select_related("organisation", "member", "round")
    return rows.filter(round=round_, period=period, organisation=organisation, member=member).first()


@transaction.atomic
def write(
    round_: Round,
    period: int,
    organisation: Organisation,
    words: Words,
    *,
    by: User,
    member: Member | None = None,
    version: int = 0,
) -> LeaderComment:
    """Keep the draft of one subject's comment. `version` is 0 where the page has seen none yet."""
    require(policies.why_not_comment(by, organisation, member))
    comment = _locked(round_, period, organisation, member)
    if comment is not None:
        require(policies.why_not_write(by, comment))
    if version != (comment.version if comment else 0):
        raise Stale("这份点评刚刚已被他人改动。两份文字都在，请核对后再保存。", stored=comment)
    comment = comment or _begun(round_, period, organisation, member)
    cleaned = {name: clean(text).strip() for name, text in asdict(words).items()}
    for name, text in cleaned.items():
        setattr(comment, name, text)
    comment.by, comment.version = by, comment.version + 1
    comment.save()
    record(by=by, verb="write_comment", subject=comment, path=comment.path, length=sum(map(len, cleaned.values())))
    return comment


def _begun(round_: Round, period: int, organisation: Organisation, member: Member | None) -> LeaderComment:
    """A comment not yet stored, with the place of its subject as it is today."""
    return LeaderComment(
        round=round_,
        period=period,
        organisation=organisation,
        member=member,
        version=0,
        superior_id=organisation.parent_id or 0,
        path=organisation.path or "",
        sector_id=organisation.sector_id,
    )


@transaction.atomic
def issue(comment: LeaderComment, *, by: User, version: int) -> LeaderComment:
    """发出点评: the words are fixed, the subject reads them, the duty of the half-year is done."""
    locked = _locked(comment.round, comment.period, comment.organisation, comment.member)
    if locked is None:
        raise Refusal("这份点评已经不在了，请重新填写。")
    require(policies.why_not_write(by, locked))
    if version != locked.version:
        raise Stale("这份点评刚刚已被他人改动。两份文字都在，请核对后再发出。", stored=locked)
    if not (locked.achievements or locked.problems or locked.direction):
        raise Refusal("三栏都还空着。请至少写一栏，再发出点评。")
    locked.issued_at, locked.by, locked.version = timezone.now(), by, locked.version + 1
    locked.save(update_fields=["issued_at", "by", "version"])
    if locked.member_id is None:
        where = locked.organisation
        meet(locked.round, DutyKind.LEADER_COMMENT, locked.period, organisation=where, on=today(), by=by)
    record(by=by, verb="issue_comment", subject=locked, path=locked.path, period=locked.period)
    return locked


@transaction.atomic
def visit(organisation: Organisation, on: date, place: str, note: str, *, by: User) -> Visit:
    """C33: keep where a leader has been, when, and what was seen there."""
    require(policies.why_not_visit(by, organisation))
    if on > today():
        raise Refusal("日期还没有到。请填写实际到基层的日期。")
    made = Visit.objects.create(
        organisation=organisation,
        on=on,
        place=one_line(place),
        note=clean(note).strip(),
        by=by,
        path=organisation.path or "",
        sector_id=organisation.sector_id,
    )
    record(by=by, verb="visit", subject=made, path=made.path, on=on.isoformat())
    return made
