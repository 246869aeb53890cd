from django import forms

from jiannuo.appraisal.actions.leader import Words
from jiannuo.appraisal.models import LeaderComment
from jiannuo.base.dates import today
from jiannuo.base.fields import Day

MAX_WORDS = 2000
_BOXES = {"achievements": "肯定成绩", "problems": "存在问题", "direction": "努力方向", "mended": "上次问题整改情况"}


def _box(caption: str) -> forms.CharField:
    return forms.CharField(label=caption, max_length=MAX_WORDS, required=False, widget=forms.Textarea({"rows": 3}))


class CommentForm(forms.Form):
    achievements = _box(_BOXES["achievements"])
    problems = _box(_BOXES["problems"])
    direction = _box(_BOXES["direction"])
    mended = _box(_BOXES["mended"])
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, comment: LeaderComment | None, data: object = None) -> "CommentForm":
        """The stored draft, or what was sent."""
        start = {name: getattr(comment, name) for name in _BOXES} if comment else {}
        version = comment.version if comment else 0
        return cls(data, initial=start | {"version": version})  # type: ignore[arg-type]

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in _BOXES})


class VisitForm(forms.Form):
    on = Day(label="日期", initial=today)
    place = forms.CharField(label="地点", max_length=120)
    note = forms.CharField(label="看到的情况", max_length=MAX_WORDS, widget=forms.Textarea({"rows": 4}))
