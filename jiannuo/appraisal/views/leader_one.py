"""One leader's comment on one organisation or member, kept while it is typed and issued (C27)."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.appraisal.actions import leader as actions
from jiannuo.appraisal.forms.leader import CommentForm
from jiannuo.appraisal.models import LeaderComment
from jiannuo.appraisal.queries import leader as queries
from jiannuo.appraisal.views.leader import Half, Of, case_page, half_asked, no_round
from jiannuo.orgs import queries as orgs
from jiannuo.ui.beside import beside, typed_over


def _place(request: Request, pk: int) -> Of:
    """For whose offices reach it; members of the branch read what was said of it, once it was said."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    said = queries.comments_visible_to(request.user).filter(organisation=where, member__isnull=True)
    if not queries.is_in_reach(request.user, where) and not said.exists():
        raise Http404
    return Of(where)


def _person(request: Request, pk: int) -> Of:
    found = get_object_or_404(orgs.members_visible_to(request.user).select_related("branch"), pk=pk)
    return Of(found.branch, found)


@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: Request, pk: int) -> HttpResponse:
    """One organisation's half-year (GET); its comment kept or issued (POST)."""
    return _one(request, _place(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, pk: int) -> HttpResponse:
    """The same for one member of an organisation below."""
    return _one(request, _person(request, pk))


def _one(request: Request, of: Of) -> HttpResponse:
    half = half_asked(request)
    if half is None:
        return no_round(request)
    if request.method != "POST":
        return case_page(request, half, of)
    form, status = CommentForm(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        with beside(form) as told:
            return _onward(request, _written(request, half, of, form))
        if told.is_stale:  # the version moves on, so that the next press is meant
            form = CommentForm(typed_over(request.POST, told.version))
            form.add_error(None, told.sentence)
        status = told.status
    return case_page(request, half, of, form=form, status=status)


def _written(request: Request, half: Half, of: Of, form: CommentForm) -> LeaderComment:
    told, version = (half.round, half.period.number, of.where, form.words()), form.cleaned_data["version"]
    comment = actions.write(*told, by=request.user, member=of.member, version=version)
    if request.POST.get("do") == "issue":
        return actions.issue(comment, by=request.user, version=comment.version)
    return comment


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
    return _autosaved(request, _place(request, pk))


@require_POST
def autosave_member(request: Request, pk: int) -> HttpResponse:
    return _autosaved(request, _person(request, pk))


def _autosaved(request: Request, of: Of) -> HttpResponse:
    """Keep a pause in typing; the answer carries the version to go on with."""
    half, form = half_asked(request), CommentForm(request.POST)
    if half is None or not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    with beside() as told:
        return JsonResponse({"version": _written(request, half, of, form).version})
    return JsonResponse({"sentence": told.sentence}, status=told.status)
