"""What is sent from the branch's meeting: when and where, and the words on items and members."""

from datetime import datetime, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone

from jiannuo.appraisal.actions.comment import Entry
from jiannuo.appraisal.actions.meeting import Arranged
from jiannuo.appraisal.judging import Word
from jiannuo.base.fields import Line
from jiannuo.base.text import clean


class HoldForm(forms.Form):
    """When and where; the chair is whoever was in it last time."""

    held_at = forms.DateTimeField(
        label="时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "请填写会议时间。", "invalid": "请按“2011-03-30 19:30”的样子填写时间。"},
    )
    place = Line(label="地点", max_length=120, error_messages={"required": "请填写在哪里召开。"})
    chair = Line(label="主持人", max_length=60, error_messages={"required": "请填写主持人。"})

    def clean_held_at(self) -> datetime:
        held_at: datetime = self.cleaned_data["held_at"]
        if abs(held_at - timezone.now()) > timedelta(days=400):
            raise forms.ValidationError("这个时间不像是会议的时间，请核对年份。")
        return held_at

    def arranged(self) -> Arranged:
        return Arranged(**self.cleaned_data)


def entries_in(data: QueryDict) -> dict[str, Entry]:
    """{"item:12" or "member:3": what is said now and what was shown before}."""
    keys = [name.removeprefix("was-") for name in data if name.startswith("was-")]
    return {key: Entry(_word(data, key), data.get(f"was-{key}", "")) for key in keys}


def touched(entries: dict[str, Entry]) -> dict[str, Word]:
    """The words that differ from what the page showed."""
    return {key: entry.word for key, entry in entries.items() if entry.is_touched}


def _word(data: QueryDict, key: str) -> Word:
    return Word(data.get(f"verdict-{key}", ""), clean(data.get(f"text-{key}", "")).strip())
