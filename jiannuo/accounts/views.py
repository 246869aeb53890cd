from typing import Any
from urllib.parse import urlsplit

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.accounts import actions, queries
from jiannuo.accounts.forms import password_form
from jiannuo.accounts.http import Request


class SignInView(LoginView):  # type: ignore[misc]
    """allauth's sign-in; on a demo the page also offers one tap per role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "doors": queries.doors()}


@login_not_required
@require_POST
def demo(request: Request, pk: int) -> HttpResponse:
    """One tap on a demo. Any other database has no such page."""
    door = get_object_or_404(queries.doors(), pk=pk)
    login(request, door.user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("desk:desk")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request: Request) -> HttpResponse:
    form = password_form(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request.user, form.cleaned_data["new_password1"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return redirect("desk:desk")
    first = request.user.must_change_password
    return render(request, "account/password_change.html", {"form": form, "is_first": first})


@require_POST
def large_print(request: Request) -> HttpResponse:
    """大字版 on or off, then back to the page one came from."""
    actions.set_large_print(request.user, by=request.user, is_on=request.POST.get("on") == "1")
    came_from = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return redirect("/" + urlsplit(came_from).path.lstrip("/") if is_ours else "desk:desk")
