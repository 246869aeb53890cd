"""The public side: voting and checking a receipt. No session, no sign-in, no log; see `anonymous.py`."""

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from jiannuo.ballots import attempts, codes, forms, policies
from jiannuo.ballots.actions.casting import Taken, UnknownSlip, knows, seal, take
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.page import Sheet, voting_page
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal, require
from jiannuo.ui.beside import beside

_FOREIGN = "这个请求不是从投票页面发出的，没有受理。请重新扫码打开投票页面。"
_MISREAD = "票的编码有读错的字符。请对照票面逐组核对，再输入一次。"
_TOO_MANY = "没有找到这张票，短时间内输错的编码又太多。请对照票面逐组核对，对的马上就能投；仍不对的，请等一分钟再试。"
_BROKEN = "系统暂时出错，您的票没有投出。请稍等一分钟再试；同一张票只会计一次。"


def _page(name: str, status: int = 200, **context: Any) -> HttpResponse:
    """Rendered without the request: nothing of whoever asks can come in."""
    return HttpResponse(render_to_string(name, context), status=status)


def _sentence(text: str, status: int) -> HttpResponse:
    return _page("ballots/sentence.html", status, sentence=text)


def _sentence_as_json(text: str, status: int) -> HttpResponse:
    return JsonResponse({"sentence": text}, status=status)


def quiet(
    say: Callable[[str, int], HttpResponse],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """An error here is told to the voter and to nobody else: no log line, no report."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_not_required
        @csrf_exempt
        @wraps(view)
        def quietly(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if request.method == "POST" and not _is_ours(request):
                    return say(_FOREIGN, 403)
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return say(refusal.sentence, 422)
            except Http404:
                return say("没有这个票箱。请核对票上的地址，或重新扫码。", 404)
            except Exception:  # noqa: BLE001  a traceback would hold the ballot
                return say(_BROKEN, 500)

        return quietly

    return around


def _is_ours(request: HttpRequest) -> bool:
    """A browser names where a form comes from; there is no cookie that a foreign page could ride on."""
    origin = request.headers.get("origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()


def _box(code: str) -> BallotBox:
    boxes = BallotBox.objects.exclude(state=State.PREPARED).select_related("organisation")
    return get_object_or_404(boxes, code=codes.plain(code)[:10])


@quiet(_sentence)
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """For whoever cannot scan: the box's number leads to its page."""
    typed = request.GET.get("box", "")
    if typed:
        return redirect("ballots:form", code=_box(typed).code)
    return _page("ballots/enter.html")


@quiet(_sentence)
@require_safe
def vote(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  nothing of it is looked at
    """The same page for everybody; the slip's token stays in the browser until the ballot is sealed."""
    box = _box(code)
    if reason := policies.why_not_vote(box):
        return _page("ballots/over.html", sentence=reason, box=box)
    return HttpResponse(voting_page(box))


def _take(box: BallotBox, typed: str, make: Callable[[], bytes]) -> Taken:
    """Cast with a token as it was sent or typed; wrong ones are counted against guessing and stop no right one."""
    token = codes.read_token(typed)
    if not token:
        raise Refusal(_MISREAD)
    require(policies.why_not_vote(box))
    if attempts.too_many(box) and not knows(box, token):
        raise Refusal(_TOO_MANY)
    body = make()
    try:
        return take(box, token, body)
    except UnknownSlip:
        attempts.note_wrong(box)
        raise


@quiet(_sentence_as_json)
@require_POST
def cast(request: HttpRequest, code: str) -> HttpResponse:
    """One request for one ballot, of the same length whatever it says."""
    try:
        sent = json.loads(request.body)
        token, body = str(sent["token"]), base64.b64decode(str(sent["ballot"]), validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error):
        return _sentence_as_json("这张票没有完整送达。请重新提交。", 422)
    taken = _take(_box(code), token, lambda: body)
    return JsonResponse({"receipt": taken.receipt, "repeat": taken.is_repeat})


@quiet(_sentence)
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Where the browser cannot encrypt: choices are sealed here at once, in memory."""
    box = _box(code)
    if reason := policies.why_not_vote(box):
        return _page("ballots/over.html", sentence=reason, box=box)
    filled = forms.VoteForm(box, request.POST if request.method == "POST" else None)
    if filled.is_valid():
        with beside(filled):
            token, choices, remark = filled.read()
            taken = _take(box, token, lambda: seal(box, choices, remark))
            return _page("ballots/done.html", box=box, taken=taken)
    return _page("ballots/form.html", 422 if filled.errors else 200, box=box, sheet=Sheet(box), form=filled)


@quiet(_sentence)
@require_safe
def receipts(request: HttpRequest, code: str) -> HttpResponse:
    """Whether one's own slip was counted; the list is only there when the box is closed."""
    box = _box(code)
    typed = request.GET.get("code", "")
    token = codes.read_token(typed)
    own = codes.receipt_of(token) if token else codes.grouped(codes.plain(typed))
    closed = box.state in {State.CLOSED, State.CONFIRMED}
    is_counted = own in box.receipts
    return _page("ballots/receipts.html", box=box, typed=typed, own=own, closed=closed, is_counted=is_counted)
