from django.db.models import QuerySet

from jiannuo.accounts.models import DemoDoor, Installation


def is_demo() -> bool:
    """Whether this database was made as a demo. Only there does one tap sign somebody in."""
    return Installation.objects.filter(is_demo=True).exists()


def doors() -> QuerySet[DemoDoor]:
    """The roles that can be entered with one tap, in the order of the sign-in page; none on any other database."""
    rows = DemoDoor.objects.filter(user__is_active=True).select_related("user").order_by("position", "id")
    return rows if is_demo() else rows.none()
