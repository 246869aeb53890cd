"""One item on its own page: what was recognised, row by row, and who, for whom, where (C9, C10, C14, C22)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from jiannuo.base.fields import Day, Line
from jiannuo.pledges.models import PledgeItem
from jiannuo.pledges.wording import COMPARATORS, DEADLINE_TYPES, EVERY, deadline_said, target_said

MAX_ROWS = 12
_MOST = 1e12


class ItemForm(forms.ModelForm[PledgeItem]):
    """C14, C9, C22: who, what for, how one can tell, for whom, where."""

    class Meta:
        model = PledgeItem
        fields = ("first", "responsible", "expected_effect", "criterion", "beneficiaries", "place")
        field_classes = dict.fromkeys(("responsible", "expected_effect", "criterion", "beneficiaries", "place"), Line)
        help_texts = {
            "expected_effect": "做到以后会怎样，例如“雨天出行不再踩泥”。",
            "criterion": "别人凭什么知道做到了，例如“路面通车，组长验收”。",
            "beneficiaries": "只写情况，不写姓名，例如“3户独居老人”。",
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.instance.kind != "goal":
            del self.fields["first"]
            return
        firsts = self.instance.pledge.round.terms["firsts"]
        self.fields["first"] = forms.ChoiceField(
            label="对应“五创”", choices=[(f, f"创{f}") for f in firsts], required=False, widget=forms.RadioSelect
        )


class DeadlineForm(forms.Form):
    """One deadline; a row without a type is left out."""

    type = forms.ChoiceField(label="时限", choices=[("", "不设"), *DEADLINE_TYPES.items()], required=False)
    day = Day(label="日期", required=False)
    every = forms.ChoiceField(label="每隔多久", choices=[("", "不定"), *EVERY.items()], required=False)
    times = forms.IntegerField(label="次数", required=False, min_value=1, max_value=999)
    words = Line(label="原话", required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("type")
        if kind in {"date", "period"} and not given.get("day") and "day" not in self.errors:
            self.add_error("day", "请填写日期，或把时限改为“长期”。")
        if kind == "recurring" and not given.get("every"):
            self.add_error("every", "请选择每隔多久一次。")
        return given

    @property
    def row(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        kind, day = given.get("type"), given.get("day")
        if not kind:
            return None
        shown: dict[str, Any] = {"type": kind, "words": given.get("words", "")}
        if kind in {"date", "period"}:
            shown["on" if kind == "date" else "ends_on"] = day.isoformat() if day else None
        if kind == "recurring":
            shown |= {"every": given["every"], "times": given.get("times") or 1}
        return shown | {"words": shown["words"] or deadline_said(shown)}


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


class TargetForm(forms.Form):
    """One target; a row without a number is left out. `high` makes it a range; `base` is a figure or what it is per."""

    comparator = forms.ChoiceField(label="要求", choices=list(COMPARATORS.items()), initial="=")
    number = forms.FloatField(label="数量", required=False, min_value=0, max_value=_MOST)
    high = forms.FloatField(label="至", required=False, min_value=0, max_value=_MOST)
    unit = Line(label="单位", required=False, max_length=20)
    base = Line(label="原来是（或每）", required=False, max_length=20)
    words = Line(label="原话", required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("number"), given.get("high")
        if low is None and (high is not None or given.get("unit")) and "number" not in self.errors:
            self.add_error("number", "请填写数量，或清空这一行。")
        if low is not None and high is not None and high < low:
            self.add_error("high", "后一个数应不小于前一个数。")
        return given

    @property
    def row(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        low, high = given.get("number"), given.get("high")
        if low is None:
            return None
        number = _plain(low) if high is None else [_plain(low), _plain(high)]
        shown = {"comparator": given["comparator"], "number": number, "unit": given["unit"] or None}
        shown["base"] = _base(given["base"])
        return shown | {"words": given["words"] or target_said(shown)}


def _base(words: str) -> int | float | str | None:
    try:
        return _plain(float(words))
    except (ValueError, OverflowError):  # words, not a figure; or one without end
        return words or None


def deadline_initial(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"day": row.get("on") or row.get("ends_on")}


def target_initial(row: dict[str, Any]) -> dict[str, Any]:
    number = row["number"]
    low, high = number if isinstance(number, list) else (number, None)
    return row | {"number": low, "high": high}


DeadlineRows = forms.formset_factory(DeadlineForm, extra=1, max_num=MAX_ROWS, validate_max=True)
TargetRows = forms.formset_factory(TargetForm, extra=1, max_num=MAX_ROWS, validate_max=True)


def rows_of(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """What the rows say, the empty ones left out."""
    filled: Iterable[dict[str, Any] | None] = (form.row for form in formset.forms)
    return [row for row in filled if row]
