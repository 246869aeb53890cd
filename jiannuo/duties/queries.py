from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.duties.models import Duty
from jiannuo.orgs.offices import oversight, own_organisations


def visible_to(user: User) -> QuerySet[Duty]:
    return Duty.objects.filter(oversight(user) | Q(member__user=user)).select_related("organisation", "member", "round")


def mine(user: User) -> QuerySet[Duty]:
    """Expected of the person: as a member, or as an officer for the organisation itself."""
    own = Q(organisation_id__in=own_organisations(user), member__isnull=True)
    return visible_to(user).filter(Q(member__user=user) | own).order_by("due_on", "id")
