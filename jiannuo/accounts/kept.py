"""A sign-in that expires while somebody types loses nothing: what was sent waits in the session until after sign-in.

It waits for the person to whom the form was given. Whoever else signs in on that browser clears it away.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage.base import BaseStorage
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django_htmx.http import HttpResponseClientRedirect

from jiannuo.base import whose

_SLOT = "kept_typing"
_LIMIT = 200_000
NOT_DONE = "最后一步没有办理：没有保存，也没有提交。"
_NEVER = {"csrfmiddlewaretoken", "once", "password", "login", whose.FIELD}


View = TypeVar("View", bound=Callable[..., HttpResponse])


def never_kept(view: View) -> View:
    """For a form that takes a secret, or what is to be stored nowhere: after a sign-in it is typed again."""
    view.__dict__["is_never_kept"] = True
    return view


class KeepTypedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            _clear_of_others(request)
            _tell_again(request)
            return None
        if request.method != "POST" and not _is_part(request):
            return None
        page = _page_of(request)
        is_kept = request.method == "POST" and not getattr(view, "is_never_kept", False)
        if is_kept and _keep(request, page):
            _tell_once(request, f"登录已过期，{NOT_DONE}您填写的内容已保留，登录后会自动放回原处。")
        return _to_sign_in(request, page)


def _to_sign_in(request: HttpRequest, page: str) -> HttpResponse:
    """In the whole window, also where only a part of the page asked."""
    answer = redirect_to_login(page)
    return HttpResponseClientRedirect(answer.url) if _is_part(request) else answer


def _tell_once(request: HttpRequest, words: str) -> None:
    """A form that saves itself and the button after it are sent away one after the other."""
    waiting = messages.get_messages(request)
    is_told = any(message.message == words for message in waiting)
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # looked at, not shown
    if not is_told:
        messages.info(request, words)


def _tell_again(request: HttpRequest) -> None:
    """Back on the page after sign-in: nothing was handed in, whatever the boxes show."""
    kept = request.session.get(_SLOT)
    if kept is None or kept.get("is_told") or urlsplit(kept["page"]).path != request.path:
        return
    request.session[_SLOT] = kept | {"is_told": True}
    if request.method == "GET":
        messages.info(request, f"刚才登录已过期，{NOT_DONE}请核对本页的内容，再办一次。")


def _is_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _keep(request: HttpRequest, page: str) -> bool:
    """Lay aside what was typed, if we gave out the form and know to whom."""
    by = whose.key_in(request.POST.get(whose.FIELD, ""))
    typed = {k: request.POST.getlist(k) for k in request.POST if k not in _NEVER}
    if by is None or sum(len(v) for values in typed.values() for v in values) > _LIMIT:
        return False
    request.session[_SLOT] = {"page": page, "typed": typed, "by": by}
    return True


def _clear_of_others(request: HttpRequest) -> None:
    """What somebody else typed on this browser goes at the first page."""
    kept = request.session.get(_SLOT)
    if kept is not None and kept.get("by") != request.user.pk:
        del request.session[_SLOT]


def _page_of(request: HttpRequest) -> str:
    """Where the form stands: as it says itself, else the page of ours one came from, else its own address.

    With the part of it that was asked for (`?year=…`), where the browser tells.
    """
    told = request.POST.get("kept_page", "")
    came_from = urlsplit(request.headers.get("referer", ""))
    before = came_from.path if came_from.netloc == request.get_host() else ""
    page = request.path
    if told and told != request.path:
        resolve(told)
        page = told
    elif not told and before and _is_ours(before):
        page = before
    return f"{page}?{came_from.query}" if came_from.query and page == before else page


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def take_kept(request: HttpRequest) -> dict[str, list[str]] | None:
    """What was typed for this page before the sign-in expired, once; None when there is nothing."""
    kept = request.session.get(_SLOT)
    if not kept or urlsplit(kept["page"]).path != request.path:
        return None
    del request.session[_SLOT]
    typed: dict[str, list[str]] = kept["typed"]
    request.META["KEPT_PUT_BACK"] = "1"  # base.html tells the scripts: it stands in the boxes and is stored nowhere
    return typed


def kept_data(request: HttpRequest) -> QueryDict | None:
    """The same as a form takes it."""
    kept = take_kept(request)
    if kept is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data


def refill(form: BaseForm, request: HttpRequest) -> None:
    """Put what was typed before the sign-in expired back into the form's boxes."""
    kept = take_kept(request)
    if kept is not None:
        form.initial.update({name: kept.get(name, [""])[-1] for name in form.fields})
