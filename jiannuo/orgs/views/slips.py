from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jiannuo.accounts.http import Request
from jiannuo.orgs.actions.signins import Slip

_SLIPS = "sign_in_slips"


def hand_over(request: Request, slips: list[Slip]) -> HttpResponse:
    """To the page that shows the passwords once."""
    request.session[_SLIPS] = [slip.as_dict() for slip in slips]
    return redirect("orgs:slips")


@never_cache
@require_GET
def slips(request: Request) -> HttpResponse:
    """Shown once: whoever comes back finds that the passwords are gone."""
    return render(request, "orgs/slips.html", {"slips": request.session.pop(_SLIPS, [])})
