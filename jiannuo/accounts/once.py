"""A form sent twice acts once: the hidden key `once` is stored with the answer in the action's own transaction."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from jiannuo.accounts.models import Submission

_View = TypeVar("_View", bound=Callable[..., HttpResponse])


def _key(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def acted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page again that is an act done all the same: what could be written is, the rest comes back with the reason.

    Sent again, the form leads to where it was sent to, so only for views that answer a GET too.
    """
    response.acted_at = request.get_full_path()  # type: ignore[attr-defined]
    return response


def _location(response: HttpResponse) -> str:
    """Where the act is seen; "" when nothing was done."""
    if response.status_code == HTTPStatus.FOUND and not getattr(response, "is_refusal", False):
        return str(response["Location"])
    return str(getattr(response, "acted_at", ""))


def reads_first(view: _View) -> _View:
    """A view with slow work before its act (a file to read, passwords to hash), which holds no lock meanwhile.

    It does that work first and then acts inside `acting_once`; the middleware leaves it alone.
    """
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def acting_once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The act of such a view: in one transaction with the form's key; sent again, it leads to where the first led."""
    return OnceMiddleware(lambda _: act()).once(request)


def _acts_by_itself(request: HttpRequest) -> bool:
    try:
        return getattr(resolve(request.path_info).func, "reads_first", False)
    except Resolver404:
        return False


class OnceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if _acts_by_itself(request) else self.once(request)

    def once(self, request: HttpRequest) -> HttpResponse:
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
        """An act done is remembered; anything else (an error beside a field) is undone and may be sent again."""
        response = self.get_response(request)
        row.location = _location(response)
        if not row.location:
            transaction.set_rollback(True)
            return response
        row.save(update_fields=["location"])
        return response
