"""A leader's visit, entered from a phone on the spot (C33)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions import leader as actions
from jiannuo.appraisal.forms.leader import VisitForm
from jiannuo.appraisal.policies import leader as policies
from jiannuo.appraisal.queries import leader as queries
from jiannuo.orgs import queries as orgs
from jiannuo.ui.beside import beside


def visit(request: Request, pk: int) -> HttpResponse:
    """Three boxes; below them where leaders have been before."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    why_not = policies.why_not_visit(request.user, where)
    form = VisitForm(request.POST if request.method == "POST" else kept_data(request))
    if request.method == "POST" and form.is_valid():
        with beside(form):
            actions.visit(where, **form.cleaned_data, by=request.user)
            messages.success(request, "已登记。点评时会列在一旁。")
            return redirect("appraisal:visit", pk=pk)
    earlier = queries.visits_visible_to(request.user).filter(organisation=where)
    page = Paginator(earlier, 20).get_page(request.GET.get("page"))
    context = {"organisation": where, "form": form, "why_not": why_not, "page": page}
    return render(request, "appraisal/visit.html", context, status=422 if request.method == "POST" else 200)
