"""A page with one form: to add something, or to change it without overwriting what was saved in between."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.errors import Stale
from jiannuo.orgs.forms import stored_beside
from jiannuo.ui.beside import Told, beside, typed_over


def form_page(
    request: Request,
    template: str,
    form_of: Callable[[QueryDict | None], forms.Form],
    act: Callable[[dict[str, Any]], HttpResponse],
    *,
    stored: models.Model | None = None,
    **context: object,
) -> HttpResponse:
    """`act` does it and answers; a stale form comes again beside what is stored, and its next press is meant."""
    form, told = form_of(request.POST if request.method == "POST" else None), Told()
    lines: list[tuple[str, str]] = []
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        with beside(only=Stale) as told:
            return act(form.cleaned_data)
        if stored is not None:
            stored.refresh_from_db()
            form = form_of(typed_over(request.POST, getattr(stored, "version", 0)))
            lines = stored_beside(form, stored)
    context |= {"form": form, "stored_lines": lines, "sentence": told.sentence}
    return render(request, template, context, status=told.status)
