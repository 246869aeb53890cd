"""Shapes of what is written about organisations. Nothing here saves or decides."""

from typing import Any

from django import forms

from jiannuo.base.fields import Day, Line
from jiannuo.orgs.forms.fields import Lines
from jiannuo.orgs.models import (
    Organisation,
    OrgKind,
    OrgLevel,
    Sector,
    class_choices,
    kind_choices,
    level_choices,
)
from jiannuo.orgs.policies import levels_below
from jiannuo.orgs.roster.naming import class_below


class OrganisationForm(forms.Form):
    """What the page of an organisation shows; C2: its duty stands beside its pledge."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = Line(label="名称", max_length=120)
    short_name = Line(label="简称", max_length=40, help_text="列表和公示栏里用，例如“柳树湾村支部”。")
    org_class = forms.ChoiceField(label="类别", choices=class_choices, help_text="指导意见和例子按类别给出。")
    sector = forms.ModelChoiceField(
        label="系统", queryset=Sector.objects.order_by("name"), required=False, empty_label="不属于系统"
    )
    duty = Lines(label="职责", required=False, max_length=2000, help_text="与承诺书一并公示，写清本组织主要负责什么。")
    contact = Line(label="监督电话", required=False, max_length=60, help_text="公示栏上供群众联系。")
    prints_ages_on_wall = forms.BooleanField(
        label="党员承诺书的公示份印性别、年龄和入党年月",
        required=False,
        help_text="只管本组织张贴的纸质公示份；网上一律不公示。",
    )

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(organisation, name) for name in self.base_fields})


class FoundForm(forms.Form):
    """A new organisation under the one whose page this is."""

    name = Line(label="名称", max_length=120, help_text="全称，例如“中共清河镇柳树湾村支部委员会”。")
    short_name = Line(label="简称", max_length=40, required=False)
    code = Line(label="组织代码", max_length=40, help_text="全国党员管理信息系统的代码，或本地编的唯一代码。")
    kind = forms.ChoiceField(label="类型", choices=kind_choices, initial=OrgKind.BRANCH)
    level = forms.ChoiceField(label="层级", choices=level_choices, initial=OrgLevel.UNIT)
    org_class = forms.ChoiceField(
        label="类别",
        choices=lambda: [("", "按名称判断"), *class_choices()],
        required=False,
        help_text="指导意见和例子按类别给出。县委、乡镇党委等是机关；判断得不对的，建立后在「修改资料」里改。",
    )
    sector = forms.ModelChoiceField(
        label="系统", queryset=Sector.objects.order_by("name"), required=False, empty_label="不属于系统"
    )

    def __init__(self, parent: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self.parent = parent
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            level.choices = [(one.value, one.label) for one in levels_below(parent)]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not all(c.isalnum() or c in "-_." for c in code) or not code.isascii():
            raise forms.ValidationError("组织代码只能用字母、数字和“-”“_”“.”。")
        return code

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        return told | {"org_class": told.get("org_class") or class_below(told.get("name", ""), self.parent)}


class CloseForm(forms.Form):
    closed_on = Day(label="撤销日期")
