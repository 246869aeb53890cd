"""Joint pledges (C11): who of the branch signs together with me; who agrees, and who would rather not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from jiannuo.accounts.http import Request
from jiannuo.orgs.models import Member
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.pledges import policies, queries, subjects
from jiannuo.pledges.actions import joint as actions
from jiannuo.pledges.forms.draft import SignersForm


def signers(request: Request, pk: int) -> HttpResponse:
    """Tick who signs too; nobody signs twice in one round."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if pledge.member_id is None or policies.why_not_edit(request.user, pledge):
        return redirect("pledges:detail", pk=pk)
    signing = set(pledge.co_signers.values_list("pk", flat=True))
    free = set(subjects.without_pledge(pledge.round, pledge.organisation).values_list("pk", flat=True))
    members = Member.objects.filter(pk__in=signing | free).order_by("name", "id")
    initial = {"signers": list(signing), "version": pledge.version}
    is_officer = holds(request.user, OFFICERS, pledge.organisation_id)
    form = SignersForm(members, request.POST or None, initial=initial, with_birth=is_officer)
    if form.is_bound and form.is_valid():
        chosen, version = form.cleaned_data["signers"], form.cleaned_data["version"]
        actions.sign_together(pledge, list(members.filter(pk__in=chosen)), by=request.user, version=version)
        messages.success(
            request, "联名的党员已记下，提交审诺以后，他们各自在“应办”里看过再点“同意”，都同意了才能审诺通过。"
        )
        return redirect("pledges:write", pk=pk)
    status = 422 if form.is_bound else 200
    return render(request, "pledges/signers.html", {"pledge": pledge, "form": form}, status=status)


@require_POST
def step_out(request: Request, pk: int) -> HttpResponse:
    """One tap: the name comes off, the own pledge is open."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.step_out(pledge, by=request.user)
    messages.success(request, f"已退出{pledge.subject_name}的联名承诺，您可以写自己的承诺。")
    return redirect("pledges:mine")


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """同意: the signer's own tap."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.agree(pledge, pledge.co_signers.filter(user=request.user).first(), by=request.user)
    messages.success(request, f"您已同意与{pledge.subject_name}联名承诺。")
    return redirect("pledges:detail", pk=pk)


@require_POST
def note_agreement(request: Request, pk: int, member: int) -> HttpResponse:
    """代录: a signer has said yes aloud, and an officer of the branch notes when and how."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    signer = get_object_or_404(pledge.co_signers, pk=member)
    actions.agree(pledge, signer, by=request.user, note=request.POST.get("note", ""))
    messages.success(request, f"{signer.name}的口头同意已记下。")
    return redirect("pledges:detail", pk=pk)
