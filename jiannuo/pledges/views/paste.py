"""A whole text pasted at once: split into items with kinds suggested, corrected, then put into the boxes (C11)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jiannuo.accounts.http import Request
from jiannuo.accounts.kept import take_kept
from jiannuo.pledges import boxes, policies, queries, reading
from jiannuo.pledges.actions import draft as actions
from jiannuo.pledges.forms.draft import PasteForm, PieceForm
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.wording import kinds_of

_MAX_PIECES = 200
_SENTENCE = 10  # characters


def _pieces(pledge: Pledge, data: Any = None, initial: list[dict[str, str]] | None = None) -> BaseFormSet[Any]:
    made = forms.formset_factory(PieceForm, extra=0, max_num=_MAX_PIECES, validate_max=True)
    return made(data, prefix="piece", initial=initial, form_kwargs={"kinds": kinds_of(pledge)})


def paste(request: Request, pk: int) -> HttpResponse:
    """First the text, then its pieces, then back to the check page."""
    pledge = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if policies.why_not_edit(request.user, pledge):
        return redirect("pledges:detail", pk=pk)
    if request.POST.get("do") == "put":
        return _put(request, pledge)
    kept = take_kept(request)
    form = PasteForm(
        request.POST if request.method == "POST" else None, initial={"text": "".join((kept or {}).get("text", []))}
    )
    if form.is_bound and form.is_valid():
        return _split(request, pledge, form)
    return render(request, "pledges/paste.html", {"pledge": pledge, "form": form}, status=422 if form.is_bound else 200)


def _split(request: Request, pledge: Pledge, form: PasteForm) -> HttpResponse:
    text, kinds = form.cleaned_data["text"], kinds_of(pledge)
    items = reading.read(text, pledge.round.year)
    if not items:
        form.add_error("text", "没有从这段文字里读出承诺事项。请检查是否粘贴完整，或回到上一页直接填写。")
        return render(request, "pledges/paste.html", {"pledge": pledge, "form": form}, status=422)
    initial = [
        {"text": reading.with_its_time(i), "kind": i.kind if i.kind in kinds else "post"} for i in items[:_MAX_PIECES]
    ]
    others = [piece for piece in reading.outline(text) if piece.role != "item" and piece.text]
    offered = [{"text": piece.text, "kind": "skip"} for piece in others if _may_promise(piece)]
    context = {
        "pledge": pledge,
        "pieces": _pieces(pledge, initial=[*initial, *offered][:_MAX_PIECES]),
        "read": len(initial),
        "left_out": [piece.text for piece in others if not _may_promise(piece)],
        "cut": len(items) > _MAX_PIECES,
    }
    return render(request, "pledges/pieces.html", context)


def _may_promise(piece: reading.Piece) -> bool:
    """A whole sentence before or between the items may hold one after all; a heading or a signature does not."""
    is_sentence = len(piece.text) >= _SENTENCE and not piece.text.endswith((":", "："))
    return piece.role in {"lead", "note"} and is_sentence


def _put(request: Request, pledge: Pledge) -> HttpResponse:
    pieces = _pieces(pledge, request.POST)
    if not pieces.is_valid():
        return render(request, "pledges/pieces.html", {"pledge": pledge, "pieces": pieces}, status=422)
    chosen = [(p.cleaned_data["kind"], p.cleaned_data["text"].strip()) for p in pieces.forms]
    texts, year = dict(pledge.boxes), pledge.round.year
    for kind in kinds_of(pledge):
        more = [text for of, text in chosen if of == kind and text]
        if more:
            texts[kind] = boxes.with_more(texts.get(kind, ""), more, year)
    if any(len(text) > boxes.MAX_BOX for text in texts.values()):
        context = {"pledge": pledge, "pieces": pieces, "too_long": boxes.MAX_BOX}
        return render(request, "pledges/pieces.html", context, status=422)
    actions.save_boxes(pledge, texts, by=request.user)
    messages.success(request, "已放进承诺书，请逐项核对。")
    return redirect("pledges:check", pk=pledge.pk)
