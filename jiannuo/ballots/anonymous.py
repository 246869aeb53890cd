"""Whoever votes is nobody: before anything else sees the request, all that tells a voter apart is taken off it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

VOTING = "/ballots/vote/"
_TELLING = (
    *("HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION"),
    *("REMOTE_ADDR", "REMOTE_PORT", "REMOTE_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"),
    *("HTTP_X_REQUEST_ID", "HTTP_TRACEPARENT"),
)


class AnonymousMiddleware:
    """Answers under the voting address carry no cookie, stay in no cache and are logged nowhere, errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(VOTING):
            return self.get_response(request)
        for name in _TELLING:
            request.META.pop(name, None)
        response = self.get_response(request)
        response.cookies.clear()
        # A form without scripts must be able to say that it is ours.
        response["Referrer-Policy"] = "same-origin" if request.path_info.endswith("/form/") else "no-referrer"
        response["Cache-Control"] = "no-store"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        del response["Vary"]
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  Django's own log keeps silent
        return response
