"""Shapes of a round's calendar and of guidance per class. Nothing here saves or decides."""

from datetime import date
from typing import Any

from django import forms

from jiannuo.base.fields import Day
from jiannuo.base.text import clean, one_line
from jiannuo.rounds.actions import Calendar, Words
from jiannuo.rounds.beginnings import OWN_DAY
from jiannuo.rounds.models import Cadence, ClassGuidance, Milestone, Round, binding_choices
from jiannuo.rounds.policies import why_not_beat

_TIMES = [(12, "每月"), (4, "每季度"), (2, "每半年"), (1, "每年")]


class OpenForm(forms.Form):
    """C34: which year to open; it begins with the last round's settings, which may be changed afterwards."""

    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)


class CalendarForm(forms.Form):
    """The round's span, who binds, the day of each step, and how often each practice is expected."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opens_on = Day(label="开始日期")
    closes_on = Day(label="结束日期")
    who_binds = forms.ChoiceField(label="党员承诺由谁审定", choices=binding_choices, widget=forms.RadioSelect)
    shown_days_after = forms.IntegerField(label="结束后继续公示天数", min_value=0, max_value=366)
    results_need_second_eyes = forms.BooleanField(
        label="承诺结果须由另一人销号",
        required=False,
        help_text="选中后，填报的结果先列为“待销号”，由本党支部或上一级党组织的另一位负责人核实后才算数。",
    )

    def __init__(self, round_: Round, milestones: list[Milestone], cadences: list[Cadence], data: Any = None) -> None:
        names = ("version", "opens_on", "closes_on", "who_binds", "shown_days_after")
        super().__init__(data, initial={name: getattr(round_, name) for name in names})
        self.initial["results_need_second_eyes"] = round_.terms.get("results_need_second_eyes", False)
        self.round, self.milestones, self.cadences = round_, milestones, cadences
        for row in milestones:
            self.fields[f"due_{row.step}"] = Day(label=f"{row.get_step_display()}截止")
            self.initial[f"due_{row.step}"] = row.due_on
        for turn in cadences:
            self._add_beat(turn)

    def _add_beat(self, turn: Cadence) -> None:
        """How often, from when and until when: three fields of one practice."""
        name = turn.practice
        self.fields[f"times_{name}"] = forms.TypedChoiceField(label="多久一次", choices=_TIMES, coerce=int)
        self.fields[f"before_{name}"] = forms.IntegerField(label="期末前几天开始办", min_value=0, max_value=366)
        self.fields[f"after_{name}"] = forms.IntegerField(label="期末后几天内办完", min_value=0, max_value=180)
        self.initial[f"times_{name}"] = turn.times_a_year
        self.initial[f"before_{name}"], self.initial[f"after_{name}"] = turn.opens_before, turn.days_after

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", "结束日期应在开始日期之后。")
        earlier: date | None = None
        for row in self.milestones:
            day = given.get(f"due_{row.step}")
            if day and earlier and day < earlier:
                self.add_error(f"due_{row.step}", "这一步的日期早于前一步，请改晚一些。")
            earlier = day or earlier
        for turn in self.cadences:
            why_not = why_not_beat(self.round, turn, given.get(f"times_{turn.practice}", turn.times_a_year))
            if why_not:
                self.add_error(f"times_{turn.practice}", why_not)
        return given

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as they stand together on the page."""
        return [
            ("起止", [self[name] for name in ("opens_on", "closes_on", "shown_days_after")]),
            ("各步最迟日期", [self[f"due_{row.step}"] for row in self.milestones]),
            *((turn.get_practice_display(), self._beat_fields(turn)) for turn in self.cadences),
        ]

    def _beat_fields(self, turn: Cadence) -> list[forms.BoundField]:
        return [self[f"{part}_{turn.practice}"] for part in ("times", "before", "after")]

    @property
    def calendar(self) -> Calendar:
        given = self.cleaned_data
        days = {m.step: (given[f"due_{m.step}"], m) for m in self.milestones}
        return Calendar(
            given["opens_on"],
            given["closes_on"],
            given["who_binds"],
            given["shown_days_after"],
            {step: (day, m.reckoning if day == m.due_on else OWN_DAY) for step, (day, m) in days.items()},
            {c.practice: self._beat(c) for c in self.cadences},
            given["results_need_second_eyes"],
        )

    def _beat(self, turn: Cadence) -> tuple[int, int, int]:
        times, before, after = (self.cleaned_data[f"{part}_{turn.practice}"] for part in ("times", "before", "after"))
        return times, before, after


def _lines(text: str) -> list[str]:
    return [line for raw in clean(text).splitlines() if (line := one_line(raw))]


class GuidanceForm(forms.Form):
    """C4: text, hints and examples; one line each."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="指导意见", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    hints = forms.CharField(
        label="提示",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一条，写承诺时会列在旁边。",
    )

    def __init__(self, kinds: dict[str, str], guidance: ClassGuidance | None, data: Any = None) -> None:
        super().__init__(data)
        self.kinds = kinds
        for kind, label in kinds.items():
            self.fields[f"examples_{kind}"] = forms.CharField(
                label=f"{label}的例子",
                required=False,
                max_length=3000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text="一行一个例子。",
            )
        self.initial["version"] = guidance.version if guidance else 0
        if guidance:
            self.initial.update(text=guidance.text, hints="\n".join(guidance.hints))
            for kind in kinds:
                lines = [e["text"] for e in guidance.examples if e["kind"] == kind]
                self.initial[f"examples_{kind}"] = "\n".join(lines)

    @property
    def words(self) -> Words:
        given = self.cleaned_data
        examples = [{"kind": kind, "text": line} for kind in self.kinds for line in _lines(given[f"examples_{kind}"])]
        return Words(clean(given["text"]).strip(), _lines(given["hints"]), examples)
