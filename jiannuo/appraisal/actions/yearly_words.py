"""What is said in a yearly appraisal: the own word before, the reply after, the answer; ways back and publishing."""

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly_draft import begun, lock
from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.reckoning import period_of
from jiannuo.appraisal.workflow import PUBLISH, RECONSIDER, REDRAFT, TAKE_DOWN, Move
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean, one_line
from jiannuo.duties.actions import unmeet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.reading import circumstance_hints, has_private_number
from jiannuo.rounds.models import Round

MOST = 1000
MOST_SELF = 300


def _one(row: YearlyAppraisal, version: int) -> YearlyAppraisal:
    found = lock([row.pk])[0]
    if version not in {0, found.version}:
        raise Stale(f"{found.subject_name}的评议刚刚已被他人改动，没有覆盖。请核对后再办理。", stored=found)
    return found


def _text(words: str, sentence: str, most: int = MOST) -> str:
    words = clean(words).strip()
    if not words:
        raise Refusal(sentence)
    if len(words) > most:
        raise Refusal(f"最多{most}字，现在有{len(words)}字，请删减。")
    return words


@transaction.atomic
def begin(round_: Round, organisation: Organisation, member: Member | None, *, by: User) -> YearlyAppraisal:
    """The row of one subject, made where there is none yet, so that the own word can come before the reckoning."""
    decider = organisation if member else organisation.parent
    if decider is None:
        raise Refusal(f"{organisation.short_name}没有上一级党组织，不在这里评议。")
    rows = YearlyAppraisal.objects.filter(round=round_, member=member)
    if not (rows if member else rows.filter(organisation=organisation)).exists():
        row = begun(round_, organisation, decider, member=member)
        require(policies.why_not_self(by, row))
        YearlyAppraisal.objects.bulk_create([row], ignore_conflicts=True)
    rows = rows if member else rows.filter(organisation=organisation)
    return rows.select_related("round", "organisation", "member", "decider").get()


@transaction.atomic
def assess_self(row: YearlyAppraisal, grade: str, words: str, *, by: User, version: int = 0) -> YearlyAppraisal:
    """个人自评: one tap and, where one likes, a line. It is shown beside the others and never reckoned."""
    row = _one(row, version)
    require(policies.why_not_self(by, row))
    if grade not in Grade.values:
        raise Refusal("请选择一个等次：优秀、合格、基本合格或不合格。")
    row.self_words = _text(words, "", MOST_SELF) if (words := one_line(words)) else ""
    row.self_grade, row.self_by, row.self_at, row.version = grade, by, timezone.now(), row.version + 1
    row.save(update_fields=["self_grade", "self_words", "self_by", "self_at", "version"])
    record(by=by, verb="assess_self", subject=row, path=row.path, grade=grade)
    return row


@transaction.atomic
def reply(row: YearlyAppraisal, words: str, *, by: User, version: int = 0) -> YearlyAppraisal:
    """本人说明: kept on record word for word; may be corrected until it is answered."""
    row = _one(row, version)
    require(policies.why_not_reply(by, row))
    row.reply = _text(words, "请写下您的说明，再提交。")
    row.replied_by, row.replied_at, row.version = by, timezone.now(), row.version + 1
    row.save(update_fields=["reply", "replied_by", "replied_at", "version"])
    record(by=by, verb="reply", subject=row, path=row.path, words=row.reply)
    return row


@transaction.atomic
def answer(row: YearlyAppraisal, words: str, *, by: User, version: int = 0) -> YearlyAppraisal:
    """答复: stands beside the reply; where it gives reason to, the decision is taken up again."""
    row = _one(row, version)
    require(policies.why_not_answer(by, row))
    row.answer = _text(words, "请写下答复，再提交。")
    row.answered_by, row.answered_at, row.version = by, timezone.now(), row.version + 1
    row.save(update_fields=["answer", "answered_by", "answered_at", "version"])
    record(by=by, verb="answer", subject=row, path=row.path, words=row.answer)
    return row


@transaction.atomic
def go_back(row: YearlyAppraisal, move: Move, reason: str, *, by: User, version: int = 0) -> YearlyAppraisal:
    """收回重核、重新评议、撤下: with the reason on record. What was decided is expected again."""
    row = _one(row, version)
    require(policies.why_not(by, row, move))
    reason = _text(reason, f"请写明{move.label}的理由。")
    before = row.grade
    if move is RECONSIDER:
        row.grade, row.meeting, row.decided_by, row.decided_at, row.warning = "", None, None, None, ""
        row.present = row.ayes = row.noes = row.abstentions = 0
        row.reconsider_reason = reason
        _unmeet(row, by)
    if move is REDRAFT:
        row.proposed, row.proposed_by, row.proposed_at = "", None, None
    if move is TAKE_DOWN:
        row.public_words, row.published_by, row.published_at = "", None, None
        row.taken_down_at, row.taken_down_reason = timezone.now(), reason
    row.state, row.version = move.target, row.version + 1
    row.save()
    record(by=by, verb=move.name, subject=row, path=row.path, reason=reason, grade=before)
    return row


def _unmeet(row: YearlyAppraisal, by: User) -> None:
    ids = [row.member_id] if row.member_id is not None else []
    number = period_of(row.round)
    unmeet(row.round, DutyKind.APPRAISAL, number, organisation=row.organisation, member_ids=ids, by=by)


def _why_not_unread(words: str) -> str:
    """C48: what may tell of somebody's health, family, money or discipline is pointed at before it is public."""
    told = "、".join(f"“{span.words}”（{span.reason}）" for span in circumstance_hints(words, is_reason=True))
    said = f"点评摘要里{told}可能涉及个人情况。请改写，或者核对后勾选“指出的都看过，可以公开”，再公布。"
    return said if told else ""


@transaction.atomic
def publish(
    row: YearlyAppraisal, words: str, *, by: User, has_looked: bool, version: int = 0, has_read_hints: bool = False
) -> YearlyAppraisal:
    """C30 亮评议: an organisation's grade and, where the publisher chooses, a sentence of the 点; never a person's."""
    row = _one(row, version)
    require(policies.why_not(by, row, PUBLISH))
    if not has_looked:
        raise Refusal("请先通读要公布的文字，勾选“已检查”，再公布。")
    if has_private_number(words):
        raise Refusal("点评摘要里还有身份证号、手机号或银行卡号，不能公布。请删去后再公布。")
    require("" if has_read_hints else _why_not_unread(words))
    row.public_words = _text(words, "", MOST) if words.strip() else ""
    row.state, row.published_by, row.published_at = PUBLISH.target, by, timezone.now()
    row.taken_down_at, row.taken_down_reason = None, ""
    row.version += 1
    row.save()
    record(by=by, verb="publish_appraisal", subject=row, path=row.path, grade=row.grade, words=row.public_words)
    return row
