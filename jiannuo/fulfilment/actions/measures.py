"""措施: 「不断把兑现承诺的办法、途径具体化」(C21)."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import one_line
from jiannuo.fulfilment import policies
from jiannuo.fulfilment.actions.locking import lock
from jiannuo.fulfilment.models import Measure
from jiannuo.journal.actions import record
from jiannuo.pledges.models import StandingItem

MOST = 30
MOST_TEXT = 200


def _why_not_text(text: str) -> str:
    if not text:
        return "请写明这一步做什么。"
    return f"措施最多{MOST_TEXT}字，请删减或分成两步。" if len(text) > MOST_TEXT else ""


@transaction.atomic
def add_measure(item: StandingItem, text: str, due_on: date | None, *, by: User) -> Measure:
    """One step more on the way to the promise."""
    item, words = lock(item), one_line(text)
    require(policies.why_not_keep(by, item) or _why_not_text(words))
    standing = Measure.objects.filter(item=item)
    if standing.count() >= MOST:
        raise Refusal(f"一项承诺最多列{MOST}条措施，请合并后再加。")
    last = standing.aggregate(last=Max("position"))["last"] or 0
    row = Measure.objects.create(item=item, position=last + 1, text=words, due_on=due_on, written_by=by)
    record(by=by, verb="add_measure", subject=item, path=item.path, measure=row.pk, text=words)
    return row


def _lock(measure: Measure, version: int | None, by: User) -> tuple[StandingItem, Measure]:
    item = lock(measure.item)
    require(policies.why_not_keep(by, item))
    found = Measure.objects.filter(pk=measure.pk).first()
    if found is None:
        raise Refusal("这条措施刚刚已被删去，请刷新后查看。")
    if version is not None and version != found.version:
        raise Stale("这条措施刚刚已被他人改动，请核对后再保存。您填写的内容没有丢失。", stored=found)
    return item, found


@transaction.atomic
def change_measure(
    measure: Measure, text: str, due_on: date | None, done_on: date | None, *, by: User, version: int | None = None
) -> Measure:
    """Other words, another day, or done on a day."""
    item, row = _lock(measure, version, by)
    words = one_line(text)
    require(_why_not_text(words))
    require("实际完成日期不能晚于今天。" if done_on is not None and done_on > today() else "")
    before = {"text": row.text, "due_on": str(row.due_on or ""), "done_on": str(row.done_on or "")}
    row.text, row.due_on, row.done_on, row.version = words, due_on, done_on, row.version + 1
    row.save()
    after = {"text": words, "due_on": str(due_on or ""), "done_on": str(done_on or "")}
    record(by=by, verb="change_measure", subject=item, path=item.path, measure=row.pk, before=before, after=after)
    return row


@transaction.atomic
def drop_measure(measure: Measure, *, by: User, version: int | None = None) -> None:
    """A step that is no longer needed; its words stay in the journal."""
    item, row = _lock(measure, version, by)
    record(by=by, verb="drop_measure", subject=item, path=item.path, measure=row.pk, text=row.text)
    row.delete()
