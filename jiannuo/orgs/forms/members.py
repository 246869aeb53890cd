"""Shapes of what is written about members and rosters."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from jiannuo.base.dates import today
from jiannuo.base.fields import Day, Line
from jiannuo.orgs.forms.fields import Lines
from jiannuo.orgs.models import Member, Organisation, OrgKind, sex_choices
from jiannuo.orgs.policies import why_not_joined


class MemberForm(forms.Form):
    """A member's line on the roster; C2: the duty of the post stands beside the pledge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Line(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=sex_choices, widget=forms.RadioSelect)
    born_on = Day(label="出生日期")
    joined_on = Day(label="入党日期")
    unit_and_post = Line(label="单位及职务", required=False, max_length=200)
    duty = Lines(
        label="岗位职责",
        required=False,
        max_length=2000,
        help_text="与承诺书一并公示，例如“政策宣传岗：每月向村民讲一次惠农政策”。",
    )
    group = forms.ModelChoiceField(
        label="党小组", queryset=Organisation.objects.none(), required=False, empty_label="不编入党小组"
    )
    is_probationary = forms.BooleanField(label="预备党员", required=False)
    is_mobile = forms.BooleanField(label="流动党员", required=False)
    is_out_of_contact = forms.BooleanField(label="失联党员", required=False)
    consents_to_name = forms.BooleanField(
        label="本人同意在网上公示全名",
        required=False,
        help_text="没有同意的，网上只显示姓氏。同意和撤回都会记下时间和经办人。",
    )

    def __init__(self, branch: Organisation, data: Any = None, *, member: Member | None = None) -> None:
        initial = {name: getattr(member, name) for name in self.base_fields} if member else {}
        super().__init__(data, initial=initial)
        groups: QuerySet[Organisation] = branch.children.filter(kind=OrgKind.GROUP, closed_on__isnull=True)
        group = self.fields["group"]
        if isinstance(group, forms.ModelChoiceField):
            group.queryset = groups.order_by("name")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        born, joined = told.get("born_on"), told.get("joined_on")
        if isinstance(born, date) and born >= today():
            self.add_error("born_on", "出生日期不能晚于今天。")
        if isinstance(joined, date) and joined > today():
            self.add_error("joined_on", "入党日期不能晚于今天。")
        if isinstance(born, date) and isinstance(joined, date) and joined <= born:
            self.add_error("joined_on", "入党日期应在出生日期之后。")
        elif isinstance(born, date) and isinstance(joined, date) and (why_not := why_not_joined(born, joined)):
            self.add_error("joined_on", f"{why_not}。")
        return told


class LeaveForm(forms.Form):
    left_on = Day(label="离开日期")
    reason = forms.ChoiceField(
        label="原因",
        choices=[(w, w) for w in ("组织关系转出", "去世", "出党", "其他")],
    )


class RosterForm(forms.Form):
    """The file, and whether branches that it names and the tree lacks are founded."""

    file = forms.FileField(
        label="党员名册（.xls 或 .xlsx，不超过10MB）",
        widget=forms.FileInput(attrs={"accept": ".xls,.xlsx"}),
        error_messages={"required": "请选择名册文件。", "empty": "文件是空的，请重新选择。"},
    )
    founds_branches = forms.BooleanField(label="名册里有而组织树里没有的党支部，一并建立", required=False)
