"""征求意见 (C3, C11): what people asked of the organisation, kept at hand while its pledge is written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.paging import leaf
from jiannuo.orgs import queries as orgs
from jiannuo.pledges import policies, subjects
from jiannuo.pledges.actions import wishes as actions
from jiannuo.pledges.forms.draft import WishForm
from jiannuo.rounds import queries as rounds


def wishes(request: Request, pk: int) -> HttpResponse:
    """The unanswered first; a small form adds one."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = rounds.current()
    if round_ is None:
        return render(request, "pledges/no_pledge.html", {"round": None})
    form = WishForm(request.POST or None)
    if request.method == "GET":
        refill(form, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.hear(round_, organisation, given["text"], given["source"], given["heard_on"], by=request.user)
        messages.success(request, "已登记。写承诺时它会列在旁边。")
        return redirect("pledges:wishes", pk=pk)
    page = leaf(subjects.wishes_of(round_, organisation), request.GET.get("page"))
    context = {"organisation": organisation, "form": form, "page": page, "round": round_}
    context["why_not"] = policies.why_not_hear(request.user, organisation)
    return render(request, "pledges/wishes.html", context, status=422 if form.is_bound else 200)
