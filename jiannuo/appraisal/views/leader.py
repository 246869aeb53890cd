"""点 (C27): subjects one after another, the half-year of each beside three boxes; visits from a phone (C33)."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal import half_year
from jiannuo.appraisal.actions import leader as actions
from jiannuo.appraisal.forms.leader import CommentForm, VisitForm
from jiannuo.appraisal.models import LeaderComment
from jiannuo.appraisal.periods import chosen, round_asked, tabs
from jiannuo.appraisal.policies import leader as policies
from jiannuo.appraisal.queries import leader as queries
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, Stale
from jiannuo.base.numbers import number
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period


def _now(request: Request) -> tuple[Round, Period] | None:
    """The round and half-year being commented on: the one asked for, else the open one."""
    round_ = round_asked(request)
    if round_ is None:
        return None
    period = chosen(round_, Practice.LEADER_COMMENT, number(request.GET.get("period", "")), today())
    return (round_, period) if period else None


@require_safe
def queue(request: Request) -> HttpResponse:
    """Whom to comment on, those without a comment first; the first one open beside the list."""
    now = _now(request)
    if now is None:
        return render(request, "appraisal/no_round.html", {"title": "领导点评"})
    page, subjects = _subjects(request, now)
    waiting = next((s for s in subjects if s.state != "kept"), None)
    chosen = waiting or next(iter(subjects), None)
    return _page(request, now, chosen.organisation if chosen else None, None, listing=(page, subjects), is_list=True)


def _subjects(request: Request, now: tuple[Round, Period]) -> tuple[Any, list[queries.Subject]]:
    page = Paginator(queries.to_comment(request.user), queries.PAGE).get_page(request.GET.get("page"))
    return page, queries.with_comments(list(page.object_list), now[0], now[1].number)


@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: Request, pk: int) -> HttpResponse:
    """One organisation's half-year (GET); its comment kept or issued (POST)."""
    return _one(request, _place(request, pk), None)


