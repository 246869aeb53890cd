"""Shapes of what is typed while drafting. Nothing here saves or decides."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from jiannuo.base.dates import today
from jiannuo.base.fields import Day, Line, Words
from jiannuo.orgs.models import Member
from jiannuo.pledges.boxes import MAX_BOX
from jiannuo.pledges.models import Pledge, Wish
from jiannuo.pledges.wording import kinds_of, labels_of
from jiannuo.rounds.models import Round, Subject

MAX_PASTE = 100_000


class BoxesForm(forms.Form):
    """The plain boxes of one pledge and the version they were opened with."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, labels: dict[str, str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kinds = list(labels)
        for kind, label in labels.items():
            self.fields[kind] = Words(label=label, max_length=MAX_BOX, required=False)

    @classmethod
    def of(cls, pledge: Pledge, data: Any = None) -> "BoxesForm":
        return cls(kinds_of(pledge), data, initial=pledge.boxes | {"version": pledge.version})

    @property
    def texts(self) -> dict[str, str]:
        return {kind: self.cleaned_data.get(kind, "") for kind in self.kinds}

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.texts.values())


def _names(members: Iterable[Member], *, with_birth: bool) -> list[tuple[int, str]]:
    """To choose from; beside two of one name stands what tells them apart, the month of birth for officers only."""
    rows = list(members)
    often = Counter(member.name for member in rows)

    def label(member: Member) -> str:
        born = f"{member.born_on.year}年{member.born_on.month}月生" if with_birth and member.born_on else ""
        told = "，".join(part for part in (born, member.unit_and_post or member.duty[:20]) if part)
        return f"{member.name}（{told}）" if often[member.name] > 1 and told else member.name

    return [(member.pk, label(member)) for member in rows]


class OralForm(BoxesForm):
    """代录: who spoke, and what was said."""

    def __init__(self, round_: Round, members: Any, *args: Any, **more: Any) -> None:
        super().__init__(labels_of(round_, Subject.MEMBER), *args, **more)
        del self.fields["version"]
        self.fields[self.kinds[0]].widget.attrs["autofocus"] = True
        self.fields["member"] = forms.ModelChoiceField(
            members,
            label="为谁代录",
            empty_label="请选择党员",
            error_messages={"required": "请先选择党员。", "invalid_choice": "这名党员已有承诺书或不在本支部，请重选。"},
        )
        whom = self.fields["member"]
        if isinstance(whom, forms.ModelChoiceField):
            whom.choices = [("", whom.empty_label or ""), *_names(members, with_birth=True)]
        self.order_fields(["member", *self.kinds])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and self.is_blank:
            raise forms.ValidationError("还没有写下承诺内容。请至少填写一项，再记下一位。")
        return self.cleaned_data


class PasteForm(forms.Form):
    """One long text, to be split into items."""

    text = Words(
        rows=12,
        label="把整段文字粘贴在这里",
        max_length=MAX_PASTE,
        error_messages={"required": "还没有文字。请把写好的承诺粘贴到框里。"},
    )


class WishForm(forms.ModelForm[Wish]):
    text = Words(rows=3, label="群众期盼", max_length=2000, error_messages={"required": "请写下群众说了什么。"})
    heard_on = Day(label="时间", initial=today)

    class Meta:
        model = Wish
        fields = ("text", "source", "heard_on")
        field_classes = {"source": Line}
        help_texts = {"source": "在哪里、由谁听到，例如“入户走访，三组”。"}

    def clean_heard_on(self) -> date:
        day: date = self.cleaned_data["heard_on"]
        if day > today():
            raise forms.ValidationError("日期在今天以后，请改为实际听取意见的日期。")
        return day


class SignersForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, members: Any, *args: Any, with_birth: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["signers"] = forms.TypedMultipleChoiceField(
            label="和我一起承诺的党员",
            required=False,
            coerce=int,
            choices=_names(members, with_birth=with_birth),
            widget=forms.CheckboxSelectMultiple,
        )


class PieceForm(forms.Form):
    """One piece of a pasted text: which box it belongs in, or none."""

    text = Words(rows=2, label="承诺事项", max_length=MAX_BOX, required=False)

    def __init__(self, kinds: dict[str, str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"] = forms.ChoiceField(
            label="放进", choices=[*kinds.items(), ("skip", "不要这一段")], widget=forms.RadioSelect
        )
