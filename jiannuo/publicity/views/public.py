from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from jiannuo.appraisal.queries import yearly as appraisals
from jiannuo.appraisal.queries.survey import public_now
from jiannuo.base.text import one_line
from jiannuo.orgs.queries import ancestors
from jiannuo.publicity import board
from jiannuo.publicity.comparison import hidden_places
from jiannuo.publicity.models import Publication
from jiannuo.publicity.standing import placed
from jiannuo.publicity.wording import changes, public_road, sections
from jiannuo.rounds.presets import DISPLAYS

_PAGE = 50
_MOST = 300
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open to everybody, never indexed, kept for a minute at most so that taking down works at once (C48)."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=60)
        else:
            patch_cache_control(response, no_store=True)
        return response

    return login_not_required(require_safe(wrapped))


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Find an organisation by name, or go down the tree."""
    words = one_line(request.GET.get("q", ""))[:60]
    found = board.search(words) if words else None
    context = {
        "words": words,
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")) if found is not None else None,
        "tops": board.tops(),
        "shown_count": board.shown().count(),
    }
    return render(request, "publicity/front.html", context)


@public_page
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """The notice board of one organisation: the five displays (C18)."""
    found = get_object_or_404(board.organisations().select_related("parent", "sector"), code=one_line(code))
    here = board.shown().filter(organisation=found)
    own, *earlier = [*here.filter(pledge__member__isnull=True).order_by("-id"), None]
    people = here.filter(pledge__member__isnull=False).order_by("-pledge__round__year", "id")
    page = Paginator(people, _PAGE).get_page(request.GET.get("page"))
    children = list(board.organisations().filter(parent=found).order_by("path")[:_MOST])
    own_text = sections(own.content, own.pledge.round) if own else []
    own_sections, rows = placed(own_text, board.rows_of(list(page)))
    context = {
        "organisation": found,
        "displays": DISPLAYS,
        "above": ancestors(found),
        "own": own,
        "earlier": [p for p in earlier if p],
        "own_sections": own_sections,
        "page": page,
        "rows": rows,
        "children": children,
        "ended": board.ended(found),
        "surveys": public_now(found),
        "yearly": appraisals.public_of(found),
        "below_count": board.shown_below(found).count() if children else 0,
    }
    return render(request, "publicity/organisation.html", context)


def _gone(request: HttpRequest, series: board.Series) -> HttpResponse:
    return render(request, "publicity/gone.html", {"series": series, "latest": series.latest}, status=410)


def _found(code: str) -> tuple[Publication, board.Series]:
    """The publication of this code with everything that was public of its pledge; 404 for whatever never was."""
    version = board.version_of(code)
    series = board.series_of(version.pledge_id) if version else None
    publication = series.of_version(version.pk) if series and version else None
    if publication is None or series is None:
        raise Http404
    return publication, series


@public_page
def pledge(request: HttpRequest, code: str) -> HttpResponse:
    """One promise: its words, its road, its versions and what changed between them (C18, C35)."""
    tidy = board.tidy(code)
    if not tidy:
        raise Http404
    if code != tidy:
        return redirect("publicity:pledge", code=tidy)
    publication, series = _found(code)
    if not series.is_public:
        return _gone(request, series)
    at = series.all.index(publication)
    earlier = series.all[at - 1] if at else None
    name = board.name_of(publication)
    context = {
        "publication": publication,
        "content": publication.content,
        "name": name,
        "signers": board.signers_of([publication])[publication.pk],
        "sections": placed(sections(publication.content, publication.pledge.round), [])[0],
        "road": public_road(publication, name, board.review_of(publication)),
        "series": series,
        "earlier": earlier,
        "changes": changes(earlier.content, publication.content, publication.pledge.round) if earlier else [],
    }
    return render(request, "publicity/pledge.html", context)


@public_page
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Is the paper in my hand the text that counts today? Says only what is public anyway."""
    typed = board.tidy(code or request.GET.get("code", ""))
    if code != typed:
        return redirect("publicity:verify_code", code=typed) if typed else redirect("publicity:verify")
    answer = board.answer_to(code) if code else None
    shown = answer.publication if answer else None
    hidden, reworded = hidden_places(shown) if shown else (0, 0)
    context = {"code": code, "answer": answer, "hidden": hidden, "reworded": reworded}
    unknown = code and answer is None
    return render(request, "publicity/verify.html", context, status=404 if unknown else 200)
