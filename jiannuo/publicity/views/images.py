from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jiannuo.base.qr import drawn
from jiannuo.base.text import one_line
from jiannuo.publicity import board
from jiannuo.publicity.views.public import public_page


def _qr(request: HttpRequest, path: str) -> HttpResponse:
    """The address as an SVG; printed boards lead back to the live page (C18)."""
    address = settings.PUBLIC_URL.rstrip("/") + path if settings.PUBLIC_URL else request.build_absolute_uri(path)
    code = drawn(address, scale=4, border=2, title=address, lineclass=None)
    return HttpResponse(code, content_type="image/svg+xml")


@public_page
def pledge_qr(request: HttpRequest, code: str) -> HttpResponse:
    version = board.version_of(code)
    series = board.series_of(version.pledge_id) if version else None
    if version is None or series is None or series.of_version(version.pk) is None or not series.is_public:
        raise Http404
    return _qr(request, reverse("publicity:pledge", args=[code]))


@public_page
def organisation_qr(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(board.organisations(), code=one_line(code))
    return _qr(request, reverse("publicity:organisation", args=[found.code]))
