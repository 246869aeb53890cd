"""Shape of a round's own words: labels of the kinds, points of review, what may be promised."""

from typing import Any

from django import forms

from jiannuo.base.text import clean, one_line
from jiannuo.rounds.models import Round, Subject
from jiannuo.rounds.queries import kinds_of

_MOST_POINTS, _MOST_TOPICS = 8, 12
_LABEL, _POINT, _TOPIC = 12, 20, 60  # characters


def _lines(text: str) -> list[str]:
    return [line for raw in clean(text).splitlines() if (line := one_line(raw))]


class Lines(forms.CharField):
    """A list, one a line: not twice the same, none too long, not too many."""

    def __init__(self, *, most: int, longest: int, **more: Any) -> None:
        super().__init__(max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), **more)
        self.most, self.longest = most, longest

    def clean(self, value: Any) -> Any:
        found = _lines(super().clean(value))
        if len(found) > self.most:
            raise forms.ValidationError(f"最多{self.most}条，现在有{len(found)}条，请合并或删去。")
        if long := next((line for line in found if len(line) > self.longest), ""):
            raise forms.ValidationError(f"每条最多{self.longest}字，请改短：{long}")
        if twice := next((line for line in found if found.count(line) > 1), ""):
            raise forms.ValidationError(f"“{twice}”写了两遍，请删去一条。")
        return found


class WordsForm(forms.Form):
    """The words as they stand in the round; `words` gives them back in the same shape."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    points = Lines(label="审诺要点", most=_MOST_POINTS, longest=_POINT, help_text="一行一条，审诺时逐条勾选不够的。")

    def __init__(self, round_: Round, data: Any = None) -> None:
        super().__init__(data, initial={"version": round_.version, "points": "\n".join(round_.terms["points"])})
        self.round = round_
        for subject, kind, label in self._kinds():
            name = f"label-{subject}-{kind}"
            self.fields[name] = forms.CharField(label=f"“{label}”的名称", max_length=_LABEL)
            self.initial[name] = label
            topics = f"topics-{subject}-{kind}"
            self.fields[topics] = Lines(label=f"{label}可以写什么", most=_MOST_TOPICS, longest=_TOPIC, required=False)
            self.initial[topics] = "\n".join(round_.terms["topics"][subject].get(kind, []))

    def _kinds(self) -> list[tuple[str, str, str]]:
        return [(s.value, kind, label) for s in Subject for kind, label in kinds_of(self.round, s).items()]

    @property
    def relied_upon(self) -> list[forms.BoundField]:
        """What drafts and reviews rely on."""
        return [self["points"], *(self[name] for name in self.fields if name.startswith("label-"))]

    @property
    def groups(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Label and topics of each kind, for organisations and for members."""
        return [
            (
                f"{subject.label}的承诺",
                [(self[f"label-{s}-{k}"], self[f"topics-{s}-{k}"]) for s, k, _ in self._kinds() if s == subject.value],
            )
            for subject in Subject
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for subject in Subject:
            names = [f"label-{s}-{kind}" for s, kind, _ in self._kinds() if s == subject]
            labels = {name: one_line(given[name]) for name in names if given.get(name)}
            given |= labels
            for name, label in labels.items():
                if list(labels.values()).count(label) > 1:
                    self.add_error(name, f"两个类别都叫“{label}”，请改成不同的名称。")
        return given

    @property
    def words(self) -> dict[str, Any]:
        kinds: dict[str, dict[str, str]] = {subject.value: {} for subject in Subject}
        topics: dict[str, dict[str, list[str]]] = {subject.value: {} for subject in Subject}
        for subject, kind, _ in self._kinds():
            kinds[subject][kind] = self.cleaned_data[f"label-{subject}-{kind}"]
            topics[subject][kind] = self.cleaned_data[f"topics-{subject}-{kind}"]
        return {"kinds": kinds, "topics": topics, "points": self.cleaned_data["points"]}
