"""A form sent twice acts once: the hidden key `once` is stored with the answer in the action's own transaction."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jiannuo.accounts.models import Submission


def _key(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


class OnceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            with transaction.atomic():
                row = Submission.objects.create(key=key, user_id=int(request.user.pk or 0))
                return self._answer(request, row)
        except IntegrityError:
            earlier = Submission.objects.filter(key=key, user_id=int(request.user.pk or 0)).first()
            if earlier is None:
                raise
            return HttpResponseRedirect(earlier.location)

    def _answer(self, request: HttpRequest, row: Submission) -> HttpResponse:
        """A redirect is an act done and is remembered; anything else (an error beside a field) may be sent again."""
        response = self.get_response(request)
        if response.status_code != 302 or getattr(response, "is_refusal", False):
            transaction.set_rollback(True)
            return response
        row.location = response["Location"]
        row.save(update_fields=["location"])
        return response
