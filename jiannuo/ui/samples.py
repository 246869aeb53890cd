"""What the living page of components shows: every component in every state, with believable words."""

from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from jiannuo.base.fields import Day
from jiannuo.ui.road import NAMES, Station

STATES = ("kept", "going", "soon", "late", "changed", "idle")
STAGES = ("drafted", "proposed", "endorsed", "returned", "reviewed", "confirmed", "filed", "published")
BEFORE = "每月为村里水泥巷道洒水2次，年内帮助3户低保户修缮房屋。"
AFTER = "每周为村里水泥巷道洒水1次，9月底前帮助5户低保户修缮房屋。"


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=20, help_text="请填写与党员名册一致的姓名。")
    deed = forms.CharField(label="实事承诺", widget=forms.Textarea, help_text="说清做什么、做多少、什么时候完成。")
    due_on = Day(label="完成时限", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("common", "共性"), ("post", "岗位"), ("deed", "实事")])
    reads = forms.ChoiceField(
        label="公示时的姓名", choices=[("full", "全名"), ("short", "只写姓")], widget=forms.RadioSelect
    )
    is_joint = forms.BooleanField(label="与其他党员共同承诺", required=False)


def _walked(count: int, *, now: datetime) -> list[Station]:
    hands = ("周大有", "清河镇党委 王慧", "党员大会", "清河镇党委", "柳树湾村党支部", "周大有", "党员群众")
    return [Station(NAMES[i], "done", at=now - timedelta(days=60 - 9 * i), by=hands[i]) for i in range(count)]


def roads(now: datetime) -> list[tuple[str, list[Station]]]:
    """One road per situation."""
    since = now - timedelta(days=4)
    reviewing = [Station("审诺", "here", at=since, waiting_for="清河镇党委")]
    returned = [Station("提诺", "back", at=since, waiting_for="周大有修改")]
    return [
        ("等审诺", [*_walked(1, now=now), *reviewing, *(Station(n) for n in NAMES[2:])]),
        ("已退回", [*returned, *(Station(n) for n in NAMES[1:])]),
        ("践诺中", [*_walked(5, now=now), Station("践诺", "here", at=since, waiting_for="周大有"), Station("评诺")]),
        ("走完了", _walked(7, now=now)),
    ]


def everything(request: HttpRequest) -> dict[str, object]:
    now = timezone.now()
    wrong = SampleForm({"name": "", "deed": "把工作做好", "due_on": "2011-02-28", "kind": "deed"}, auto_id="wrong_%s")
    wrong.add_error("due_on", "完成时限早于今天，请改为以后的日期。")
    return {
        "states": STATES,
        "stages": STAGES,
        "roads": roads(now),
        "form": SampleForm(initial={"deed": BEFORE}),
        "wrong": wrong,
        "before": BEFORE,
        "after": AFTER,
        "now": now,
        "years": [2012, 2011],
        "page": Paginator(range(120), 50).get_page(request.GET.get("page")),
    }
