"""Passing the unremarkable in one go: a look at each text first, then what became of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.base.numbers import ticked
from jiannuo.pledges import queries
from jiannuo.pledges.actions.review import Opinion, judge_many
from jiannuo.pledges.likeness import repeated_within
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.sheet import sections
from jiannuo.pledges.views.outcome import outcome_of, remember
from jiannuo.pledges.views.waiting import Queue

AT_A_LOOK = 50


@require_http_methods(["GET", "HEAD", "POST"])
def review_batch(request: Request) -> HttpResponse:
    """The look before (GET): hintless texts that resemble no other, all ticked. Then pass those still ticked (POST)."""
    waiting = Queue(request)
    if request.method == "POST":
        return _passed(request)
    rows = list(queries.plain(waiting.rows)[:AT_A_LOOK])
    alike = repeated_within(rows)
    looked = [(pledge, _texts(pledge)) for pledge in rows if pledge.pk not in alike]
    return render(request, "pledges/review_batch.html", {"waiting": waiting, "looked": looked, "left_out": len(alike)})


def _texts(pledge: Pledge) -> list[Any]:
    return list(sections(pledge.current, pledge.round)) if pledge.current else []


def _passed(request: Request) -> HttpResponse:
    versions = ticked(request.POST.getlist("pick"))
    pledges = list(queries.awaiting(request.user).filter(pk__in=versions))
    passed, refused = judge_many(pledges, Opinion(request.POST.get("opinion", "")), by=request.user, versions=versions)
    gone = len(versions) - len(pledges)
    said = [(str(pledge.subject_name), why) for pledge, why in refused]
    said += [(f"另有{gone}份", "已由他人办理，或已不在您的待审名单中。")] if gone else []
    remember(request, "review", passed, said)
    return redirect("pledges:review_batch_done")


@require_safe
def review_batch_done(request: Request) -> HttpResponse:
    """How many went through, and which did not and why."""
    return render(request, "pledges/review_batch_done.html", {"outcome": outcome_of(request, "review")})
