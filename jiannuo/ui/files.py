"""Files handed over, and the address that stands on printed ones."""

from pathlib import Path, PurePath
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

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


def stored(
    request: HttpRequest, path: Path, name: str, *, as_attachment: bool = True, content_type: str = ""
) -> HttpResponseBase:
    """A file of the data folder, or the page that says it is not there: cleared, or lying on another server."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return render(request, "ui/file_missing.html", status=404)
    return FileResponse(stream, as_attachment=as_attachment, filename=name, content_type=content_type or None)


def site_address(request: HttpRequest) -> str:
    """What printed codes lead to begins with this."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/")
