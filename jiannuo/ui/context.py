from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, object]:
    """大字版: the account's choice for who has signed in, this device's for visitors."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return {"large_print": getattr(user, "is_large_print", False)}
    return {"large_print": request.COOKIES.get("print_size") == "large"}
