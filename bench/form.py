"""A form as a browser sends it: urlencoded (no file is in it), with the token that the server checks."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

_TOKEN = "a" * 32


def browser() -> Client:
    """A server has its middleware loaded once, long before the first request; so has this client."""
    client = Client(enforce_csrf_checks=True)
    client.handler.load_middleware()
    client.cookies["csrftoken"] = _TOKEN
    return client


def send(client: Client, url: str, data: dict[str, str]) -> HttpResponse:
    body = urlencode(data | {"csrfmiddlewaretoken": _TOKEN})
    return client.post(url, body, content_type="application/x-www-form-urlencoded")
