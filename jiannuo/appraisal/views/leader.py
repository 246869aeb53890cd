"""点 (C27): the subjects one after another, the half-year of each beside three boxes."""

from http import HTTPStatus
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal import half_year
from jiannuo.appraisal.forms.leader import CommentForm
from jiannuo.appraisal.periods import chosen, round_asked, tabs
from jiannuo.appraisal.policies import leader as policies
from jiannuo.appraisal.queries import leader as queries
from jiannuo.base.dates import today
from jiannuo.base.numbers import number
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period


class Half(NamedTuple):
    """The half-year being commented on."""

    round: Round
    period: Period


class Of(NamedTuple):
    """Whom a comment is on: an organisation, or one of its members."""

    where: Organisation
    member: Member | None = None


def half_asked(request: Request) -> Half | None:
    """The one asked for, else the open one."""
    round_ = round_asked(request)
    if round_ is None:
        return None
    period = chosen(round_, Practice.LEADER_COMMENT, number(request.GET.get("period", "")), today())
    return Half(round_, period) if period else None


def no_round(request: Request) -> HttpResponse:
    return render(request, "appraisal/no_round.html", {"title": "领导点评"})


@require_safe
def queue(request: Request) -> HttpResponse:
    """Whom to comment on, those without a comment first; the first one open beside the list."""
    half = half_asked(request)
    if half is None:
        return no_round(request)
    page, subjects = _subjects(request, half)
    waiting = next((s for s in subjects if s.state in {"going", "soon"}), None)
    first = waiting or next(iter(subjects), None)
    return case_page(request, half, Of(first.organisation) if first else None, listing=(page, subjects), is_list=True)


def _subjects(request: Request, half: Half) -> tuple[Any, list[queries.Subject]]:
    page = Paginator(queries.to_comment(request.user), queries.PAGE).get_page(request.GET.get("page"))
    return page, queries.with_comments(list(page.object_list), half.round, half.period.number)


def case_page(
    request: Request,
    half: Half,
    of: Of | None,
    *,
    form: CommentForm | None = None,
    status: int = HTTPStatus.OK,
    listing: tuple[Any, list[queries.Subject]] | None = None,
    is_list: bool = False,
) -> HttpResponse:
    """The list with one case open beside it; with htmx the case alone."""
    page, subjects = listing or _subjects(request, half)
    context: dict[str, Any] = {"round": half.round, "period": half.period, "page": page, "subjects": subjects}
    context |= {"is_list": is_list, "organisation": of and of.where, "member": of and of.member}
    context |= tabs(half.round, Practice.LEADER_COMMENT, today())
    if of is not None:
        context |= _case(request, half, of, form) | {"is_stale": status == HTTPStatus.CONFLICT}
    template = "appraisal/leader.html#case" if request.htmx and of else "appraisal/leader.html"
    return render(request, template, context, status=status)


def _case(request: Request, half: Half, of: Of, form: CommentForm | None) -> dict[str, Any]:
    comment = queries.comment_on(request.user, half.round, half.period.number, *of)
    why_not_comment = policies.why_not_comment(request.user, *of)
    why_not_write = policies.why_not_write(request.user, comment) if comment else ""
    is_told = of.member is not None or queries.is_in_reach(request.user, of.where)
    name, pk = ("member", of.member.pk) if of.member else ("subject", of.where.pk)
    tail = half.period.query
    return {
        "comment": comment,
        "form": form or CommentForm.of(comment, kept_data(request) if request.method == "GET" else None),
        "why_not": why_not_write or why_not_comment,
        "leads": not why_not_comment,
        "half": half_year.of(request.user, *half, *of) if is_told else None,
        "left": queries.owed(request.user, half.round, half.period.number),
        "last": queries.last_issued(request.user, *of, comment),
        "address": reverse(f"appraisal:leader_{name}", args=[pk]) + tail,
        "save_address": reverse(f"appraisal:leader_{name}_autosave", args=[pk]) + tail,
    }


@require_safe
def members(request: Request, pk: int) -> HttpResponse:
    """The members of an organisation below, each with the comment of this half-year, where there is one."""
    where = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    if not queries.is_in_reach(request.user, where):
        raise Http404
    half = half_asked(request)
    if half is None:
        return no_round(request)
    page = Paginator(half_year.members_of(request.user, where), queries.PAGE).get_page(request.GET.get("page"))
    rows = half_year.with_member_comments(list(page.object_list), *half)
    context = {"organisation": where, "rows": rows, "page": page, "period": half.period}
    context["why_not"] = policies.why_not_comment(request.user, where)
    return render(request, "appraisal/leader_members.html", context)
