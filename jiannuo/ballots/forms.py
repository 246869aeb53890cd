from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms import ValidationError
from django.utils import timezone

from jiannuo.ballots import policies, shares
from jiannuo.ballots.models import MOST_SLIPS, BallotBox
from jiannuo.ballots.questions import REMARK_BYTES, UNMARKED, UNMARKED_LABEL, Question, labels
from jiannuo.base.fields import Line, Words

_AS_PRINTED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class VoteForm(forms.Form):
    """The ballot as a plain form: the slip's code, one row of circles for each question."""

    token = Line(label="票上的编码", max_length=40, error_messages={"required": "请输入票上的编码，共17个字符。"})

    def __init__(self, box: BallotBox, data: Any = None) -> None:
        super().__init__(data, auto_id="vote_%s")
        self.box = box
        self.fields["token"].widget.attrs |= _AS_PRINTED
        for at, question in enumerate(box.questions):
            options = [(option["key"], option["label"]) for option in question["options"]]
            self.fields[f"q{at}"] = forms.ChoiceField(
                label=question["label"], choices=options, required=False, widget=forms.RadioSelect
            )
        if box.takes_remarks:
            self.fields["remark"] = Words(label="意见和建议", rows=3, required=False, max_length=REMARK_BYTES // 3)

    def read(self) -> tuple[str, dict[str, str], str]:
        """(token, choices, remark)."""
        given = self.cleaned_data
        choices = {question["key"]: given[f"q{at}"] for at, question in enumerate(self.box.questions)}
        return given["token"], choices, given.get("remark", "")


class OpenForm(forms.Form):
    """What is fixed when a box is opened."""

    roll_size = forms.IntegerField(label="应投票人数", min_value=1, max_value=MOST_SLIPS)
    slip_count = forms.IntegerField(
        label="其中用扫码票",
        min_value=0,
        max_value=MOST_SLIPS,
        help_text="其余的人用纸票，由两人清点登记，要用就不少于5张。"
        "没有手机的不到5人，也印扫码票，用会场公用的手机投。全用纸票填0。",
    )
    closes_at = forms.DateTimeField(
        label="投票截止", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    scrutineers = forms.TypedChoiceField(
        label="监票人",
        coerce=int,
        choices=[
            (3, "三人，任意两人可以开箱"),
            (2, "两人，须两人一起开箱"),
            (1, "一人（只限人很少的支部）"),
        ],
    )

    @classmethod
    def of(cls, box: BallotBox, data: Any = None) -> "OpenForm":
        initial = {
            "roll_size": box.roll_size,
            "slip_count": box.roll_size,
            "closes_at": max(box.closes_at, timezone.now() + timedelta(hours=1)),
            "scrutineers": box.scrutineers,
        }
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Beside the number, before anything is printed."""
        data = super().clean() or {}
        slips = data.get("slip_count")
        if slips is not None and (reason := policies.why_not_mixed(self._voters(data), slips)):
            self.add_error("slip_count", reason)
        return data

    def _voters(self, data: dict[str, Any]) -> int:
        """How many are to vote; a form that does not ask for it knows it from elsewhere."""
        found: int = data.get("roll_size") or 0
        return found

    def clean_closes_at(self) -> datetime:
        until: datetime = self.cleaned_data["closes_at"]
        if until <= timezone.now():
            raise ValidationError("投票截止时间已经过去。请填写一个以后的时间。")
        return until


class KeysForm(forms.Form):
    """As many sheets as are needed, typed or scanned by those who hold them; before the time, that it is meant."""

    def __init__(self, box: BallotBox, data: Any = None) -> None:
        super().__init__(data, auto_id="key_%s")
        for at in range(shares.NEEDED.get(box.scrutineers, 0) if box.slip_count else 0):
            self.fields[f"key{at}"] = Line(
                label=f"第{'一二三'[at]}位监票人的钥匙",
                max_length=120,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                error_messages={"required": "请这位监票人输入自己钥匙单上的编码。"},
            )
        if box.slip_count and timezone.now() < box.closes_at:
            self.fields["is_early"] = forms.BooleanField(
                label="还没有到投票截止时间，大家都投完了，提前封箱",
                error_messages={"required": "还没有到投票截止时间，封箱以后不能再投。确实都投完了的，请勾选这一项。"},
            )

    def sheets(self) -> list[str]:
        return [typed for name, typed in self.cleaned_data.items() if name != "is_early"]


def _typed(question: Question) -> dict[str, str]:
    """The options and how they are called, and last what is unmarked."""
    return {**labels(question), UNMARKED: UNMARKED_LABEL}


class PaperForm(forms.Form):
    """One person's count of the paper ballots."""

    ballots = forms.IntegerField(label="收回纸票", min_value=0, max_value=MOST_SLIPS)
    void = forms.IntegerField(label="其中作废", min_value=0, max_value=MOST_SLIPS, initial=0)

    def __init__(self, box: BallotBox, data: Any = None) -> None:
        super().__init__(data, auto_id="paper_%s")
        self.box = box
        for at, question in enumerate(box.questions):
            for option, label in _typed(question).items():
                self.fields[f"q{at}-{option}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=MOST_SLIPS, initial=0
                )

    def counts(self) -> dict[str, dict[str, int]]:
        given = self.cleaned_data
        return {
            question["key"]: {option: given[f"q{at}-{option}"] for option in _typed(question)}
            for at, question in enumerate(self.box.questions)
        }

    def rows(self) -> list[tuple[str, list[Any]]]:
        """(question, its boxes) for the page."""
        return [
            (question["label"], [self[f"q{at}-{option}"] for option in _typed(question)])
            for at, question in enumerate(self.box.questions)
        ]


class CancelForm(forms.Form):
    reason = Words(label="作废票箱的理由", rows=2, max_length=500)


class DigestForm(forms.Form):
    digest = Words(label="意见摘要", rows=6, max_length=5000, required=False)
