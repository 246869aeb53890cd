"""承诺台帐 (C23): the promises of an organisation and everything below it, or of one person."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.base.numbers import number, ticked
from jiannuo.base.paging import leaf
from jiannuo.fulfilment import policies, wording
from jiannuo.fulfilment.actions.filling import fill_many
from jiannuo.fulfilment.forms.ledger import BulkForm, LedgerFilter
from jiannuo.fulfilment.goals import goals_of
from jiannuo.fulfilment.narrowing import NO_RESULT, Chosen, known_rounds, narrow, round_among, within
from jiannuo.fulfilment.queries import share_rounds, tally_of, to_settle, visible_to
from jiannuo.fulfilment.rows import Row, rows_of
from jiannuo.fulfilment.standing import ItemState
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation, OrgLevel
from jiannuo.orgs.offices import OFFICERS, holds, member_of
from jiannuo.pledges.models import StandingItem
from jiannuo.rounds.models import Round

_PAGE = 40  # rows are long: more of them make a page slow to open, on the server and on a phone
_ROUNDS = 6
_MANY_BELOW = {OrgLevel.PROVINCE, OrgLevel.CITY, OrgLevel.COUNTY}
_LINKS = (
    ("", "全部"),
    (ItemState.LATE, "逾期"),
    (ItemState.DUE_SOON, "即将到期"),
    (NO_RESULT, "还没有结果"),
    (ItemState.KEPT, "已兑现"),
)


@require_safe
def ledger(request: Request, pk: int) -> HttpResponse:
    """The ledger: filter, sort, page; filters are plain links, so each can be kept."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    known = known_rounds(organisation, _ROUNDS + 1)
    round_ = round_among(known, organisation, number(request.GET.get("year", "")))
    if round_ is None:
        return render(request, "fulfilment/no_round.html", {"organisation": organisation})
    children = list(organisation.children.filter(closed_on__isnull=True).order_by("path"))
    form = LedgerFilter(request.GET, round_, children)
    whole = within(request.user, round_, organisation)
    mine = to_settle(request.user, [organisation.pk])
    page = leaf(narrow(whole, form.chosen, today(), settled_here=mine), request.GET.get("page"), size=_PAGE)
    items = list(page.object_list)
    share_rounds(items, [round_])
    context = _context(request, organisation, round_, form.chosen, whole) | {
        "years": [found.year for found, _ in known if found.opens_on <= today()][:_ROUNDS],
        "form": form,
        "page": page,
        "rows": rows_of(items, request.user, today()),
    }
    return render(request, "fulfilment/ledger.html", context)


def _context(
    request: Request, organisation: Organisation, round_: Round, chosen: Chosen, whole: QuerySet[StandingItem]
) -> dict[str, Any]:
    eyes, user = policies.needs_second_eyes(round_), request.user
    links = [*_LINKS, (ItemState.STATED, "待销号")] if eyes else _LINKS
    is_plain = chosen == Chosen(year=chosen.year)
    counted = is_plain and organisation.level not in _MANY_BELOW
    settles = eyes and (holds(user, OFFICERS, organisation.pk) or holds(user, OFFICERS, organisation.parent_id))
    is_officer, member = holds(user, OFFICERS, organisation.pk), member_of(user)
    return {
        "organisation": organisation,
        "round": round_,
        "back": quote(request.get_full_path(), safe=""),
        "picks": True,
        "links": [(state, label, chosen.state == state) for state, label in links],
        "is_plain": is_plain,
        "tally": tally_of(whole, today()) if counted else None,
        "goals": goals_of(user, round_, organisation) if is_plain and request.GET.get("page") is None else [],
        "is_officer": is_officer,
        "has_own": is_officer or (member is not None and member.branch_id == organisation.pk),
        "settles": settles,
        "bulk": BulkForm(auto_id="bulk_%s"),
        "member": _member_of(whole, chosen),
    }


def _member_of(whole: QuerySet[StandingItem], chosen: Chosen) -> str:
    """Whose promises these are when one person's were asked for."""
    if not chosen.member:
        return ""
    found = whole.filter(pledge__member=chosen.member).order_by("pk").first()
    return found.pledge.subject_name if found else ""


@require_POST
def bulk(request: Request, pk: int) -> HttpResponse:
    """One act for all ticked rows."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    form = BulkForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有办理：请核对填写的日期和文字（一句话最多200字）。")
    picked = ticked(request.POST.getlist("pick"))
    known = within(request.user, None, organisation).filter(pk__in=picked).values_list("pk", flat=True)
    done, refused = fill_many({pk: picked[pk] for pk in known}, form.line, by=request.user)
    say = messages.warning if refused else messages.success
    say(request, wording.outcome_of_many(done, refused))
    return back_to(request, redirect("fulfilment:ledger", pk=pk))


def back_to(request: Request, otherwise: HttpResponse) -> HttpResponse:
    """To the page that the form names, if it is one of ours."""
    told = request.POST.get("back", "")
    if told.startswith("/") and url_has_allowed_host_and_scheme(told, allowed_hosts=None):
        return redirect(told)
    return otherwise


def row_of(request: Request, pk: int) -> Row:
    """One visible promise with everything shown beside it."""
    item = get_object_or_404(visible_items(request), pk=pk)
    return rows_of([item], request.user, today())[0]


def visible_items(request: Request) -> QuerySet[StandingItem]:
    """Where every page of one promise starts."""
    return visible_to(request.user).prefetch_related("pledge__co_signers")
