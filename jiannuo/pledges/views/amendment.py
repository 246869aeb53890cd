"""充实完善 (C35), the frozen texts, and what changed between two of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.base.numbers import number
from jiannuo.pledges import diff, policies, queries, workflow
from jiannuo.pledges.actions import dropping
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.content import draft_of
from jiannuo.pledges.forms.decision import ReasonForm
from jiannuo.pledges.models import PledgeVersion
from jiannuo.pledges.sheet import sections
from jiannuo.pledges.wording import form_title, labels_of


@require_http_methods(["GET", "HEAD", "POST"])
def amend_pledge(request: Request, pk: int) -> HttpResponse:
    """Open a filed pledge for completion, with the reason; then the same road again."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    kept = take_kept(request) if request.method == "GET" else None
    typed = {k: v[-1] for k, v in kept.items()} if kept else None
    form = ReasonForm(request.POST or typed, initial={"version": pledge.version})
    form.fields["reason"].label = "充实完善的原因"
    if request.method == "POST" and form.is_valid():
        amend(pledge, form.cleaned_data["reason"], by=request.user, version=form.cleaned_data["version"])
        messages.success(request, "请修改承诺事项，改好后重新提交审诺。")
        return redirect("pledges:write", pk=pledge.pk)
    why_not = policies.why_not(request.user, pledge, workflow.AMEND)
    context = {"pledge": pledge, "form": form, "why_not": why_not}
    return render(request, "pledges/amend.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def drop_amendment(request: Request, pk: int) -> HttpResponse:
    """放弃修改: what would be lost, then one button."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if request.method == "POST":
        dropping.drop_amendment(pledge, by=request.user, version=number(request.POST.get("version", "")))
        messages.success(request, "已放弃修改，承诺书回到原来的文本。")
        return redirect("pledges:detail", pk=pk)
    filed = queries.filed_text(pledge)
    move = policies.dropping(pledge, filed)
    context: dict[str, object] = {"pledge": pledge, "filed": filed}
    context["why_not"] = policies.why_not(request.user, pledge, move)
    if filed and not context["why_not"]:
        found = diff.changes(filed.content, draft_of(pledge), labels_of(pledge.round, pledge.subject_kind))
        lost = [change for change in found if change.sort != "same"]
        context |= {"boxes": diff.in_boxes(lost), "has_changes": bool(lost), "summary": diff.summary(lost)}
        context["is_public"] = move is workflow.DROP_AMENDMENT
    return render(request, "pledges/drop_amendment.html", context)


@require_safe
def version(request: Request, pk: int, number: int) -> HttpResponse:
    """One frozen text with its fingerprint and what became of it."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    texts = list(queries.versions_of(pledge))
    shown = _numbered(texts, number)
    if shown is None:
        return redirect("pledges:detail", pk=pk)
    context = {
        "pledge": pledge,
        "version": shown,
        "others": texts if len(texts) > 1 else [],
        "parts": sections(shown, pledge.round),
        "title": form_title(pledge),
        "subtitle": " · ".join(dict.fromkeys([pledge.subject_name, pledge.organisation.name, f"第{number}稿"])),
    }
    return render(request, "pledges/version.html", context)


@require_safe
def diff_page(request: Request, pk: int) -> HttpResponse:
    """Any two texts, item by item; without a choice the latest two."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    texts = list(queries.versions_of(pledge))
    after = _numbered(texts, request.GET.get("to", "")) or (texts[-1] if texts else None)
    before = _numbered(texts, request.GET.get("from", "")) or _before(texts, after)
    context: dict[str, object] = {"pledge": pledge, "versions": texts, "before": before, "after": after}
    if before and after:
        found = diff.changes(before.content, after.content, labels_of(pledge.round, pledge.subject_kind))
        context |= {"boxes": diff.in_boxes(found), "summary": diff.summary(found)}
    return render(request, "pledges/diff.html", context)


def _numbered(texts: list[PledgeVersion], number: int | str) -> PledgeVersion | None:
    return next((text for text in texts if str(text.number) == str(number)), None)


def _before(texts: list[PledgeVersion], after: PledgeVersion | None) -> PledgeVersion | None:
    return next((text for text in reversed(texts) if after and text.number < after.number), None)
