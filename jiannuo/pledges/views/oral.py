"""代录 (C11): a secretary writes down what members without a phone have said, one after the other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import subjects
from jiannuo.pledges.actions import draft as actions
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.forms.draft import OralForm
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round, Subject


def oral(request: Request, pk: int) -> HttpResponse:
    """Choose a member, write, next: the next member without a pledge opens by itself."""
    branch = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = rounds.current()
    if round_ is None or not holds(request.user, OFFICERS, branch.pk):
        return render(request, "pledges/no_pledge.html", {"round": round_, "officers_only": True}, status=403)
    members = subjects.without_pledge(round_, branch)
    if request.method != "POST":
        kept = {name: values[0] for name, values in (take_kept(request) or {}).items() if values}
        initial: dict[str, Any] = kept or {"member": request.GET.get("member") or members.first()}
        return _page(request, branch, round_, OralForm(round_, members, initial=initial))
    form = OralForm(round_, members, request.POST)
    if not form.is_valid():
        return _page(request, branch, round_, form, status=422)
    return _record(request, branch, round_, form)


def _record(request: Request, branch: Organisation, round_: Round, form: OralForm) -> HttpResponse:
    member = form.cleaned_data["member"]
    pledge = actions.record_oral(round_, member, form.texts, by=request.user)
    if request.POST.get("do") == "propose":
        propose(pledge, by=request.user)
        messages.success(request, f"{member.name}的口头承诺已代录并提交审诺。")
    else:
        messages.success(request, f"{member.name}的口头承诺已代录，存为草稿。")
    following = subjects.without_pledge(round_, branch).filter(name__gt=member.name).first()
    query = f"?member={following.pk}" if following else ""
    return redirect(reverse("pledges:oral", kwargs={"pk": branch.pk}) + query)


def _page(request: Request, branch: Organisation, round_: Round, form: OralForm, *, status: int = 200) -> HttpResponse:
    left = subjects.without_pledge(round_, branch).count()
    advice = rounds.advice_for(round_, branch, Subject.MEMBER)
    boxes: list[Any] = [(form[kind], advice.examples.get(kind, [])[:2]) for kind in form.kinds]
    context = {"branch": branch, "round": round_, "form": form, "boxes": boxes, "left": left}
    return render(request, "pledges/oral.html", context, status=status)
