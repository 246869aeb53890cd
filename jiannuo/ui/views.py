from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from jiannuo.ui import samples

_YEAR = 365 * 24 * 3600


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The living page: every component in every state."""
    return render(request, "ui/living/components.html", samples.everything(request))


@login_not_required
@require_safe
def print_size(request: HttpRequest) -> HttpResponse:
    """大字版 in one tap, remembered by this device; a matter of display, hence a plain link."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    size = "large" if request.GET.get("size") == "large" else "standard"
    response.set_cookie("print_size", size, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
