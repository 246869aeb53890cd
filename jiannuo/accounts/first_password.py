"""Whoever signs in with a password from a slip chooses an own one before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from jiannuo.accounts.models import User

_OPEN = {"account_change_password", "account_logout", "account_login"}


class FirstPasswordMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        if not isinstance(request.user, User) or not request.user.must_change_password:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _OPEN or not getattr(view, "login_required", True):
            return None
        return HttpResponseRedirect(reverse("account_change_password"))
