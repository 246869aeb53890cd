from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.offices import reach
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage


def own(user: User) -> Q:
    """Pledges the person makes as a member, alone or together with others."""
    joint = Pledge.co_signers.through.objects.filter(member__user=user).values("pledge_id")
    return Q(member__user=user) | Q(pk__in=joint)


def visible_to(user: User) -> QuerySet[Pledge]:
    """One's own, and those in the reach of one's offices. Lists, details and exports all start here."""
    return Pledge.objects.filter(own(user) | reach(user, sector_field="sector_id")).select_related(
        "round", "organisation", "organisation__parent", "member", "current"
    )


def awaiting_review(user: User) -> QuerySet[Pledge]:
    """Proposed or endorsed pledges in reach, oldest first; whose turn it is, `policies` says."""
    return visible_to(user).filter(stage__in=[Stage.PROPOSED, Stage.ENDORSED]).order_by("stage_at", "id")
