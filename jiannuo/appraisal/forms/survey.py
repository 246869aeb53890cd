"""What is sent from 群众评议会议 and 互评: who came, what is asked, how the vote is held."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jiannuo.appraisal.actions.survey import Asked, Group, Slips
from jiannuo.appraisal.asking import item_words
from jiannuo.appraisal.models import Survey
from jiannuo.ballots.forms import OpenForm
from jiannuo.ballots.models import MOST_SLIPS
from jiannuo.base.fields import Line, Words
from jiannuo.meetings.models import Attendance, Category
from jiannuo.pledges.models import StandingItem

CATEGORIES = (Category.MEMBER, Category.CITIZEN, Category.SERVED, Category.GROUP_HEAD, Category.LEADER)
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_LONGEST_NAME = 60
MOST_IN_DETAIL = 6  # people: with more of them five questions of each are more than a meeting has patience for


class RollForm(forms.Form):
    """C28: of each category a number, and the names as far as they are known."""

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="roll_%s")
        self.fields["version"] = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
        for category in CATEGORIES:
            self.fields[f"number-{category}"] = forms.IntegerField(
                label=category.label, min_value=0, max_value=MOST_SLIPS, required=False
            )
            self.fields[f"names-{category}"] = Line(
                label=f"{category.label}姓名", required=False, max_length=4000, widget=forms.TextInput()
            )

    @classmethod
    def of(cls, survey: Survey, roll: Sequence[Attendance], data: Any = None) -> "RollForm":
        """As it stands. `roll`: those without a roster entry."""
        initial: dict[str, Any] = {"version": survey.version}
        for category in CATEGORIES:
            initial[f"number-{category}"] = survey.present.get(category)
            initial[f"names-{category}"] = "、".join(row.name for row in roll if row.category == category)
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for category in CATEGORIES:
            names = _names(data.get(f"names-{category}", ""))
            if any(len(name) > _LONGEST_NAME for name in names):
                self.add_error(f"names-{category}", "有一个姓名太长了。几个姓名之间请用顿号隔开。")
            elif data.get(f"number-{category}") is not None and data[f"number-{category}"] < len(names):
                self.add_error(f"number-{category}", f"写了{len(names)}个姓名，人数不能比姓名少。")
        return data

    def groups(self) -> dict[Category, Group]:
        """A number that was left out is the number of the names."""
        found = {}
        for category in CATEGORIES:
            names = _names(self.cleaned_data[f"names-{category}"])
            number = self.cleaned_data[f"number-{category}"]
            found[category] = Group(len(names) if number is None else number, names)
        return found

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """(number, names) of each category, for the page."""
        return [(self[f"number-{category}"], self[f"names-{category}"]) for category in CATEGORIES]


def _names(said: str) -> list[str]:
    return list(dict.fromkeys(name for name in _BETWEEN_NAMES.split(said) if name))


class HoldVoteForm(OpenForm):
    """How the vote is held. The roll is the meeting's; it is not typed again."""

    roll_size = None  # type: ignore[assignment]

    def __init__(self, data: Any = None, *, voters: int) -> None:
        super().__init__(data, auto_id="vote_%s")
        self.voters = voters
        self.fields["slip_count"].initial = voters
        self.fields["closes_at"].initial = _in_two_hours()
        self.fields["scrutineers"].initial = 3

    def clean_slip_count(self) -> int:
        count: int = self.cleaned_data["slip_count"]
        if count > self.voters:
            raise forms.ValidationError(f"扫码票不能多于到会的{self.voters}人。")
        return count

    def _voters(self, data: dict[str, Any]) -> int:  # noqa: ARG002  the roll is the meeting's
        return self.voters

    def slips(self) -> Slips:
        given = self.cleaned_data
        return Slips(given["slip_count"], given["closes_at"], given["scrutineers"])


def _in_two_hours() -> datetime:
    now = timezone.localtime() + timedelta(hours=2)
    return now.replace(second=0, microsecond=0)


class SurveyVoteForm(HoldVoteForm):
    """And what is asked beside the organisation as a whole."""

    with_members = forms.BooleanField(label="同时评议本单位党员整体", required=False, initial=True)
    takes_remarks = forms.BooleanField(label="票上可以写意见", required=False)

    def __init__(self, data: Any = None, *, voters: int, items: Sequence[StandingItem]) -> None:
        super().__init__(data, voters=voters)
        self.fields["takes_remarks"].help_text = "收回十张以上才拆阅，由两人摘编，原话随即销毁。"
        if items:
            self.fields["items"] = forms.TypedMultipleChoiceField(
                label="逐项评议（最多八项）",
                coerce=int,
                required=False,
                choices=[(item.pk, item_words(item)) for item in items],
                widget=forms.CheckboxSelectMultiple,
                help_text="公示过的履职承诺和实事承诺。题目会印在投票页上，其中的人名已替换。",
            )

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given.get("items", []), given["with_members"], given["takes_remarks"])


class MutualVoteForm(HoldVoteForm):
    """C20: in detail where few are assessed; else one question of each, which a phone answers with one tap a person."""

    in_detail = forms.TypedChoiceField(label="怎样评", coerce=lambda said: said == "yes", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, voters: int, people: int, comparisons: int) -> None:
        super().__init__(data, voters=voters)
        way = self.fields["in_detail"]
        way.choices = [  # type: ignore[attr-defined]
            ("no", f"五比综合评：每人一题，共{people}题"),
            ("yes", f"五比逐项评：每人{comparisons}题，共{people * comparisons}题"),
        ]
        way.initial = "yes" if people <= MOST_IN_DETAIL else "no"
        way.help_text = f"手机上点一下就是一题。超过{MOST_IN_DETAIL}人的，综合评省时间；逐项评看得细。"


class ReasonForm(forms.Form):
    reason = Words(label="取消会议的理由", rows=2, max_length=500)
