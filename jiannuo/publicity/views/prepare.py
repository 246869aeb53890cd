from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.orgs.offices import own_organisations
from jiannuo.orgs.queries import visible_to as organisations_visible_to
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.queries import visible_to
from jiannuo.publicity import policies, queries
from jiannuo.publicity.actions.prepare import hints_left, prepare, prepare_many
from jiannuo.publicity.carried import earlier_words, with_earlier
from jiannuo.publicity.forms import chosen, looked_at, public_words
from jiannuo.publicity.hiding import RULE
from jiannuo.publicity.names import public_name
from jiannuo.publicity.picking import picks_of, turned
from jiannuo.publicity.public_copy import public_copy
from jiannuo.publicity.redaction import passages
from jiannuo.publicity.wording import lines_of, sections
from jiannuo.ui.beside import Told, beside

_PAGE = 50
_NAMED = 3


def refused_said(refused: list[tuple[Pledge, str]]) -> str:
    """The first few that did not pass, by name with the reason."""
    lines = "；".join(f"{pledge.subject_name}：{why}" for pledge, why in refused[:_NAMED])
    return lines if len(refused) <= _NAMED else f"{lines}。另有 {len(refused) - _NAMED} 份"


def _checked_by(parent_id: int | None) -> str:
    """Nobody stands above the topmost body: another of its own hands checks."""
    return "上一级党组织" if parent_id else "本党组织另一位负责人"


@require_http_methods(["GET", "POST"])
def propose(request: Request, pk: int) -> HttpResponse:
    """提出: the filed pledges of one organisation; those without any hint may go in one go."""
    if pk not in own_organisations(request.user):
        raise Http404
    organisation = get_object_or_404(organisations_visible_to(request.user), pk=pk)
    waiting = queries.to_prepare([pk])
    if request.method == "POST":
        picked = list(waiting.filter(pk__in=chosen(request.POST)))
        done, refused = prepare_many(picked, by=request.user)
        messages.success(
            request,
            f"已提出 {done} 份，等{_checked_by(organisation.parent_id)}审核。"
            if done
            else "没有提出，请先勾选承诺书。",
        )
        if refused:
            messages.warning(request, f"{len(refused)} 份需要逐份核对。{refused_said(refused)}")
        return redirect("publicity:propose", pk=pk)
    page = Paginator(waiting, _PAGE).get_page(request.GET.get("page"))
    names = queries.known_names(organisation) if page.object_list else frozenset()
    earlier = earlier_words([p.pk for p in page])
    rows = [
        (
            p,
            hints_left(with_earlier(passages(p.current.content, p.current.reason, names), earlier.get(p.pk, {}))),
            lines_of(public_copy(p.current, {})),
        )
        for p in page
        if p.current is not None
    ]
    taken_down = list(queries.to_prepare([pk], is_taken_down=True)[:_PAGE])
    context = {"organisation": organisation, "page": page, "rows": rows, "taken_down": taken_down}
    return render(request, "publicity/propose.html", context)


@require_http_methods(["GET", "POST"])
def prepare_pledge(request: Request, pk: int) -> HttpResponse:
    """提出 of one: every passage with what should be taken out, the suggestion filled in, and a preview.

    Once it has been put forward, the check itself is the page.
    """
    pledge = get_object_or_404(visible_to(request.user), pk=pk, current__isnull=False)
    version = pledge.current
    if version is None:
        raise Http404
    under_way = queries.under_way(request.user, version)
    if under_way and request.method == "GET":
        return redirect("publicity:publication", pk=under_way.pk)
    why_not = policies.why_not_prepare(request.user, pledge)
    names = queries.known_names(pledge.organisation)
    earlier = earlier_words([pledge.pk]).get(pledge.pk, {})
    found = with_earlier(passages(version.content, version.reason, names), earlier)
    sent = request.POST if request.method == "POST" else MultiValueDict(take_kept(request) or {})
    typed = {p.key: p.suggested for p in found} | public_words(sent, [p.key for p in found])
    has_looked, told = request.POST.get("has_looked") == "on", Told()
    key, _, at = request.POST.get("turn", "").rpartition(":")
    typed |= {p.key: turned(p, typed[p.key], at) for p in found if p.key == key}
    is_looking = "preview" in request.POST or "turn" in request.POST
    if request.method == "POST" and not is_looking:
        with beside() as told:
            seen = looked_at(request.POST)
            prepare(pledge, typed, by=request.user, has_looked=has_looked, names=names, version_id=seen)
            whom = _checked_by(pledge.organisation.parent_id)
            messages.success(request, f"{pledge.subject_name}的承诺已提出公示，等{whom}审核。")
            return redirect("publicity:propose", pk=pledge.organisation_id)
    copy = public_copy(version, typed)
    context = {
        "pledge": pledge,
        "why_not": why_not,
        "error": told.sentence,
        "rule": RULE,
        "hinted": [(p, typed[p.key], picks_of(p, typed[p.key])) for p in found if p.spans],
        "plain": [(p, typed[p.key]) for p in found if not p.spans],
        "copy": copy,
        "name": public_name(pledge.organisation, pledge.member),
        "sections": sections(copy, pledge.round),
        "has_looked": has_looked,
    }
    return render(request, "publicity/prepare.html", context, status=422 if told.refusal else 200)
