"""Shapes of input of the publishing check."""

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

_MOST = 200
_LONGEST_ID = 18
_LONGEST = 20_000


class StepForm(forms.Form):
    """One step: the state it was judged on, the reason where one is due, and what the public reads of it."""

    reason = forms.CharField(label="理由", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    ground = forms.CharField(required=False, max_length=20)
    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def chosen(data: QueryDict) -> list[int]:
    """The ticked rows; anything that is no number is passed over."""
    ids = [value for value in data.getlist("ids") if value.isdecimal() and len(value) <= _LONGEST_ID]
    return [int(value) for value in ids[:_MOST]]


def looked_at(data: QueryDict) -> int | None:
    """The version whose words were on the screen."""
    value = str(data.get("version", ""))
    return int(value) if value.isdecimal() and len(value) <= _LONGEST_ID else None


def public_words(data: QueryDict | MultiValueDict[str, str], keys: list[str]) -> dict[str, str]:
    """What was typed for each passage; a passage that was not sent stays as it is filed."""
    return {key: str(data[f"words-{key}"])[:_LONGEST] for key in keys if f"words-{key}" in data}
