"""佐证: never compulsory, taken down with a reason; the file goes when no promise shows it any more."""

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, require
from jiannuo.base.text import one_line
from jiannuo.fulfilment import files, policies
from jiannuo.fulfilment.actions.locking import lock
from jiannuo.fulfilment.models import Evidence, ProgressNote
from jiannuo.journal.actions import record
from jiannuo.pledges.models import StandingItem

MOST = 20
MOST_REASON = 200


@transaction.atomic
def add_evidence(
    item: StandingItem, name: str, content: files.Content, *, by: User, note: ProgressNote | None = None
) -> Evidence:
    """Keep a file that has been examined beside the promise."""
    item = lock(item)
    require(policies.why_not_keep(by, item))
    standing = Evidence.objects.filter(item=item, removed_at__isnull=True)
    if standing.count() >= MOST:
        raise Refusal(f"一项承诺最多留{MOST}份佐证，请先撤下不需要的。")
    if standing.filter(sha256=content.sha256).exists():
        raise Refusal("这个文件已经在这一项下面了，不用再传。")
    files.keep(content)
    row = Evidence.objects.create(
        item=item,
        note=note,
        kind=content.kind,
        name=one_line(name)[-120:] or "佐证",
        sha256=content.sha256,
        stored=content.stored,
        size=len(content.data),
        by=by,
    )
    record(by=by, verb="add_evidence", subject=item, path=item.path, evidence=row.pk, sha256=row.sha256)
    return row


@transaction.atomic
def remove_evidence(evidence: Evidence, reason: str, *, by: User) -> Evidence:
    """Taken down with a reason; who and why stays, the file does not."""
    item = lock(evidence.item)
    row, words = Evidence.objects.get(pk=evidence.pk), one_line(reason)
    require("" if policies.keeps(by, item.pledge) else policies.why_not_keep(by, item))
    require("" if row.removed_at is None else "这份佐证已经撤下。")
    require("" if words else "撤下佐证须写明原因。")
    require(f"原因最多{MOST_REASON}字，请删减。" if len(words) > MOST_REASON else "")
    row.removed_at, row.removed_by, row.removal_reason = timezone.now(), by, words
    row.save()
    record(by=by, verb="remove_evidence", subject=item, path=item.path, evidence=row.pk, reason=words)
    if not Evidence.objects.filter(sha256=row.sha256, removed_at__isnull=True).exists():
        path = files.folder() / row.stored
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return row
