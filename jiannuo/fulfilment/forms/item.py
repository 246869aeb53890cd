"""What is typed about one promise: progress and result, ticks, steps, explanations, files."""

from typing import Any

from django import forms

from jiannuo.base.dates import today
from jiannuo.base.fields import Day as OneDay
from jiannuo.base.fields import DayBox
from jiannuo.base.fields import Line as OneLine
from jiannuo.fulfilment.actions.filling import Filled
from jiannuo.fulfilment.actions.results import MOST_OPINION, MOST_REASON, Statement
from jiannuo.fulfilment.models import Measure
from jiannuo.fulfilment.models.progress import MOST
from jiannuo.fulfilment.standing import usual_day
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.wording import target_said

_MOST_FIGURE = 1e12


class FillForm(forms.Form):
    """One row: a line of progress, or what became of it, or both."""

    text = OneLine(label="进展情况", required=False, max_length=MOST)
    on = OneDay(label="日期", required=False)
    outcome = forms.ChoiceField(label="兑现情况", required=False, choices=[("", "还在进行"), *Outcome.choices])
    done_on = OneDay(label="完成时间", required=False)
    reason = OneLine(label="原因（未兑现、变更、撤销须写）", required=False, max_length=MOST_REASON)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, item: StandingItem, data: Any = None, *, stands: str = "", **more: Any) -> None:
        """`stands`: the result that stays unless another is chosen."""
        super().__init__(data, **more)
        if stands:
            self.fields["outcome"].choices = [("", f"不改结果（{stands}）"), *Outcome.choices]  # type: ignore[attr-defined]
        self.initial = {"on": today(), "done_on": usual_day(item, today()), "version": 0, **self.initial}
        self.figures = [f"figure_{place}" for place in range(len(item.targets))]
        for name, target in zip(self.figures, item.targets, strict=True):
            label = f"实际完成（承诺：{target_said(target)}）"
            box = forms.FloatField(label=label, required=False, min_value=-_MOST_FIGURE, max_value=_MOST_FIGURE)
            self.fields[name] = box

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        outcome = given.get("outcome")
        if not outcome and not given.get("text") and not self.errors:
            self.add_error("text", "请写一句进展，或选择兑现情况。")
        if outcome == Outcome.KEPT and not given.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", "请填写完成时间。")
        if outcome and outcome != Outcome.KEPT and not given.get("reason"):
            self.add_error("reason", f"填报“{Outcome(outcome).label}”须写明原因。")
        return given

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.figures]

    @property
    def filled(self) -> Filled:
        given = self.cleaned_data
        return Filled(given["text"], given["on"] or today(), self._said(given) if given["outcome"] else None)

    def _said(self, given: dict[str, Any]) -> Statement:
        outcome = Outcome(given["outcome"])
        figures = [given.get(name) for name in self.figures]
        return Statement(
            outcome,
            given["done_on"] if outcome == Outcome.KEPT else None,
            given["reason"],
            figures if any(figure is not None for figure in figures) else [],
        )


class TickForm(forms.Form):
    """How often in the period that holds the day; without a number: once more."""

    on = OneDay(label="日期")
    times = forms.IntegerField(label="次数", required=False, min_value=0, max_value=999)


class MeasureForm(forms.ModelForm[Measure]):
    """C21: one step with its days."""

    class Meta:
        model = Measure
        fields = ("text", "due_on", "done_on")
        field_classes = {"text": OneLine}
        widgets = dict.fromkeys(("due_on", "done_on"), DayBox)


class RemarkForm(forms.Form):
    """Why it takes longer; the deadline itself only changes by 充实完善."""

    text = OneLine(label="情况说明", max_length=MOST)
    expected_on = OneDay(label="预计完成", required=False)


class OpinionForm(forms.Form):
    opinion = OneLine(label="退回原因", max_length=MOST_OPINION)


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label="选择文件",
        help_text="图片、PDF 或 Word（.docx），不超过10MB。图片会自动缩小，文件里的拍摄地点和作者会自动去掉。"
        "佐证可以不传。",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx"}),
    )


class RemovalForm(forms.Form):
    reason = OneLine(label="撤下原因", max_length=200)
