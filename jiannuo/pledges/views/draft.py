"""提诺 (C11): the start page, the plain boxes with what helps beside them, and their autosave."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.base.errors import Stale
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.offices import member_of
from jiannuo.pledges import authors, boxes, policies, queries, subjects, wording
from jiannuo.pledges.actions import draft as actions
from jiannuo.pledges.actions.items import read_anew
from jiannuo.pledges.casebook import said_of
from jiannuo.pledges.forms.draft import BoxesForm
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds import queries as rounds
from jiannuo.ui.beside import beside, typed_over

_EXAMPLES, _WISHES = 3, 20  # shown at most


@dataclass(frozen=True, slots=True)
class Box:
    """One box with what stands beside it; `stored` is another's text where both were changed."""

    field: BoundField
    topics: list[str]
    examples: list[str]
    earlier: list[tuple[PledgeItem, bool]]  # last year's items; whether already carried over
    stored: str | None

    @property
    def may_carry(self) -> bool:
        """Whether something of last year is not in the box yet."""
        return not all(is_carried for _, is_carried in self.earlier)


def _go(pledge: Pledge) -> HttpResponseRedirect:
    editable = pledge.stage in {"drafted", "returned"}
    return redirect("pledges:write" if editable else "pledges:detail", pk=pledge.pk)


def mine(request: Request) -> HttpResponse:
    """Continue my pledge of the current round, or start it."""
    round_ = rounds.current()
    member = member_of(request.user)
    if round_ is None or member is None:
        return render(request, "pledges/no_pledge.html", {"round": round_, "member": member})
    if request.method == "POST":
        return _go(actions.open_for_member(round_, member, by=request.user))
    pledge = subjects.of_member(round_, member)
    if pledge:
        return _go(pledge)
    context = {"subject": member, "duty": member.duty, "due": subjects.due_of(round_, member.branch, member)}
    context["years"] = subjects.years_of(request.user, round_, member.branch, member)
    awaited = wording.awaited(round_, member.branch, is_members=True)
    return render(request, "pledges/start.html", context | {"round": round_, "awaited": awaited})


def organisation(request: Request, pk: int) -> HttpResponse:
    """Continue the organisation's own pledge of the current round, or start it."""
    found = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    round_ = rounds.current()
    if round_ is None:
        return render(request, "pledges/no_pledge.html", {"round": None})
    if request.method == "POST":
        return _go(actions.open_for_organisation(round_, found, by=request.user))
    pledge = subjects.of_organisation(round_, found)
    if pledge:
        return _go(pledge)
    context: dict[str, Any] = {"subject": found, "duty": found.duty, "round": round_}
    context["awaited"] = wording.awaited(round_, found, is_members=False)
    context["due"] = subjects.due_of(round_, found, None)
    context["years"] = subjects.years_of(request.user, round_, found, None)
    context["why_not"] = policies.why_not_start(request.user, found, None)
    return render(request, "pledges/start.html", context)


def _page(request: Request, pledge: Pledge, form: BoxesForm, *, stale: bool = False, status: int = 200) -> HttpResponse:
    """The boxes; `stale`: somebody else has saved in between, and what is stored stands beside what was typed."""
    round_ = pledge.round
    advice = rounds.advice_for(round_, pledge.organisation, pledge.subject_kind)
    shown = _boxes(pledge, form, advice, stale=stale)
    context = {
        "pledge": pledge,
        "form": form,
        "boxes": shown,
        "advice": advice,
        "stale": stale,
        "limit": boxes.MAX_BOX,
        "title": wording.form_title(pledge),
        "due": subjects.due_of(round_, pledge.organisation, pledge.member),
        "years": subjects.years_of(request.user, round_, pledge.organisation, pledge.member),
        "has_earlier": not pledge.amendment_reason and any(box.may_carry for box in shown),
        "wishes": [] if pledge.member_id else subjects.wishes_of(round_, pledge.organisation)[:_WISHES],
        "last_said": next(iter(said_of(pledge)), None) if pledge.stage == Stage.RETURNED else None,
        "is_own": authors.is_own(request.user, pledge),
    }
    return render(request, "pledges/write.html", context, status=status)


