"""The pledge as a document: the paper's look, the road, remarks in the margin, versions, and what may be done now."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.models import User
from jiannuo.orgs.offices import OFFICERS, holds, own_organisations
from jiannuo.pledges import authors, policies, queries, road, subjects, workflow
from jiannuo.pledges.casebook import said_of
from jiannuo.pledges.content import draft_of
from jiannuo.pledges.jointly import joint_of
from jiannuo.pledges.models import Pledge, PledgeVersion, Review
from jiannuo.pledges.sheet import Section, sections_of
from jiannuo.pledges.taking_down import taken_down
from jiannuo.pledges.wording import form_title
from jiannuo.pledges.workflow import Move, Part, Stage

_QUIET = {workflow.SEND_BACK, workflow.RECONSIDER, workflow.WITHDRAW, workflow.AMEND, *workflow.DROPS}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One move at the foot: a form to send, or a page to go to; greyed with the reason."""

    label: str
    url: str
    why_not: str
    is_post: bool
    tone: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown: the frozen text, or the draft for those who write it."""

    content: dict[str, Any]
    sections: list[Section]
    is_draft: bool


def _paper(user: User, pledge: Pledge) -> Paper:
    is_open = pledge.stage in {Stage.DRAFTED, Stage.RETURNED}
    is_draft = pledge.current is None or (is_open and policies.reads_draft(user, pledge))
    text = queries.filed_text(pledge) if pledge.stage == Stage.DRAFTED and not is_draft else pledge.current
    content = draft_of(pledge) if is_draft or text is None else text.content
    return Paper(content, sections_of(content, pledge.round), is_draft)


def _page_of(pledge: Pledge, move: Move) -> tuple[str, bool]:
    """Where a move is made; True where the button itself makes it."""
    own, office = {"pk": pledge.pk}, {"pk": pledge.organisation_id}
    match move.name:
        case "propose":
            return reverse("pledges:check", kwargs=own), False
        case "withdraw":
            return reverse("pledges:withdraw", kwargs=own), True
        case "endorse" | "review" | "send_back":
            return reverse("pledges:review", kwargs=own), False
        case "amend":
            return reverse("pledges:amend", kwargs=own), False
        case "drop_amendment" | "drop_before_publishing":
            return reverse("pledges:drop_amendment", kwargs=own), False
        case "publish":
            return reverse("publicity:prepare", kwargs=own), False
        case "confirm":
            return reverse("pledges:confirm", kwargs=office), False
        case "reconsider":
            return reverse("pledges:reconsider", kwargs=own), False
    return reverse("pledges:filing", kwargs={"pk": policies.receiver_id(pledge)}), False


def _is_not_on_this_road(pledge: Pledge, move: Move) -> bool:
    """Nobody is told whose a step is that this pledge does not take: no opinion on a branch's own.

    A joint signer's step has a place of its own on the page, a taking down on that of the publishing check.
    """
    if move in {workflow.DECLINE, workflow.TAKE_DOWN}:
        return True
    return move is workflow.ENDORSE and not policies.needs_opinion(pledge)


def _steps(request: Request, pledge: Pledge) -> list[NextStep]:
    """The moves of this stage: officers see all of them with the reasons, others what is theirs."""
    is_officer = bool(own_organisations(request.user))
    steps = []
    for move in workflow.MOVES:
        if pledge.stage not in move.sources or _is_not_on_this_road(pledge, move):
            continue
        why_not = policies.why_not(request.user, pledge, move)
        if why_not and (not is_officer or move in workflow.DROPS):
            continue
        url, is_post = _page_of(pledge, move)
        tone = "plain" if move in _QUIET else "primary"
        steps.append(
            NextStep(move.label, url, why_not, is_post, "plain" if move.part is Part.OWNER and why_not else tone)
        )
    return steps


def _standing(pledge: Pledge) -> str:
    """C35: while an amendment is open, which text is the one that counts."""
    if pledge.stage in workflow.AMEND.sources or not pledge.amendment_reason:
        return ""
    filed = queries.filed_text(pledge)
    if filed is None:
        return ""
    return f"已{'公示' if filed.pk == pledge.published_id else '备案'}的第{filed.number}稿仍然有效，正在充实完善。"


def _remarks(reviews: list[Review]) -> dict[str, list[tuple[str, Review]]]:
    """{item uid: what reviewers said beside it}."""
    found: dict[str, list[tuple[str, Review]]] = {}
    for review in reviews:
        for uid, words in review.comments.items():
            found.setdefault(uid, []).append((words, review))
    return found


def _signing(user: User, pledge: Pledge) -> dict[str, Any]:
    """C11: who signs too, whether the person is asked to, and whose spoken word he may note."""
    joint = joint_of(pledge)
    silent = joint.silent if joint else ()
    others = [member for member in silent if member.user_id != user.pk]
    return {
        "joint": joint,
        "may_step_out": not policies.why_not_step_out(user, pledge),
        "is_asked": len(others) < len(silent),
        "may_note_of": others if holds(user, OFFICERS, pledge.organisation_id) else (),
    }


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One pledge for everybody who may see it."""
    pledge = get_object_or_404(road.with_hands(queries.visible_to(request.user)), pk=pk)
    paper = _paper(request.user, pledge)
    reviews = list(pledge.current.reviews.all()) if pledge.current else []
    versions = (
        PledgeVersion.objects.filter(pledge=pledge).select_related("frozen_by", "filing__receiver").order_by("-number")
    )
    remarks = _remarks(reviews)
    parts = [
        (section.label, [(line, remarks.get(line.uid, [])) for line in section.lines]) for section in paper.sections
    ]
    context: dict[str, Any] = {"pledge": pledge, "paper": paper, "parts": parts}
    context |= {"title": form_title(pledge), "stations": road.stations(pledge), "versions": list(versions)}
    context["standing"] = _standing(pledge)
    context["years"] = subjects.years_of(request.user, pledge.round, pledge.organisation, pledge.member)
    context["opinions"] = said_of(pledge) if pledge.current_id else ()
    context["steps"] = _steps(request, pledge)
    context["is_own"] = authors.is_own(request.user, pledge)
    context |= _signing(request.user, pledge)
    context["taken_down"] = taken_down(request.user, pledge)
    context["may_publish"] = not policies.why_not(request.user, pledge, workflow.PUBLISH)
    context["can_edit"] = not policies.why_not_edit(request.user, pledge)
    return render(request, "pledges/detail.html", context)
