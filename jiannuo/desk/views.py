from django.http import HttpResponse
from django.shortcuts import render

from jiannuo.accounts.http import Request


def desk(request: Request) -> HttpResponse:
    return render(request, "desk/desk.html")
