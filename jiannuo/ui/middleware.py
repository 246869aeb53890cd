from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from jiannuo.base.errors import Refusal


class RefusalMiddleware:
    """Turns a Refusal into its sentence: 422 for htmx, otherwise a message on the page the person came from.

    Django answers 405 with nothing at all; here it says what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not answer.content:
            answer.content = render(request, "405.html").content
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        came_from = urlsplit(request.headers.get("referer", ""))
        same_site = came_from.netloc == request.get_host()
        if request.headers.get("hx-request"):
            response = render(request, "ui/refusal.html", {"sentence": error.sentence}, status=422)
            response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML show:top"
            return response
        if not same_site:
            return render(request, "ui/refused.html", {"sentence": error.sentence}, status=422)
        messages.error(request, error.sentence)
        back = "/" + came_from.path.lstrip("/") + (f"?{came_from.query}" if came_from.query else "")
        response = HttpResponseRedirect(back)
        response.is_refusal = True  # type: ignore[attr-defined]
        return response
