from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import one_by_one, require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.moves import advance, lock, standing
from jiannuo.pledges.actions.stand import stand
from jiannuo.pledges.models import Filing, Pledge, PledgeVersion
from jiannuo.pledges.workflow import Stage


@transaction.atomic
def file(pledge: Pledge, *, by: User) -> Filing:
    """备案 (C15): a receipt with the next number, no second approval. What it promises is in force from now."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.FILE))
    frozen, _ = standing(pledge)
    receiver = Organisation.objects.select_for_update(of=("self",)).get(pk=policies.receiver_id(pledge))
    year = pledge.round.year
    last = Filing.objects.filter(receiver=receiver, year=year).aggregate(last=Max("serial"))["last"] or 0
    filing = Filing.objects.create(version=frozen, receiver=receiver, year=year, serial=last + 1, by=by)
    stand(pledge, frozen, by=by)
    pledge.taken_down_at = None
    advance(pledge, workflow.FILE, by=by, wrote=["taken_down_at"], number=filing.number)
    return filing


@transaction.atomic
def file_many(pledges: Sequence[Pledge], *, by: User) -> tuple[list[Filing], list[tuple[Pledge, str]]]:
    """Receipts for many, numbered in the order given; those that cannot be filed come back with the reason."""
    return one_by_one(pledges, lambda pledge: file(pledge, by=by))


@transaction.atomic
def publish(pledge: Pledge, version: PledgeVersion, *, by: User) -> Pledge:
    """公示, called by publicity once its own check has passed: the filed version becomes the public one."""
    pledge = lock(pledge)
    require(policies.why_not(by, pledge, workflow.PUBLISH))
    pledge.published, pledge.taken_down_at = version, None
    wrote = ["published", "taken_down_at"]
    return advance(pledge, workflow.PUBLISH, by=by, wrote=wrote, version_number=version.number)


@transaction.atomic
def take_down(pledge: Pledge, version: PledgeVersion, *, by: User, ground: str, reason: str) -> Pledge:
    """撤下公示, called by publicity: nothing of the pledge is public now, and every page and count knows it from here.

    Where a new text is under way it goes on as it was; only the old one is public no more. `ground` is what the public
    reads, `reason` stays inside.
    """
    pledge = lock(pledge)
    if pledge.published_id != version.pk:
        return pledge
    is_open = pledge.stage != Stage.PUBLISHED
    require("" if is_open else policies.why_not(by, pledge, workflow.TAKE_DOWN))
    pledge.published, pledge.taken_down_at = None, timezone.now()
    wrote = ["published", "taken_down_at"]
    told = {"version_number": version.number, "ground": ground, "reason": reason}
    if not is_open:
        return advance(pledge, workflow.TAKE_DOWN, by=by, wrote=wrote, **told)
    pledge.save(update_fields=wrote)
    record(by=by, verb=workflow.TAKE_DOWN.name, subject=pledge, path=pledge.path, **told)
    return pledge
