"""A meeting's book: the list, a new meeting, and its one page with roll, decisions and minutes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill, take_kept
from jiannuo.base.errors import Stale, require
from jiannuo.base.numbers import numbers
from jiannuo.base.text import one_line
from jiannuo.meetings import actions, policies, queries
from jiannuo.meetings.forms import ArrangementForm, EnrolForm, MeetingForm, MinutesForm, marked_in, usual
from jiannuo.meetings.models import CONFIRMING, Category, Meeting, MeetingKind, is_of_all
from jiannuo.meetings.wording import leaders_hint
from jiannuo.orgs import queries as orgs
from jiannuo.orgs.models import Organisation
from jiannuo.ui.beside import beside

PAGE = 50
ROSTER_SHOWN = 200


@require_safe
def meeting_list(request: Request, pk: int) -> HttpResponse:
    """The meetings of one organisation, the latest first."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    rows = queries.with_presence(queries.visible_to(request.user).filter(organisation=organisation))
    context = {
        "organisation": organisation,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "why_not": policies.why_not_convene(request.user, organisation),
        "hidden": policies.why_not_see(request.user, organisation),
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_create(request: Request, pk: int) -> HttpResponse:
    """Enter a meeting that was or will be held."""
    organisation = get_object_or_404(orgs.visible_to(request.user), pk=pk)
    require(policies.why_not_convene(request.user, organisation))
    if request.method == "POST":
        form = MeetingForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            kind = MeetingKind(data["kind"])
            convene = actions.convene_branch if is_of_all(organisation, kind) else actions.convene
            meeting = convene(organisation, kind, data["held_at"], data["place"], data["chair"], by=request.user)
            return redirect("meetings:meeting", pk=meeting.pk)
        return _create_page(request, organisation, form, status=422)
    kept = take_kept(request)
    form = (
        MeetingForm({k: v[-1] for k, v in kept.items()}) if kept else MeetingForm(initial=_first(request, organisation))
    )
    return _create_page(request, organisation, form)


def _first(request: Request, organisation: Organisation) -> dict[str, object]:
    """What stands in the boxes: where the whole branch meets, as it did the last time; of others nothing is guessed."""
    kind, chair = request.GET.get("kind", ""), request.user.display_name
    if not is_of_all(organisation, kind):
        return {"kind": kind, "chair": chair, "place": ""}
    last = Meeting.objects.filter(organisation=organisation).order_by("-held_at").first()
    return usual(last, chair) | {"kind": kind}


def _create_page(request: Request, organisation: Organisation, form: MeetingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "meetings/create.html", {"organisation": organisation, "form": form}, status=status)


@require_safe
def meeting_page(request: Request, pk: int) -> HttpResponse:
    """The agenda is the page: roll, decisions, minutes, end."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    kept = take_kept(request)
    minutes = {k: v[-1] for k, v in kept.items()} if kept and "minutes" in kept else None
    enrol = None if kept is None or "names" not in kept else _enrol_form(request, meeting)
    if kept and enrol:
        enrol.initial["names"] = kept["names"][-1]
    return _page(request, meeting, enrol=enrol, minutes=MinutesForm(minutes) if minutes else None)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: Request, pk: int) -> HttpResponse:
    """Another time, place or chair than was entered."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(policies.why_not_end_here(meeting) or policies.why_not_rearrange(request.user, meeting))
    stands = {"held_at": meeting.held_at, "place": meeting.place, "chair": meeting.chair}
    form = ArrangementForm(request.POST or None, initial=stands)
    if form.is_valid():
        data = form.cleaned_data
        actions.rearrange(meeting, data["held_at"], data["place"], data["chair"], by=request.user)
        messages.success(request, "会议的时间、地点和主持人已保存。")
        return redirect("meetings:meeting", pk=pk)
    if request.method == "GET":
        refill(form, request)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/edit.html", context, status=422 if form.errors else 200)


@require_POST
def meeting_cancel(request: Request, pk: int) -> HttpResponse:
    """Entered by mistake."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.cancel(meeting, by=request.user)
    messages.success(request, f"登记错的{meeting.get_kind_display()}已撤销。")
    return redirect("meetings:list", pk=meeting.organisation_id)


@require_POST
def meeting_citizens(request: Request, pk: int) -> HttpResponse:
    """Why nobody of the people came."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.explain_citizens(meeting, request.POST.get("reason", ""), by=request.user)
    messages.success(request, "没有群众代表到会的原因已保存，会写进会议记录。")
    return redirect("meetings:meeting", pk=pk)


@require_POST
def meeting_enrol(request: Request, pk: int) -> HttpResponse:
    """Put people on the roll."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = _enrol_form(request, meeting, request.POST)
    if not form.is_valid():
        return _page(request, meeting, enrol=form, status=422)
    data = form.cleaned_data
    with beside() as told:
        added = actions.enrol(meeting, Category(data["category"]), data["names"], data["members"], by=request.user)
        messages.success(request, f"已登记{added}位到会。" if added else "这些人都已在名单上。")
        return redirect("meetings:meeting", pk=pk)
    form.add_error("names", told.sentence)
    return _page(request, meeting, enrol=form, status=told.status)


@require_POST
def meeting_roll(request: Request, pk: int) -> HttpResponse:
    """Who of the roll came, and who was entered by mistake."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    marked, removed = marked_in(request.POST), numbers(request.POST.getlist("remove"))
    actions.mark_roll(meeting, marked.present, removed_ids=removed, touched_ids=marked.touched, by=request.user)
    messages.success(request, "到会情况已保存。")
    return redirect("meetings:meeting", pk=pk)


@require_POST
def meeting_minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes; a text saved by somebody else in between is shown beside the own one."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, minutes=form, status=422)
    data = form.cleaned_data
    with beside(only=Stale) as told:
        actions.write_minutes(meeting, data["minutes"], by=request.user, version=data["version"])
        messages.success(request, "会议记录已保存。")
        return redirect("meetings:meeting", pk=pk)
    form.add_error("minutes", told.sentence)
    return _page(request, meeting, minutes=form, status=told.status)


@require_POST
def meeting_close(request: Request, pk: int) -> HttpResponse:
    """End the meeting; its book is fixed from then on."""
    meeting = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(policies.why_not_end_here(meeting))
    actions.close(meeting, by=request.user)
    messages.success(request, "会议已结束，到会名单、表决和记录已固定。")
    return redirect("meetings:meeting", pk=pk)


def _enrol_form(request: Request, meeting: Meeting, data: Any = None) -> EnrolForm:
    """The roster to tick from; a large one is searched by name."""
    rows = queries.roster_for(meeting.organisation).exclude(pk__in=meeting.roll.exclude(member=None).values("member"))
    if name := one_line(request.GET.get("name", "")):
        rows = rows.filter(name__contains=name)
    if data:
        rows = rows.filter(pk__in=numbers(data.getlist("members")))
    roster = [(member.pk, member.name) for member in rows[:ROSTER_SHOWN]]
    return EnrolForm(data, kind=meeting.kind, roster=roster)


def _page(
    request: Request,
    meeting: Meeting,
    *,
    enrol: EnrolForm | None = None,
    minutes: MinutesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    why_not = policies.why_not_write(request.user, meeting)
    why_not_roll = policies.why_not_change_roll(request.user, meeting)
    roll, unknown = queries.roll_and_unknown(meeting)
    present = sum(row.is_present for row in roll)
    first = {"minutes": meeting.minutes, "version": meeting.version}
    context = {
        "meeting": meeting,
        "is_confirming": meeting.kind in CONFIRMING,
        "roll": [(c.label, [row for row in roll if row.category == c]) for c in Category],
        "is_enrolled": bool(roll),
        "leaders_hint": leaders_hint(meeting, unknown) if not why_not_roll else "",
        "lacks_citizens": queries.lacks_citizens(meeting, roll),
        "why_not_edit": policies.why_not_end_here(meeting) or policies.why_not_rearrange(request.user, meeting),
        "why_not_cancel": policies.why_not_cancel(request.user, meeting),
        "present": present,
        "voters": queries.voters_among(meeting, roll),
        "why_not": why_not,
        "why_not_roll": why_not_roll,
        "why_not_close": policies.why_not_close(request.user, meeting, present),
        "enrol": enrol or (None if why_not_roll else _enrol_form(request, meeting)),
        "minutes": minutes or MinutesForm(initial=first),
        "stored": meeting.minutes if status == 409 else None,
        "roster_shown": ROSTER_SHOWN,
    }
    return render(request, "meetings/meeting.html", context, status=status)
