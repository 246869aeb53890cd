"""What was shown to somebody signed in stays in no cache: a village's computer has many users.

What somebody has typed is another thing: copies lie in the browser until they arrive (`ui/static/ui/autosave.js`).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
