"""佐证: handed in, looked at by those who may see the promise, taken down with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from jiannuo.accounts.http import Request
from jiannuo.accounts.once import acting_once, reads_first
from jiannuo.base.errors import Refusal, require
from jiannuo.fulfilment import files, policies
from jiannuo.fulfilment.actions import evidence as actions
from jiannuo.fulfilment.forms.item import EvidenceForm, RemovalForm
from jiannuo.fulfilment.models import Evidence, EvidenceKind
from jiannuo.fulfilment.views.ledger import visible_items
from jiannuo.ui.files import stored

_TYPES = {".jpg": "image/jpeg", ".pdf": "application/pdf"}


@reads_first
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Refused before the file is read by anybody who may not keep the promise."""
    item = get_object_or_404(visible_items(request), pk=pk)
    require(policies.why_not_keep(request.user, item))
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("没有收到文件。请选择图片、PDF 或 Word 文件后再上传；佐证也可以不传。")
    upload = form.cleaned_data["file"]
    if upload.size > files.MAX_BYTES:
        raise Refusal("文件超过10MB，没有保存。请压缩或只留需要的几页后再上传。")
    content = files.examine(upload.read())

    def keep() -> HttpResponse:
        actions.add_evidence(item, upload.name, content, by=request.user)
        messages.success(request, "佐证已保存。")
        return redirect("fulfilment:item", pk=pk)

    return acting_once(request, keep)


def _found(request: Request, pk: int) -> Evidence:
    rows = Evidence.objects.filter(item__in=visible_items(request).values("pk"))
    return get_object_or_404(rows.select_related("item"), pk=pk)


@require_safe
def show(request: Request, pk: int) -> HttpResponseBase:
    """Pictures, drawn anew by us, in the page; everything else only to be saved."""
    found = _found(request, pk)
    path = files.folder() / found.stored
    if found.removed_at is not None:
        raise Http404
    is_picture = found.kind == EvidenceKind.PICTURE
    kind = _TYPES.get(path.suffix, "application/octet-stream")
    name = f"{found.name.rsplit('.', 1)[0]}{path.suffix}"
    answer = stored(request, path, name, as_attachment=not is_picture, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    found, form = _found(request, pk), RemovalForm(request.POST)
    if not form.is_valid():
        raise Refusal("撤下佐证须写明原因（最多200字）。")
    actions.remove_evidence(found, form.cleaned_data["reason"], by=request.user)
    messages.success(request, "佐证已撤下，文件已删除，原因留在记录里。")
    return redirect("fulfilment:item", pk=found.item_id)
