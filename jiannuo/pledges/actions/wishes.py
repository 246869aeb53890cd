"""征求意见 (C3, C11): what people asked for, and which item answers it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.pledges import policies
from jiannuo.pledges.actions.moves import lock
from jiannuo.pledges.models import PledgeItem, Wish
from jiannuo.rounds.models import Round


@transaction.atomic
def hear(round_: Round, organisation: Organisation, text: str, source: str, heard_on: date, *, by: User) -> Wish:
    """Write down one wish."""
    require(policies.why_not_hear(by, organisation))
    wish = Wish.objects.create(
        round=round_, organisation=organisation, text=text, source=source, heard_on=heard_on, recorded_by=by
    )
    record(by=by, verb="hear", subject=wish, path=organisation.path or "")
    return wish


@transaction.atomic
def answer(item: PledgeItem, wish_ids: Collection[int], *, by: User) -> int:
    """Say which wishes an item answers; those no longer ticked are open again. Returns how many it answers."""
    pledge = lock(item.pledge)
    require(policies.why_not_edit(by, pledge))
    wishes = Wish.objects.filter(round=pledge.round, organisation=pledge.organisation)
    wishes.filter(answered_by=item).exclude(pk__in=wish_ids).update(answered_by=None)
    count = wishes.filter(pk__in=wish_ids).update(answered_by=item)
    record(by=by, verb="answer", subject=pledge, path=pledge.path, item=str(item.uid), wishes=sorted(wish_ids))
    return count
