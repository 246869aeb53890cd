"""What the living page of components shows."""

from django.http import HttpRequest


def everything(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001
    return {}
