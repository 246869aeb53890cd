from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.desk.queries import desk_of


@require_safe
def desk(request: Request) -> HttpResponse:
    """Everybody's first page after sign-in (C45)."""
    return render(request, "desk/desk.html", {"desk": desk_of(request.user)})
