from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    """What the layout needs on every page: which place of the product this is."""
    match = request.resolver_match
    return {"room": match.app_name if match else "", "page": match.view_name if match else ""}
