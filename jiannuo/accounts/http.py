from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from jiannuo.accounts.models import User


class Request(HttpRequest):
    """A request of somebody who has signed in, as every view but the public ones gets it."""

    user: User
    htmx: HtmxDetails
