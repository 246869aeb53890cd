"""提醒: what one has been told; where it is sent; the robot of an organisation's group; reckoning anew."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.actions import set_email
from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import refill
from jiannuo.base.paging import leaf
from jiannuo.duties import policies, queries
from jiannuo.duties.actions.expected import ask_anew
from jiannuo.duties.actions.remind import read, set_robot
from jiannuo.duties.forms import EmailForm, RobotForm
from jiannuo.orgs.offices import oversees
from jiannuo.rounds import queries as rounds


@require_safe
def reminders(request: Request) -> HttpResponse:
    """The person's own, the latest first."""
    page = leaf(queries.reminders_of(request.user), request.GET.get("page"), size=20)
    form = EmailForm(initial={"email": request.user.email}) if settings.MAIL_IS_ON else None
    unread = any(row.read_at is None for row in page.object_list)
    return render(request, "duties/reminders.html", {"page": page, "form": form, "unread": unread})


@require_POST
def mark_read(request: Request) -> HttpResponse:
    read(request.user, by=request.user)
    return redirect("duties:reminders")


@require_POST
def email(request: Request) -> HttpResponse:
    """Where reminders are sent; nowhere when empty."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        page = leaf(queries.reminders_of(request.user), None, size=20)
        return render(request, "duties/reminders.html", {"page": page, "form": form, "unread": False}, status=422)
    set_email(request.user, form.cleaned_data["email"], by=request.user)
    messages.success(request, "已保存。")
    return redirect("duties:reminders")


def robot(request: Request, pk: int) -> HttpResponse:
    """Where the group of an organisation is told its numbers."""
    organisation = queries.place(request.user, pk)
    if organisation is None or not oversees(request.user, organisation.path or ""):
        raise Http404
    stored = queries.robot_of(organisation)
    why_not = policies.why_not_robot(request.user, organisation)
    initial = {"url": stored.url, "shape": stored.shape, "is_on": stored.is_on} if stored and not why_not else {}
    form = RobotForm(request.POST if request.method == "POST" else None, initial=initial or {"is_on": True})
    if request.method == "GET":
        refill(form, request)
    elif form.is_valid():
        given = form.cleaned_data
        set_robot(organisation, given["url"], given["shape"], is_on=given["is_on"], by=request.user)
        messages.success(request, "群机器人已保存。")
        return redirect("duties:robot", pk=pk)
    sent = queries.last_sent(stored) if stored else []
    context = {"organisation": organisation, "form": form, "why_not": why_not, "sent": sent, "stored": stored}
    context["is_open"] = bool(settings.WEBHOOK_HOSTS)
    return render(request, "duties/robot.html", context, status=422 if form.is_bound else 200)


@require_POST
def expect_anew(request: Request, year: int) -> HttpResponse:
    """Ask the worker to write down at once what the round expects."""
    found = get_object_or_404(rounds.all_rounds(), year=year)
    ask_anew(found, by=request.user)
    messages.success(request, "一分钟内按现在的日程和名册重新推算，已办结的不受影响。")
    return redirect("rounds:round", year=year)
