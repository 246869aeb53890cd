"""Shapes of what is typed into the ledger; nothing is decided here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from jiannuo.base.dates import today
from jiannuo.base.fields import Day as OneDay
from jiannuo.base.fields import DayBox
from jiannuo.base.fields import Line as OneLine
from jiannuo.base.numbers import number
from jiannuo.base.text import one_line
from jiannuo.fulfilment.actions.filling import Filled
from jiannuo.fulfilment.actions.progress import Line
from jiannuo.fulfilment.actions.results import MOST_OPINION, MOST_REASON, Day, Statement
from jiannuo.fulfilment.models import Measure, NoteKind
from jiannuo.fulfilment.models.progress import MOST
from jiannuo.fulfilment.narrowing import BODIES, NO_RESULT, PEOPLE, SORTS, TO_SETTLE, Chosen
from jiannuo.fulfilment.standing import ItemState, usual_day
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.wording import target_said
from jiannuo.rounds.models import Round

_MOST_FIGURE = 1e12


_STATES = [("", "全部"), (NO_RESULT, "还没有结果"), *ItemState.choices, (TO_SETTLE, "等我销号")]


class LedgerFilter(forms.Form):
    """The address keeps what was chosen, so that a filter can be kept as a link."""

    state = forms.ChoiceField(label="兑现情况", required=False, choices=_STATES)
    kind = forms.ChoiceField(label="承诺类别", required=False)
    due_before = OneDay(label="完成时限不晚于", required=False)
    whose = forms.ChoiceField(
        label="谁的承诺", required=False, choices=[("", "全部"), (BODIES, "党组织的"), (PEOPLE, "党员的")]
    )
    subject = OneLine(label="承诺主体", required=False, max_length=60)
    text = OneLine(label="承诺事项", required=False, max_length=60)
    place = forms.ChoiceField(label="下级党组织", required=False)
    sort = forms.ChoiceField(label="排列", required=False, choices=list(SORTS.items()))
    member = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)

    def __init__(self, data: Any, round_: Round, children: list[Organisation]) -> None:
        super().__init__(data)
        words = round_.terms["kinds"]
        kinds = {kind: words["organisation"].get(kind, label) for kind, label in words["member"].items()}
        kinds |= {kind: label for kind, label in words["organisation"].items() if kind not in kinds}
        both = {k: f"{words['member'][k]}（{v}）" if words["member"].get(k, v) != v else v for k, v in kinds.items()}
        self.fields["kind"].choices = [("", "全部"), *both.items()]  # type: ignore[attr-defined]
        places = [("", "全部"), *((child.path or "", child.short_name) for child in children)]
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        if not children:
            del self.fields["place"]

    @property
    def chosen(self) -> Chosen:
        """What is understood; what is not is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Chosen(**given)


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


class BulkForm(forms.Form):
    """The bar under the table: one act for all ticked rows."""

    KEEP, IN_TIME, NOTE, REMARK, SETTLE = "keep", "in_time", "note", "remark", "settle"
    ACTS = ((KEEP, "已兑现"), (IN_TIME, "按期完成"), (NOTE, "写进展"), (REMARK, "延期说明"), (SETTLE, "销号"))

    act = forms.ChoiceField(choices=ACTS)
    text = OneLine(label="一句话", required=False, max_length=MOST)
    on = OneDay(label="日期（不填为今天）", required=False)
    expected_on = OneDay(label="预计完成（延期说明用）", required=False)

    @property
    def line(self) -> Line | Statement | None:
        """What is to be done with each row; None settles."""
        given = self.cleaned_data
        act, day = given["act"], given["on"] or today()
        if act == self.SETTLE:
            return None
        if act == self.IN_TIME:
            return Statement(Outcome.KEPT, day=Day.IN_TIME)
        if act == self.KEEP:
            return Statement(Outcome.KEPT, given["on"], day=Day.WRITTEN if given["on"] else Day.USUAL)
        kind = NoteKind.REMARK if act == self.REMARK else NoteKind.PROGRESS
        return Line(given["text"], day, kind, given["expected_on"] if kind == NoteKind.REMARK else None)


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


class SheetForm(forms.Form):
    file = forms.FileField(label="改好的台帐", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of many results says: those that were chosen, those whose day cannot be read."""

    said: dict[int, Statement]
    versions: dict[int, int]
    unread: dict[int, str]


def statements_in(data: QueryDict) -> Told:
    """`outcome-12`, `done_on-12`, `reason-12`, `version-12`; what has no outcome is left alone."""
    told = Told({}, {}, {})
    for name, outcome in data.items():
        pk = number(name.removeprefix("outcome-")) if name.startswith("outcome-") else None
        if pk is None or outcome not in {Outcome.KEPT, Outcome.NOT_KEPT, Day.IN_TIME.value}:
            continue
        told.versions[pk] = number(data.get(f"version-{pk}", "")) or 0
        if outcome == Day.IN_TIME.value:
            told.said[pk] = Statement(Outcome.KEPT, None, one_line(data.get(f"reason-{pk}", "")), day=Day.IN_TIME)
            continue
        given = data.get(f"done_on-{pk}", "").strip()
        day = _day_in(given)
        if outcome == Outcome.KEPT and given and day is None:
            told.unread[pk] = f"“{given[:20]}”不是日期，请写成“2011-12-31”。"
            continue
        reason = one_line(data.get(f"reason-{pk}", ""))
        told.said[pk] = Statement(Outcome(str(outcome)), day if outcome == Outcome.KEPT else None, reason)
    return told


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
