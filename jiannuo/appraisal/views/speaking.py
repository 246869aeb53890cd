"""Within the meeting: each member's 述 taken down, and 讲 item by item, saved row by row (C25, C26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import kept_data
from jiannuo.appraisal.actions.comment import Entry, say
from jiannuo.appraisal.actions.comment import judge as judge_items
from jiannuo.appraisal.actions.report import Occasion, hear, hear_nothing_new, submit
from jiannuo.appraisal.forms.meeting import entries_in, touched
from jiannuo.appraisal.forms.report import said_in, version_in
from jiannuo.appraisal.models import BranchComment
from jiannuo.appraisal.policies.meeting import why_not_back_fill, why_not_comment
from jiannuo.appraisal.sitting import seat_of
from jiannuo.appraisal.views.meeting import back_to, comment_in, heard_in, page
from jiannuo.base.errors import Stale
from jiannuo.base.numbers import number, numbers
from jiannuo.orgs.models import Member
from jiannuo.ui.beside import beside


def _occasion(comment: BranchComment) -> Occasion:
    """What comes once the meeting is over was not heard in it."""
    return Occasion(comment.round, heard_in(comment), None if comment.issued_at else comment.meeting)


@require_POST
def hear_all(request: Request, pk: int) -> HttpResponse:
    """口头述职 of all who came, as the ledger has it; or of those ticked, that there is nothing new."""
    comment = comment_in(request, pk)
    if "nothing_new" in request.POST:
        quiet = hear_nothing_new(_occasion(comment), numbers(request.POST.getlist("quiet")), by=request.user)
        messages.success(request, f"已记下{quiet}位党员在会上说没有新情况。")
        return back_to(comment, "#reports")
    heard, silent = hear(_occasion(comment), by=request.user)
    messages.success(request, f"已记下{heard}位党员的口头述职。")
    if silent:
        names = "、".join(member.name for member in silent)
        messages.info(request, f"台帐里还没有{names}的记录，请在下面各写一句。")
    return back_to(comment, "#reports")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, pk: int, member: int) -> HttpResponse:
    """One member's 述 in the meeting: taken down (POST), or its row again (GET)."""
    comment = comment_in(request, pk)
    person = get_object_or_404(Member.objects.select_related("branch"), pk=member, branch=comment.organisation)
    kept = kept_data(request) if request.method != "POST" else None
    if kept is not None:
        said = said_in(kept)
        again = "登录过期前写的还在下面，请再点一次记下。"
        return _row(request, comment, person, typed=said.lines, other=said.other, refusal=again)
    if request.method != "POST":
        return _row(request, comment, person) if request.htmx else back_to(comment, f"#seat-{member}")
    said = said_in(request.POST, is_spoken=request.POST.get("way") != "written")
    with beside() as told:
        submit(_occasion(comment), person, said, by=request.user, version=version_in(request.POST))
        to_row = redirect("appraisal:report", pk=pk, member=member)
        return to_row if request.htmx else back_to(comment, f"#seat-{member}")
    return _row(request, comment, person, typed=said.lines, other=said.other, refusal=told.sentence)


def _row(
    request: Request,
    comment: BranchComment,
    person: Member,
    *,
    typed: dict[int, str] | None = None,
    other: str = "",
    refusal: str = "",
) -> HttpResponse:
    """The row alone; with what was typed and why it was refused, where it was."""
    context = {
        "comment": comment,
        "meeting": comment.meeting,
        "branch": comment.organisation,
        "heard": heard_in(comment),
        "seat": seat_of(comment, heard_in(comment), person),
        "typed": typed or {},
        "other": other,
        "refusal": refusal,
        "why_not": why_not_comment(request.user, comment),
        "why_not_back_fill": why_not_back_fill(request.user, comment),
    }
    template = "appraisal/seat.html" if request.htmx else "appraisal/seat_refused.html"
    return render(request, template, context, status=422 if refusal else 200)


@require_POST
def judge(request: Request, pk: int) -> HttpResponse:
    """讲: what was touched is saved; one block at a time with htmx, else the whole section."""
    comment, entries, overall = comment_in(request, pk), entries_in(request.POST), request.POST.get("overall")
    with beside(only=Stale) as told:
        judge_items(comment, entries, by=request.user)
        if overall is not None:
            say(comment, overall, by=request.user, version=number(request.POST.get("version", "")) or 0)
        return _judged(request, comment, entries, has_overall=overall is not None)
    if request.htmx:
        return render(request, "appraisal/judge_refused.html", {"sentence": told.sentence}, status=422)
    return page(request, comment_in(request, pk), typed=touched(entries), overall=overall, refusal=told.sentence)


def _judged(request: Request, comment: BranchComment, entries: dict[str, Entry], *, has_overall: bool) -> HttpResponse:
    if request.htmx:
        version = comment_in(request, comment.meeting_id).version
        context = {"entries": entries, "version": version, "has_overall": has_overall}
        return render(request, "appraisal/judge_saved.html", context)
    messages.success(request, "讲评已保存。")
    return back_to(comment, "#judge")
