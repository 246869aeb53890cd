import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from jiannuo.base.fields import Line, Words
from jiannuo.base.numbers import numbers, ticked
from jiannuo.meetings.models import OF_A_PERIOD, Category, Meeting, MeetingKind

MAX_MINUTES = 20_000
MAX_NAMES = 200
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+(?![^（(]*[）)])")  # not inside a remark: 罗卫东（三组，另一人）
_PEOPLE = [Category.MEMBER, Category.CITIZEN, Category.SERVED, Category.LEADER, Category.OTHER]
_ASSEMBLY = [*_PEOPLE[:3], Category.GROUP_HEAD, *_PEOPLE[3:]]
_CATEGORIES = {
    MeetingKind.LEADERS: [Category.LEADER, Category.OTHER],
    MeetingKind.DELEGATES: _PEOPLE,
    MeetingKind.LIFE: [Category.BRANCH_MEMBER, Category.OTHER],
    MeetingKind.SURVEY: _ASSEMBLY,
    MeetingKind.APPRAISAL: [Category.BRANCH_MEMBER, *_ASSEMBLY],
}
# What belongs to a period is opened on its own page.
_ENTERED = [kind for kind in MeetingKind if kind not in OF_A_PERIOD]


@dataclass(frozen=True, slots=True)
class Marked:
    """A roll as it was sent. Touched is whose box stands otherwise than the page showed it."""

    present: list[int]
    excused: list[int]
    touched: list[int]


def marked_in(sent: QueryDict) -> Marked:
    """`shown` says of each row how it stood: 1 present, 2 excused, 0 neither. Who was not shown is not touched."""
    present, excused = numbers(sent.getlist("present")), numbers(sent.getlist("excused"))
    now = dict.fromkeys(excused, 2) | dict.fromkeys(present, 1)
    shown = ticked(sent.getlist("shown"))
    return Marked(present, excused, [pk for pk, stood in shown.items() if now.get(pk, 0) != stood])


class ArrangementForm(forms.Form):
    """When, where, who is in the chair (C13)."""

    held_at = forms.DateTimeField(
        label="时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "请填写会议时间。", "invalid": "请按“2011-03-10 09:00”的样子填写时间。"},
    )
    place = Line(label="地点", max_length=120, error_messages={"required": "请填写在哪里召开。"})
    chair = Line(label="主持人", max_length=60, error_messages={"required": "请填写主持人。"})

    def clean_held_at(self) -> datetime:
        held_at: datetime = self.cleaned_data["held_at"]
        if held_at.year < 2000 or held_at > timezone.now() + timedelta(days=366):
            raise forms.ValidationError("这个时间不像是会议的时间，请核对年份。")
        return held_at


def usual(last: Meeting | None, chair: str) -> dict[str, object]:
    """Today at this hour, where and under whom it was held the last time."""
    now = timezone.localtime()
    now -= timedelta(minutes=now.minute % 30, seconds=now.second, microseconds=now.microsecond)
    return {"held_at": now, "place": last.place if last else "", "chair": last.chair if last else chair}


class MeetingForm(ArrangementForm):
    """What is known before the meeting: which one, and its arrangement."""

    kind = forms.ChoiceField(
        label="会议",
        choices=[(kind.value, kind.label) for kind in _ENTERED],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是哪一个会议。"},
    )
    field_order = ("kind", "held_at", "place", "chair")


class EnrolForm(forms.Form):
    """People for the roll: ticked from the roster, and names as they are said, several at once."""

    names = Line(
        label="姓名",
        required=False,
        max_length=4000,
        help_text="可以一次写多位，用顿号、逗号或空格隔开。",
    )
    members = forms.TypedMultipleChoiceField(label="党员名册", required=False, coerce=int)

    def __init__(self, *args: Any, kind: str, roster: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"] = forms.ChoiceField(
            label="类别", choices=[(c.value, c.label) for c in _CATEGORIES[MeetingKind(kind)]]
        )
        self.fields["members"] = forms.TypedMultipleChoiceField(
            label="党员名册", required=False, coerce=int, choices=roster, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["category", "members", "names"])

    def clean_names(self) -> list[str]:
        """Each name once, in the order given."""
        said: str = self.cleaned_data["names"]
        names = list(dict.fromkeys(name for name in _BETWEEN_NAMES.split(said) if name))
        if len(names) > MAX_NAMES:
            raise forms.ValidationError(f"一次最多登记{MAX_NAMES}位，请分几次登记。")
        if any(len(name) > 60 for name in names):
            raise forms.ValidationError("有一个姓名太长了。几个姓名之间请用顿号隔开。")
        return names

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("names") and not data.get("members"):
            self.add_error("names", "请从名册中勾选，或写出姓名。")
        return data


class MinutesForm(forms.Form):
    """The minutes as text, with the version they were written on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    minutes = Words(rows=10, label="会议记录", required=False, max_length=MAX_MINUTES)
