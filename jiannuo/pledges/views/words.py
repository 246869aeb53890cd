"""C5–C8: the round's own words, for everybody to read, for the body that opened the round to change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.pledges import policies
from jiannuo.pledges.actions.words import reword
from jiannuo.pledges.forms.words import WordsForm
from jiannuo.rounds.policies import why_not_edit
from jiannuo.rounds.queries import all_rounds
from jiannuo.ui.beside import beside, typed_over


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, year: int) -> HttpResponse:
    """What is relied upon already is shown, not asked for; the rest may be changed."""
    round_ = get_object_or_404(all_rounds(), year=year)
    form = WordsForm(round_, request.POST if request.method == "POST" else kept_data(request))
    context: dict[str, Any] = {"round": round_, "why_not": why_not_edit(request.user, round_)}
    context["fixed"] = policies.why_not_reword(round_)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        with beside() as told:
            reword(round_, form.words, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, "本轮用语已保存。")
            return redirect("pledges:words", year=year)
        context["refusal"], status = told, told.status
        if told.is_stale:
            form = WordsForm(round_, typed_over(request.POST, told.version))
            form.is_valid()
    return render(request, "pledges/words.html", context | {"form": form}, status=status)
