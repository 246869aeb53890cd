"""Printing in the background. A task is only a nudge: `sweep` finds what was never begun or was cut off."""

from django.utils import timezone
from django_tasks import task

from jiannuo.papers import printing, queries
from jiannuo.papers.actions import making


@task()
def print_batch(batch_id: int) -> bool:
    """Make the file of one batch."""
    return printing.run(batch_id)


def sweep() -> None:
    """Nudge the batches that nobody works on; clear away old files."""
    for batch_id in queries.takeable(timezone.now()).values_list("pk", flat=True):
        print_batch.enqueue(batch_id)
    making.clear_old()
