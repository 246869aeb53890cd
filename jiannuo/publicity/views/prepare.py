"""提出 (C16, C48): the filed pledges that may be put forward, and one of them with what is to be hidden."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.base.numbers import number
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import own_organisations
from jiannuo.orgs.queries import visible_to as organisations_visible_to
from jiannuo.pledges.models import Pledge, PledgeVersion
from jiannuo.pledges.queries import visible_to
from jiannuo.publicity import policies, queries
from jiannuo.publicity.actions.prepare import hints_left, prepare, prepare_many
from jiannuo.publicity.carried import Earlier, earlier_words, with_earlier
from jiannuo.publicity.forms import chosen, looked_at, public_words
from jiannuo.publicity.hiding import RULE
from jiannuo.publicity.names import public_name
from jiannuo.publicity.picking import Pick, picks_of, turned
from jiannuo.publicity.public_copy import public_copy
from jiannuo.publicity.redaction import Passage, passages
from jiannuo.publicity.wording import Line, lines_of, sections
from jiannuo.ui.beside import Told, beside

_PAGE = 50
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Boxes:
    """The passages of a version and {key: words} of their boxes."""

    version: PledgeVersion
    found: list[Passage]
    words: dict[str, str]

    @property
    def hinted(self) -> list[tuple[Passage, str, list[Pick]]]:
        """Passages where something may have to be hidden: the words, and how each hint stands in them."""
        shown = [(passage, self.words[passage.key]) for passage in self.found if passage.spans]
        return [(passage, words, picks_of(passage, words)) for passage, words in shown]

    @property
    def plain(self) -> list[tuple[Passage, str]]:
        """The others."""
        return [(passage, self.words[passage.key]) for passage in self.found if not passage.spans]


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
        return _proposed(request, organisation, waiting)
    years, year = queries.years_of(waiting, "round__year"), number(request.GET.get("year", ""))
    year = year if year in years else None
    page = Paginator(waiting.filter(round__year=year) if year else waiting, _PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "years": years if len(years) > 1 else [],
        "year": year,
        "page": page,
        "rows": _rows(organisation, page.object_list),
        "taken_down": list(queries.to_prepare([pk], is_taken_down=True)[:_PAGE]),
    }
    return render(request, "publicity/propose.html", context)


def _proposed(request: Request, organisation: Organisation, waiting: QuerySet[Pledge]) -> HttpResponse:
    """Put the ticked ones forward; say of how many, and which have to be looked at one by one."""
    done, refused = prepare_many(list(waiting.filter(pk__in=chosen(request.POST))), by=request.user)
    whom = _checked_by(organisation.parent_id)
    messages.success(request, f"已提出 {done} 份，等{whom}审核。" if done else "没有提出，请先勾选承诺书。")
    if refused:
        messages.warning(request, f"{len(refused)} 份需要逐份核对。{refused_said(refused)}")
    return redirect("publicity:propose", pk=organisation.pk)


def _rows(organisation: Organisation, pledges: Iterable[Pledge]) -> list[tuple[Pledge, int, list[Line]]]:
    """(pledge, how many places may have to be hidden, the public text in lines) for one page."""
    shown = [(pledge, pledge.current) for pledge in pledges if pledge.current]
    names = queries.known_names(organisation) if shown else frozenset()
    earlier = earlier_words([pledge.pk for pledge, _ in shown])
    return [
        (pledge, hints_left(_passages(version, names, earlier.get(pledge.pk, {}))), lines_of(public_copy(version, {})))
        for pledge, version in shown
    ]


def _passages(version: PledgeVersion, names: Collection[str], earlier: Earlier) -> list[Passage]:
    """What of a version would be public, with the hints and with what the board has hidden before."""
    return with_earlier(passages(version.content, version.reason, names), earlier)


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
    names = queries.known_names(pledge.organisation)
    found = _passages(version, names, earlier_words([pledge.pk]).get(pledge.pk, {}))
    boxes = Boxes(version, found, _words(request, found))
    is_looking = "preview" in request.POST or "turn" in request.POST
    if request.method == "GET" or is_looking:
        return _page(request, pledge, boxes, Told())
    with beside() as told:
        has_looked, seen = _has_looked(request), looked_at(request.POST)
        prepare(pledge, boxes.words, by=request.user, has_looked=has_looked, names=names, version_id=seen)
        whom = _checked_by(pledge.organisation.parent_id)
        messages.success(request, f"{pledge.subject_name}的承诺已提出公示，等{whom}审核。")
        return redirect("publicity:propose", pk=pledge.organisation_id)
    return _page(request, pledge, boxes, told)


def _has_looked(request: Request) -> bool:
    return request.POST.get("has_looked") == "on"


def _words(request: Request, found: list[Passage]) -> dict[str, str]:
    """{key: words} of every box: the suggestion, what was typed over it, and one hint turned (`turn`: key, place)."""
    sent = request.POST if request.method == "POST" else MultiValueDict(take_kept(request) or {})
    words = {passage.key: passage.suggested for passage in found}
    words |= public_words(sent, list(words))
    key, _, at = request.POST.get("turn", "").rpartition(":")
    return words | {passage.key: turned(passage, words[key], at) for passage in found if passage.key == key}


def _page(request: Request, pledge: Pledge, boxes: Boxes, told: Told) -> HttpResponse:
    """The boxes with their words and the preview below; what was refused is said above them."""
    copy = public_copy(boxes.version, boxes.words)
    context = {
        "pledge": pledge,
        "why_not": policies.why_not_prepare(request.user, pledge),
        "error": told.sentence,
        "rule": RULE,
        "hinted": boxes.hinted,
        "plain": boxes.plain,
        "copy": copy,
        "name": public_name(pledge.organisation, pledge.member),
        "sections": sections(copy, pledge.round),
        "has_looked": _has_looked(request),
    }
    return render(request, "publicity/prepare.html", context, status=422 if told.refusal else 200)
