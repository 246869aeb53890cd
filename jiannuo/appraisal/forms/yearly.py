"""What is sent about yearly appraisals: ticked rows with grade and line, votes, one's own word."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from jiannuo.appraisal.actions.yearly import Opinion
from jiannuo.appraisal.grading import Grade, grade_choices
from jiannuo.base.numbers import number
from jiannuo.pledges.two_meetings import Votes


def picked_in(data: QueryDict) -> list[int]:
    return [pk for raw in data.getlist("pick") if (pk := number(raw)) is not None]


def opinions_in(data: QueryDict) -> dict[int, Opinion]:
    """{row: what is put forward}, of the ticked rows."""
    return {
        pk: Opinion(
            data.get(f"grade-{pk}", "").strip(), data.get(f"words-{pk}", ""), number(data.get(f"version-{pk}", "")) or 0
        )
        for pk in picked_in(data)
    }


def votes_in(data: QueryDict, tail: str = "") -> Votes:
    ayes, noes, abstentions = (number(data.get(f"{n}{tail}", "")) or 0 for n in ("ayes", "noes", "abstentions"))
    return Votes(ayes, noes, abstentions)


def others_in(data: QueryDict, pks: Iterable[int]) -> dict[int, Votes]:
    """{row: votes} where the page says other votes than for the rest."""
    found = {pk: votes_in(data, f"-{pk}") for pk in pks}
    return {pk: votes for pk, votes in found.items() if votes.cast}


class SelfForm(forms.Form):
    """One tap, and a line where one likes."""

    grade = forms.ChoiceField(
        label="自评等次",
        choices=grade_choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一个等次。"},
    )
    words = forms.CharField(label="说一句", max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


_SHARES = {"keeping": "践诺", "reporting": "述和讲", "mutual": "党员互评", "satisfaction": "群众评议"}
_SUBJECTS = {"member": "党员", "organisation": "党组织"}


class ScaleForm(forms.Form):
    """C29: the round's weights and from how many per cent on each grade is suggested."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, terms: dict[str, Any], version: int, data: Any = None) -> None:
        super().__init__(data, initial={"version": version})
        for subject, weights in terms["weights"].items():
            for source, weight in weights.items():
                label = f"{_SUBJECTS[subject]}：{_SHARES[source]}"
                self._add(f"weight-{subject}-{source}", label, weight, 0, 100)
        for grade, floor in terms["floors"].items():
            self._add(f"floor-{grade}", f"{Grade(grade).label}（百分之几起）", floor, 1, 100)
        self._add("reply_days", "评定后几天内可以提出说明", terms["reply_days"], 1, 60)

    def _add(self, name: str, label: str, now: int, least: int, most: int) -> None:
        self.fields[name] = forms.IntegerField(label=label, min_value=least, max_value=most)
        self.initial[name] = now

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        floors = [given.get(f"floor-{grade}") for grade in ("excellent", "qualified", "fair")]
        if all(floors) and floors != sorted(floors, key=lambda floor: -(floor or 0)):
            self.add_error("floor-excellent", "起点应从优秀到基本合格依次降低。")
        for subject, said in _SUBJECTS.items():
            if given.get(f"weight-{subject}-keeping") == 0:
                self.add_error(f"weight-{subject}-keeping", f"{said}的评议不能不看践诺，请填1以上的数。")
        return given

    @property
    def terms(self) -> dict[str, Any]:
        """Shaped as in the round's terms."""
        weights: dict[str, dict[str, int]] = {subject: {} for subject in _SUBJECTS}
        floors = {}
        for name, value in self.cleaned_data.items():
            head, _, rest = name.partition("-")
            if head == "weight":
                subject, source = rest.split("-")
                weights[subject][source] = value
            elif head == "floor":
                floors[rest] = value
        return {"weights": weights, "floors": floors, "reply_days": self.cleaned_data["reply_days"]}
