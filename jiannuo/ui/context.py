from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, object]:
    """What the layout needs on every page besides the places, which the desk provides."""
    chosen = request.COOKIES.get("print_size")
    by_account = getattr(getattr(request, "user", None), "is_large_print", False)
    return {"large_print": chosen == "large" if chosen else by_account}
