"""Nudges: the batch row is the truth, and sweep() finds what no nudge has reached."""

from django_tasks import task

from jiannuo.orgs.roster.actions.preview import check
from jiannuo.orgs.roster.actions.sweeping import sweep
from jiannuo.orgs.roster.actions.writing import apply

__all__ = ["apply_roster", "check_roster", "sweep"]


@task()
def check_roster(batch_id: int) -> None:
    check(batch_id)


@task()
def apply_roster(batch_id: int) -> None:
    apply(batch_id)