def _boxes(pledge: Pledge, form: BoxesForm, advice: rounds.Advice, *, stale: bool) -> list[Box]:
    """Every box of the form with topics, examples, and what the subject promised last year."""
    topics = pledge.round.terms["topics"][pledge.subject_kind]
    earlier = subjects.last_items(pledge)
    carried = set(pledge.items.values_list("text_key", flat=True))
    return [
        Box(
            field=form[kind],
            topics=topics.get(kind, []),
            examples=advice.examples.get(kind, [])[:_EXAMPLES],
            earlier=[(item, item.text_key in carried) for item in earlier if item.kind == kind],
            stored=_stored_otherwise(pledge, form, kind) if stale else None,
        )
        for kind in form.kinds
    ]


def _stored_otherwise(pledge: Pledge, form: BoxesForm, kind: str) -> str | None:
    """What is stored, where something else was typed."""
    stored = pledge.boxes.get(kind, "")
    return stored if stored != form[kind].value() else None


def _conflict(request: Request, stored: Pledge) -> HttpResponse:
    """Both texts: what was typed stays in the boxes, what is stored stands beside; nothing is overwritten."""
    typed = BoxesForm.of(stored, typed_over(request.POST, stored.version))
    return _page(request, stored, typed, stale=True, status=409)


def write(request: Request, pk: int) -> HttpResponse:
    """The boxes; the buttons keep, carry over, or go on to the check page."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if policies.why_not_edit(request.user, pledge):
        return redirect("pledges:detail", pk=pk)
    if request.method != "POST":
        return _page(request, pledge, BoxesForm.of(pledge, kept_data(request)))
    form = BoxesForm.of(pledge, request.POST)
    if form.is_valid() and request.POST.get("do") == "check" and form.is_blank:
        form.add_error(None, "每一栏都还空着。请至少写一项承诺，再去核对。")
    if not form.is_valid():
        return _page(request, pledge, form, status=422)
    with beside(only=Stale) as told:
        return _saved(request, pledge, form)
    return _conflict(request, told.stored if isinstance(told.stored, Pledge) else pledge)


def _saved(request: Request, pledge: Pledge, form: BoxesForm) -> HttpResponse:
    """Keep the boxes; onward as the button says."""
    saved = actions.save_boxes(pledge, form.texts, by=request.user, version=form.cleaned_data["version"])
    if "carry" in request.POST:
        return _carry(request, pledge)
    if request.POST.get("do") == "check":
        if saved.version == pledge.version:  # the same words; the reader may know more than when they were saved
            read_anew(saved, by=request.user)
        return redirect("pledges:check", pk=pledge.pk)
    messages.success(request, "草稿已保存。")
    return redirect("pledges:write", pk=pledge.pk)


def _carry(request: Request, pledge: Pledge) -> HttpResponse:
    chosen = request.POST["carry"]
    uids = [str(i.uid) for i in subjects.last_items(pledge)] if chosen == "all" else [chosen]
    actions.carry_over(pledge, uids, by=request.user)
    messages.success(request, "已放进对应的框里，可以接着修改。")
    return redirect("pledges:write", pk=pledge.pk)


@require_POST
def autosave(request: Request, pk: int) -> HttpResponse:
    """Keep a pause in typing; the answer carries the version to go on with."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = BoxesForm.of(pledge, request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    with beside() as told:
        version = form.cleaned_data["version"]
        saved = actions.save_boxes(pledge, form.texts, by=request.user, version=version, is_autosave=True)
        return JsonResponse({"version": saved.version})
    return JsonResponse({"sentence": told.sentence}, status=told.status)
