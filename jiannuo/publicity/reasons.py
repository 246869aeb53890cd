"""Reads of the reasons why promises were not kept, changed or withdrawn, on their way to the board (C17, C30)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import LEADERS, OFFICERS, offices_of, roster_line_of
from jiannuo.pledges.queries import signed_by
from jiannuo.publicity.models import Publication, PublicReason
from jiannuo.publicity.workflow import State


def _ended() -> QuerySet[Result]:
    """Settled, and not kept."""
    return Result.objects.filter(state=ResultState.SETTLED).exclude(outcome=Outcome.KEPT)


def _let_through() -> Exists:
    """Words that stand for what the ledger says now."""
    same = {"item": OuterRef("item"), "outcome": OuterRef("outcome"), "source": OuterRef("reason")}
    return Exists(PublicReason.objects.filter(**same))


def in_hand(user: User) -> QuerySet[Result]:
    """Those of live publications that this very person may let through: other hands than those that stated them."""
    held = [o for o in offices_of(user) if o.role in OFFICERS | LEADERS]
    own = [o.organisation_id for o in held if o.role in OFFICERS or o.is_topmost]
    near = Organisation.objects.filter(Q(pk__in=own) | Q(parent_id__in=[o.organisation_id for o in held])).values("pk")
    live = Publication.objects.filter(organisation__in=near, state=State.LIVE, expires_on__gte=today())
    rows = _ended().filter(item__pledge__in=live.values("pledge")).exclude(stated_by=user)
    line = roster_line_of(user)
    if line:
        rows = rows.exclude(item__pledge__in=signed_by(line))
    parts = rows.filter(item__dropped_by__isnull=True).select_related(
        "item__pledge__organisation__parent", "item__pledge__member", "item__pledge__round", "item__round", "stated_by"
    )
    return parts.order_by("item__path", "item_id")


def waiting(user: User) -> QuerySet[Result]:
    return in_hand(user).filter(~_let_through())


def let_through(user: User) -> QuerySet[Result]:
    return in_hand(user).filter(_let_through()).select_related("item__public_reason__published_by")


def public_reasons(uids: Iterable[UUID | str]) -> dict[UUID, str]:
    """{uid: the words let through, "" where none are yet} of the settled results that call for a reason; one query."""
    rows = _ended().filter(item__uid__in=list(uids)).annotate(is_through=_let_through())
    found = rows.values_list("item__uid", "is_through", "item__public_reason__words")
    return {uid: words if is_through else "" for uid, is_through, words in found}
