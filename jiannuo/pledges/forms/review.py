from typing import Any

from django import forms
from django.utils.functional import cached_property

from jiannuo.base.text import clean
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.review import Opinion
from jiannuo.pledges.workflow import Move

PASS, SEND_BACK = "pass", "send_back"
COMMENT = "comment-"
MAX_OPINION = 2000


class QueueFilter(forms.Form):
    """What of the queue is looked at; everything is optional and kept in the address."""

    organisation = forms.IntegerField(label="党组织", required=False)
    year = forms.IntegerField(label="年度", required=False, min_value=1900, max_value=2200)
    subject = forms.ChoiceField(
        label="承诺人", required=False, choices=[("", "全部"), ("member", "党员"), ("organisation", "党组织")]
    )
    oral = forms.BooleanField(label="只看代录的", required=False)
    hinted = forms.BooleanField(label="只看有提示的", required=False)

    def chosen(self) -> dict[str, Any]:
        """What was asked for; a wrong value asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ReviewForm(forms.Form):
    """One judgement (C12): which button, the opinion, a comment per item, the points found wanting (C5)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    following = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    opinion = forms.CharField(
        label="审定意见", required=False, max_length=MAX_OPINION, widget=forms.Textarea(attrs={"rows": 3})
    )
    verdict = forms.ChoiceField(choices=[(PASS, "通过"), (SEND_BACK, "退回")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanting"] = forms.MultipleChoiceField(
            label="哪些方面还不够",
            required=False,
            choices=[(point, point) for point in points],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == SEND_BACK and not clean(data.get("opinion", "")).strip():
            self.add_error("opinion", "退回须写明理由，承诺人才知道怎样修改。请在这里写清哪一项、怎样改。")
        return data

    @cached_property
    def comments(self) -> dict[str, str]:
        """{item uid: what was said beside it}."""
        given = {key: value for key, value in self.data.items() if key.startswith(COMMENT) and isinstance(value, str)}
        return {key.removeprefix(COMMENT): value[:MAX_OPINION] for key, value in given.items()}

    def opinion_given(self) -> Opinion:
        """The whole of it, as the action takes it."""
        return Opinion(self.cleaned_data["opinion"], self.comments, tuple(self.cleaned_data["wanting"]))

    def move(self, passing: Move) -> Move:
        return workflow.SEND_BACK if self.cleaned_data["verdict"] == SEND_BACK else passing
