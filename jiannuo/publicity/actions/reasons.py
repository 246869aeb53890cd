"""The reason of a promise not kept, changed or withdrawn goes to the board, checked by another hand (C17, C30)."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import one_line
from jiannuo.fulfilment.models import Result
from jiannuo.journal.actions import record
from jiannuo.pledges.reading import Span, has_private_number
from jiannuo.publicity import policies, queries
from jiannuo.publicity.models import PublicReason
from jiannuo.publicity.redaction import spans_in

MOST = 300


def _lock(result: Result) -> Result:
    rows = Result.objects.select_for_update(of=("self",)).select_related(
        "item__pledge__organisation__parent", "item__pledge__member", "stated_by"
    )
    return rows.get(pk=result.pk)


@transaction.atomic
def let_through(
    result: Result,
    words: str,
    *,
    by: User,
    has_looked: bool,
    looked_at: Collection[str] = (),
    version: int | None = None,
) -> PublicReason:
    """Show these words on the board.

    Private numbers never pass; every reason has to be looked at (`has_looked`), and of what is pointed at and stays
    every single one (`looked_at`).
    """
    result = _lock(result)
    require(policies.why_not_reason(by, result))
    if version is not None and version != result.version:
        raise Stale("这项结果刚刚重新填报过，请按新的原因核对。", stored=result)
    words = one_line(words)
    require(_why_not_public(result, words, has_looked=has_looked, looked_at=looked_at))
    told = {"outcome": result.outcome, "source": result.reason, "words": words, "stated_by": result.stated_by}
    told |= {"published_by": by, "published_at": timezone.now()}
    row, _ = PublicReason.objects.update_or_create(item=result.item, defaults=told)
    record(by=by, verb="publish_reason", subject=result.item, path=result.item.path, words=words)
    return row


def _why_not_public(result: Result, words: str, *, has_looked: bool, looked_at: Collection[str]) -> str:
    if not words:
        return "请写明可以公示的原因；不用写细节，但不能空着。"
    if len(words) > MOST:
        return f"原因最多{MOST}字，现在有{len(words)}字，请删减。"
    if has_private_number(words):
        return "原因里还有身份证号、手机号或银行卡号，不能公示。请删去后再公示。"
    left = next((span for span in left_in(result, words) if span.words not in looked_at), None)
    if left:
        return f"原因里的“{left.words}”可能需要隐去（{left.reason}）。请改写，或在下面逐条勾选可以公开的，再公示。"
    return "" if has_looked else "请先看一遍要公示的文字，勾选“已核对全文”，再公示。"


def left_in(result: Result, words: str) -> tuple[Span, ...]:
    """What in these words is pointed at."""
    return spans_in(words, queries.known_names(result.item.pledge.organisation), is_reason=True)


@transaction.atomic
def take_back(result: Result, *, by: User) -> None:
    """Off the board again, to be worded anew."""
    result = _lock(result)
    require(policies.why_not_reason(by, result))
    row = PublicReason.objects.filter(item=result.item).first()
    if row is None:
        raise Refusal("这条原因已经不在公示栏上了。")
    record(by=by, verb="withdraw_reason", subject=result.item, path=result.item.path, words=row.words)
    row.delete()
