from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below, oversight, reach


def visible_to(user: User) -> QuerySet[Organisation]:
    """Organisations in the person's reach and the member's own branch. Lists, details and exports start here."""
    own = Q(members__user=user, members__left_on__isnull=True)
    mine = Organisation.objects.filter(own).values("pk")
    return Organisation.objects.filter(reach(user) | Q(pk__in=mine)).select_related("parent", "sector").order_by("path")


def members_visible_to(user: User) -> QuerySet[Member]:
    """Members in the person's reach, and oneself. A roster is not for guides: theirs is the pledge, not the file."""
    return (
        Member.objects.filter(oversight(user, path_field="branch__path") | Q(user=user))
        .select_related("branch", "group", "user")
        .order_by("branch__path", "id")
    )


def subtree(organisation: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(below(organisation.path or "")).order_by("path")


def ancestors(organisation: Organisation) -> QuerySet[Organisation]:
    """From the root to the parent, in order."""
    ids = [int(part) for part in (organisation.path or "").strip("/").split("/") if part][:-1]
    return Organisation.objects.filter(pk__in=ids).order_by("path")
