"""Taking up what was left lying: steps whose process died, previews nobody confirmed, reports past their time."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.orgs.models import ImportBatch, ImportRow, ImportState
from jiannuo.orgs.roster.actions.arrival import folder, give_up
from jiannuo.orgs.roster.actions.preview import check
from jiannuo.orgs.roster.actions.writing import apply

_KEEP_REPORT, _KEEP_UNCONFIRMED = timedelta(days=30), timedelta(days=7)


def sweep() -> int:
    """Take up what was left lying: steps whose process died, previews nobody confirmed, reports past their time."""
    now = timezone.now()
    idle = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    steps = {ImportState.RECEIVED: check, ImportState.CONFIRMED: apply}
    waiting = list(ImportBatch.objects.filter(idle, state__in=steps).order_by("id").values_list("pk", "state"))
    for pk, state in waiting:
        steps[ImportState(state)](pk)
    clear_old(by=None)
    return len(waiting)


@transaction.atomic
def clear_old(*, by: User | None) -> None:  # noqa: ARG001 - the system's own act
    now = timezone.now()
    stale = ImportBatch.objects.select_for_update().filter(
        state=ImportState.CHECKED, created_at__lt=now - _KEEP_UNCONFIRMED
    )
    for batch in stale:
        give_up(batch, "上传后七天没有确认，已自动放弃。需要导入的请重新上传。")
    old = ImportBatch.objects.filter(finished_at__lt=now - _KEEP_REPORT).exclude(report="")
    for batch in old:
        (folder() / batch.report).unlink(missing_ok=True)
    ImportRow.objects.filter(batch__in=old.values("pk")).delete()
    old.update(report="")
