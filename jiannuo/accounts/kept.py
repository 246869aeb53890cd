"""A sign-in that expires while somebody types loses nothing: what was sent waits in the session until after sign-in."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

_SLOT = "kept_typing"
_LIMIT = 200_000
_NEVER = {"csrfmiddlewaretoken", "once", "password", "login"}


class KeepTypedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        typed = {k: request.POST.getlist(k) for k in request.POST if k not in _NEVER}
        if sum(len(v) for values in typed.values() for v in values) > _LIMIT:
            return None
        page = request.POST.get("kept_page", "") or request.path
        if page != request.path:
            resolve(page)
        request.session[_SLOT] = {"page": page, "typed": typed}
        messages.info(request, "登录已过期。您刚才填写的内容已保留，登录后会自动放回原处。")
        return redirect_to_login(page)


def take_kept(request: HttpRequest) -> dict[str, list[str]] | None:
    """What was typed for this page before the sign-in expired, once; None when there is nothing."""
    kept = request.session.get(_SLOT)
    if not kept or kept["page"] != request.path:
        return None
    del request.session[_SLOT]
    typed: dict[str, list[str]] = kept["typed"]
    return typed


def refill(form: BaseForm, request: HttpRequest) -> None:
    """Put what was typed before the sign-in expired back into the form's boxes."""
    kept = take_kept(request)
    if kept is not None:
        form.initial.update({name: kept.get(name, [""])[-1] for name in form.fields})