def _place(request: Request, pk: int) -> Organisation:
    """For whose offices reach it; members of the branch read what was said of it, once it was said."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    said = queries.comments_visible_to(request.user).filter(organisation=where, member__isnull=True)
    if not queries.is_in_reach(request.user, where) and not said.exists():
        raise Http404
    return where


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, pk: int) -> HttpResponse:
    """The same for one member of an organisation below."""
    found = get_object_or_404(orgs.members_visible_to(request.user).select_related("branch"), pk=pk)
    return _one(request, found.branch, found)


def _one(request: Request, organisation: Organisation, member: Member | None) -> HttpResponse:
    now = _now(request)
    if now is None:
        return render(request, "appraisal/no_round.html", {"title": "领导点评"})
    if request.method == "POST":
        return _posted(request, now, organisation, member)
    return _page(request, now, organisation, member)


def _posted(request: Request, now: tuple[Round, Period], where: Organisation, member: Member | None) -> HttpResponse:
    form = CommentForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            comment = _written(request, now, where, member, form)
        except Stale as stale:
            form, status = _both(request, stale), 409
        except Refusal as refusal:  # said beside the form, so that what was typed stays
            form.add_error(None, refusal.sentence)
        else:
            return _onward(request, comment)
    return _page(request, now, where, member, form=form, status=status)


def _written(
    request: Request, now: tuple[Round, Period], where: Organisation, member: Member | None, form: CommentForm
) -> LeaderComment:
    comment = actions.write(
        *(now[0], now[1].number, where, form.words()),
        by=request.user,
        member=member,
        version=form.cleaned_data["version"],
    )
    if request.POST.get("do") == "issue":
        return actions.issue(comment, by=request.user, version=comment.version)
    return comment


def _both(request: Request, stale: Stale) -> CommentForm:
    """What was typed stays in the boxes; the version moves on, so that the next press is meant."""
    stored = stale.stored
    data = request.POST.copy()
    data["version"] = str(stored.version if isinstance(stored, LeaderComment) else 0)
    again = CommentForm(data)
    again.add_error(None, stale.sentence)
    return again


def _onward(request: Request, comment: LeaderComment) -> HttpResponse:
    """After issuing the next subject opens by itself; a draft stays open."""
    if not comment.issued_at:
        messages.success(request, "草稿已保存。")
        return redirect(request.get_full_path())
    messages.success(request, f"对{comment.subject_name}的点评已发出。")
    tail = f"?year={comment.round.year}&period={comment.period}"
    if comment.member_id:
        return redirect(reverse("appraisal:leader_members", args=[comment.organisation_id]) + tail)
    following = queries.next_waiting(request.user, comment)
    if following is None:
        return redirect(reverse("appraisal:leader_queue") + tail)
    return redirect(reverse("appraisal:leader_subject", args=[following.pk]) + tail)


@require_POST
def autosave(request: Request, pk: int) -> HttpResponse:
    return _autosaved(request, _place(request, pk), None)


@require_POST
def autosave_member(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(orgs.members_visible_to(request.user).select_related("branch"), pk=pk)
    return _autosaved(request, found.branch, found)


def _autosaved(request: Request, where: Organisation, member: Member | None) -> HttpResponse:
    """Keep a pause in typing; the answer carries the version to go on with."""
    now, form = _now(request), CommentForm(request.POST)
    if now is None or not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        comment = _written(request, now, where, member, form)
    except Stale as stale:
        return JsonResponse({"sentence": stale.sentence}, status=409)
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=422)
    return JsonResponse({"version": comment.version})


def _page(
    request: Request,
    now: tuple[Round, Period],
    where: Organisation | None,
    member: Member | None,
    *,
    form: CommentForm | None = None,
    status: int = 200,
    listing: tuple[Any, list[queries.Subject]] | None = None,
    is_list: bool = False,
) -> HttpResponse:
    page, subjects = listing or _subjects(request, now)
    context: dict[str, Any] = {"round": now[0], "period": now[1], "page": page, "subjects": subjects}
    context |= {"is_list": is_list, "organisation": where, "member": member}
    context |= tabs(now[0], Practice.LEADER_COMMENT, today())
    if where is not None:
        context |= _case(request, now, where, member, form) | {"is_stale": status == HTTPStatus.CONFLICT}
    template = "appraisal/leader.html#case" if request.htmx and where else "appraisal/leader.html"
    return render(request, template, context, status=status)


def _case(
    request: Request, now: tuple[Round, Period], where: Organisation, member: Member | None, form: CommentForm | None
) -> dict[str, Any]:
    comment = queries.comment_on(request.user, now[0], now[1].number, where, member)
    why_not = policies.why_not_write(request.user, comment) if comment else ""
    why_not = why_not or policies.why_not_comment(request.user, where, member)
    is_told = member is not None or queries.is_in_reach(request.user, where)
    name, pk = ("member", member.pk) if member else ("subject", where.pk)
    tail = now[1].query
    return {
        "comment": comment,
        "form": form or CommentForm.of(comment, kept_data(request) if request.method == "GET" else None),
        "why_not": why_not,
        "leads": not policies.why_not_comment(request.user, where, member),
        "half": half_year.of(request.user, now[0], now[1], where, member) if is_told else None,
        "left": queries.owed(request.user, now[0], now[1].number),
        "last": queries.last_issued(request.user, where, member, comment),
        "address": reverse(f"appraisal:leader_{name}", args=[pk]) + tail,
        "save_address": reverse(f"appraisal:leader_{name}_autosave", args=[pk]) + tail,
    }


@require_safe
def members(request: Request, pk: int) -> HttpResponse:
    """The members of an organisation below, each with the comment of this half-year, where there is one."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    if not queries.is_in_reach(request.user, where):
        raise Http404
    now = _now(request)
    if now is None:
        return render(request, "appraisal/no_round.html", {"title": "领导点评"})
    page = Paginator(half_year.members_of(request.user, where), queries.PAGE).get_page(request.GET.get("page"))
    rows = half_year.with_member_comments(list(page.object_list), now[0], now[1])
    context = {"organisation": where, "rows": rows, "page": page, "period": now[1]}
    context["why_not"] = policies.why_not_comment(request.user, where)
    return render(request, "appraisal/leader_members.html", context)


def visit(request: Request, pk: int) -> HttpResponse:
    """C33: three boxes, from a phone, on the spot; below them where leaders have been before."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    why_not = policies.why_not_visit(request.user, where)
    form = VisitForm(request.POST if request.method == "POST" else kept_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.visit(where, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "已登记。点评时会列在一旁。")
            return redirect("appraisal:visit", pk=pk)
    earlier = queries.visits_visible_to(request.user).filter(organisation=where)
    page = Paginator(earlier, 20).get_page(request.GET.get("page"))
    context = {"organisation": where, "form": form, "why_not": why_not, "page": page}
    return render(request, "appraisal/visit.html", context, status=422 if request.method == "POST" else 200)
