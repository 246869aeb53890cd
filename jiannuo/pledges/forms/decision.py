from typing import Any

from django import forms

from jiannuo.base.dates import in_full, local_day
from jiannuo.base.fields import Words
from jiannuo.meetings.models import CONFIRMING, Meeting, MeetingKind
from jiannuo.pledges.two_meetings import Votes


class VotesForm(forms.Form):
    """Three numbers of one meeting on one text; all left empty means that those stated for all apply."""

    ayes = forms.IntegerField(label="赞成", required=False, min_value=0, max_value=100_000)
    noes = forms.IntegerField(label="反对", required=False, min_value=0, max_value=100_000)
    abstentions = forms.IntegerField(label="弃权", required=False, min_value=0, max_value=100_000)

    def votes(self) -> Votes | None:
        """None when nothing was entered or it is not a number."""
        if not self.is_valid() or all(value is None for value in self.cleaned_data.values()):
            return None
        everybody = self.cleaned_data.get("all")
        typed = {name: self.cleaned_data[name] for name in ("ayes", "noes", "abstentions")}
        if everybody is not None and all(value is None for value in typed.values()):
            return Votes(everybody, is_unanimous=True)
        return Votes(**{name: value or 0 for name, value in typed.items()}, is_unanimous=everybody is not None)


class UsualVotesForm(VotesForm):
    """One meeting on all ticked texts; `all`: ticked for 「全部赞成」, with the number of those present."""

    all = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)


class MeetingsChoice(forms.Form):
    """Which two meetings (C13); chosen by address, so that the page shows who was there."""

    def __init__(self, data: Any, *, meetings: list[Meeting]) -> None:
        super().__init__(data)
        self._by_id = {str(meeting.pk): meeting for meeting in meetings}
        for kind in CONFIRMING:
            choices = [(str(m.pk), _said(m)) for m in meetings if m.kind == kind]
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, required=False, choices=[("", "尚未召开"), *choices]
            )

    def chosen(self) -> dict[MeetingKind, Meeting | None]:
        """As asked for, else the latest of each kind; an unknown one counts as not chosen."""
        self.is_valid()
        return {kind: self._chosen(kind) for kind in CONFIRMING}

    def _chosen(self, kind: MeetingKind) -> Meeting | None:
        if kind.value in self.data:
            return self._by_id.get(self.cleaned_data.get(kind.value, ""))
        return next((meeting for meeting in self._by_id.values() if meeting.kind == kind), None)


def _said(meeting: Meeting) -> str:
    day = local_day(meeting.held_at)
    return f"{in_full(day)}　{meeting.place}"


class ReasonForm(forms.Form):
    """Why: for an amendment (C35), or what the meetings want changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = Words(rows=4, label="原因", max_length=2000, error_messages={"required": "请写明原因。"})

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError("请写明原因。")
        return reason
