"""All pledges of an organisation and below, and who has not proposed yet."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.base.fields import Line
from jiannuo.base.paging import leaf
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.offices import OFFICERS, holds, own_organisations
from jiannuo.pledges import subjects
from jiannuo.pledges.jointly import UNSIGNED, unsigned
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Subject, subject_choices

_JOINT = (UNSIGNED, "联名人没有都同意")


class ListFilter(forms.Form):
    stage = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Stage.choices, _JOINT])
    subject = forms.ChoiceField(label="承诺主体", required=False, choices=[("", "全部"), *subject_choices()])
    name = Line(label="姓名或党组织", required=False, max_length=60)

    def chosen(self) -> dict[str, str]:
        return {k: v for k, v in self.cleaned_data.items() if v} if self.is_valid() else {}


def narrow(rows: QuerySet[Pledge], stage: str = "", subject: str = "", name: str = "") -> QuerySet[Pledge]:
    """The part of a list that its filter asks for."""
    if stage:
        rows = unsigned(rows) if stage == UNSIGNED else rows.filter(stage=stage)
    if subject:
        rows = rows.filter(member__isnull=subject == Subject.ORGANISATION)
    return subjects.named(rows, name) if name else rows


@require_safe
def listing(request: Request, pk: int) -> HttpResponse:
    """Every pledge of the current round in the subtree."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = rounds.current()
    if round_ is None:
        return render(request, "pledges/no_pledge.html", {"round": None})
    form = ListFilter(request.GET)
    rows = narrow(subjects.within(request.user, round_, organisation), **form.chosen())
    page = leaf(rows, request.GET.get("page"))
    context = {"organisation": organisation, "round": round_, "form": form, "page": page}
    context["readable"] = subjects.readable(request.user, [row.pk for row in page])
    return render(request, "pledges/list.html", context | {"is_officer": holds(request.user, OFFICERS, pk)})


@require_safe
def missing(request: Request, pk: int) -> HttpResponse:
    """Who is expected to propose and has not, how far each has come, and by when it is due."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = rounds.current()
    if round_ is None:
        return render(request, "pledges/no_pledge.html", {"round": None})
    rows, subject = subjects.not_proposed(request.user, round_, organisation), request.GET.get("subject", "")
    if subject in Subject.values:
        rows = rows.filter(member__isnull=subject == Subject.ORGANISATION)
    page = leaf(rows, request.GET.get("page"))
    context = {"organisation": organisation, "round": round_, "page": page, "stages": dict(Stage.choices)}
    context |= {"subject": subject, "choices": [("", "全部"), *subject_choices()]}
    offices = own_organisations(request.user)
    readable = subjects.readable(request.user, [row.pledge_pk for row in page])
    context["rows"] = [(duty, *_next_step(duty, readable, offices)) for duty in page]
    return render(request, "pledges/missing.html", context)


def _next_step(duty: Any, readable: Collection[int], offices: Collection[int]) -> tuple[str, str]:
    """Where the row leads, if anywhere, and the word for it."""
    if duty.pledge_pk in readable:
        return reverse("pledges:detail", args=[duty.pledge_pk]), "查看"
    if duty.pledge_pk or duty.organisation_id not in offices:
        return "", "提交后可看" if duty.pledge_pk else ""
    if duty.member_id:
        return f"{reverse('pledges:oral', args=[duty.organisation_id])}?member={duty.member_id}", "代录"
    return reverse("pledges:organisation", args=[duty.organisation_id]), "去填写"
