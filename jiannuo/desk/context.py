"""What the layout shows about the person: the places and the offices held."""

from django.http import HttpRequest

from jiannuo.accounts.models import User
from jiannuo.desk.navigation import more_places, places
from jiannuo.orgs.offices import offices_of


def navigation(request: HttpRequest) -> dict[str, object]:
    """Nothing for visitors: the public pages have no navigation."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    lines = [f"{o.name} · {o.title}" for o in offices_of(user)]
    first = places(user, here)
    return {"places": first, "more_places": more_places(first, here), "office_lines": lines}
