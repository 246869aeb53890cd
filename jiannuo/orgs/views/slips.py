"""Password slips between their making and their printing: a lost answer or a closed page costs nobody the password.

Until then they lie in the clear in the session of whoever made them, a row of the database that is signed and not
encrypted. They go when that person says 「已打印」 or signs out, and are shown for half an hour at most; of a session
that nobody opens again the row stays until it has expired and the nightly tidying takes it. A first password is good
for one sign-in, which asks for another.
"""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jiannuo.accounts.http import Request
from jiannuo.orgs.actions.signins import Slip

_SLIPS = "sign_in_slips"
KEPT = timedelta(minutes=30)


def hand_over(request: Request, slips: list[Slip]) -> HttpResponse:
    """To the page that shows the passwords, beside those that still wait to be printed."""
    made = timezone.now().timestamp()
    anew = {slip.username for slip in slips}
    earlier = [slip for slip in waiting(request) if slip["username"] not in anew]
    request.session[_SLIPS] = [*earlier, *(slip.as_dict() | {"made": made} for slip in slips)]
    return redirect("orgs:slips")


def waiting(request: Request) -> list[dict[str, str]]:
    """What this person has made and not yet called printed; what is too old goes with the look."""
    kept: list[dict[str, str]] = request.session.get(_SLIPS, [])
    oldest = (timezone.now() - KEPT).timestamp()
    young = [slip for slip in kept if float(slip["made"]) > oldest]
    if young != kept:
        request.session[_SLIPS] = young
    return young


@never_cache
@require_GET
def slips(request: Request) -> HttpResponse:
    """Shown until they are called printed: whoever reloads the page finds them again."""
    return render(request, "orgs/slips.html", {"slips": waiting(request)})


@require_POST
def slips_printed(request: Request) -> HttpResponse:
    """From here on the passwords are nowhere."""
    request.session.pop(_SLIPS, None)
    return redirect("orgs:slips")
