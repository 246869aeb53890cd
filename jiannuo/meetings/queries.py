from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.offices import oversight


def visible_to(user: User) -> QuerySet[Meeting]:
    return Meeting.objects.filter(oversight(user)).select_related("organisation").order_by("-held_at", "-id")
