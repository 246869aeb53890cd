"""The book of the branch's meeting (C25, C26): time and place, roll, minutes, 固定会议."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.appraisal.actions import meeting as actions
from jiannuo.appraisal.forms.meeting import HoldForm
from jiannuo.appraisal.minutes import drafted
from jiannuo.appraisal.views.meeting import back_to, comment_in, page
from jiannuo.base.errors import Stale
from jiannuo.base.numbers import number
from jiannuo.base.text import clean
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.forms import marked_in
from jiannuo.ui.beside import beside


@require_POST
def arrange(request: Request, pk: int) -> HttpResponse:
    """Another time or place."""
    comment = comment_in(request, pk)
    form = HoldForm(request.POST)
    if form.is_valid():
        told = form.arranged()
        meetings.rearrange(comment.meeting, told.held_at, told.place, told.chair, by=request.user)
        messages.success(request, "时间和地点已改好。")
    else:
        messages.error(request, "时间、地点没有改：请按样子填写时间，地点和主持人不能空。")
    return back_to(comment)


@require_POST
def roll(request: Request, pk: int) -> HttpResponse:
    """Who came, who asked for leave; who joined the branch since is put on the roll."""
    comment = comment_in(request, pk)
    if "enrol" in request.POST:
        added = actions.enrol_all(comment.meeting, by=request.user)
        messages.success(request, f"已补入{added}位党员。")
        return back_to(comment, "#roll")
    sent = marked_in(request.POST)
    seats = {"excused_ids": sent.excused, "touched_ids": sent.touched}
    meetings.mark_roll(comment.meeting, sent.present, by=request.user, **seats)
    return back_to(comment, "#reports")


@require_POST
def minutes(request: Request, pk: int) -> HttpResponse:
    """Minutes edited by hand; emptied, they write themselves again."""
    comment = comment_in(request, pk)
    words = "" if "again" in request.POST else clean(request.POST.get("minutes", "")).strip()
    version = number(request.POST.get("version", "")) or 0
    if words and not comment.meeting.minutes and words == drafted(comment):
        return back_to(comment, "#minutes")
    with beside(only=Stale) as told:
        meetings.write_minutes(comment.meeting, words[:20_000], by=request.user, version=version)
        messages.success(request, "会议记录将按已填内容自动写成。" if not words else "会议记录已保存。")
        return back_to(comment, "#minutes")
    return page(request, comment_in(request, pk), minutes=words, refusal=told.sentence)


@require_POST
def fix(request: Request, pk: int) -> HttpResponse:
    """固定会议."""
    comment = actions.fix(comment_in(request, pk), by=request.user)
    messages.success(request, "会议已固定：述职和讲评已发出，会议记录可以打印签字。")
    return back_to(comment)
