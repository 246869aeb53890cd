"""Files handed over, and the address that stands on printed ones."""

from pathlib import PurePath
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


def handed(body: bytes, name: str, *, inline: bool = False) -> HttpResponse:
    """A file full of personal data, by its Chinese name: for this person, not for any cache."""
    kind = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f"{kind}; filename*=UTF-8''{quote(name)}", "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=_TYPES[PurePath(name).suffix], headers=headers)


def site_address(request: HttpRequest) -> str:
    """What printed codes lead to begins with this."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/")
