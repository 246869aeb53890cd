"""Shapes of what is written about organisations, members and offices. Nothing here saves or decides."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.text import clean, one_line
from jiannuo.orgs.models import (
    GuidanceGroup,
    Member,
    Organisation,
    OrgKind,
    OrgLevel,
    Role,
    Sector,
    class_choices,
    kind_choices,
    level_choices,
    role_choices,
    sex_choices,
)
from jiannuo.orgs.policies import levels_below, why_not_joined


class _Line(forms.CharField):
    """One line, cleaned of what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class _Lines(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


def _day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OrganisationForm(forms.Form):
    """What the page of an organisation shows; C2: its duty stands beside its pledge."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = _Line(label="名称", max_length=120)
    short_name = _Line(label="简称", max_length=40, help_text="列表和公示栏里用，例如“柳树湾村支部”。")
    org_class = forms.ChoiceField(label="类别", choices=class_choices, help_text="指导意见和例子按类别给出。")
    sector = forms.ModelChoiceField(
        label="系统", queryset=Sector.objects.order_by("name"), required=False, empty_label="不属于系统"
    )
    duty = _Lines(label="职责", required=False, max_length=2000, help_text="与承诺书一并公示，写清本组织主要负责什么。")
    contact = _Line(label="监督电话", required=False, max_length=60, help_text="公示栏上供群众联系。")
    prints_ages_on_wall = forms.BooleanField(
        label="党员承诺书的公示份印性别、年龄和入党年月",
        required=False,
        help_text="只管本组织张贴的纸质公示份；网上一律不公示。",
    )

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationForm":
        names = ("version", "name", "short_name", "org_class", "sector", "duty", "contact", "prints_ages_on_wall")
        return cls(initial={name: getattr(organisation, name) for name in names})


class FoundForm(forms.Form):
    """A new organisation under the one whose page this is."""

    name = _Line(label="名称", max_length=120, help_text="全称，例如“中共清河镇柳树湾村支部委员会”。")
    short_name = _Line(label="简称", max_length=40, required=False)
    code = _Line(label="组织代码", max_length=40, help_text="全国党员管理信息系统的代码，或本地编的唯一代码。")
    kind = forms.ChoiceField(label="类型", choices=kind_choices, initial=OrgKind.BRANCH)
    level = forms.ChoiceField(label="层级", choices=level_choices, initial=OrgLevel.UNIT)
    org_class = forms.ChoiceField(label="类别", choices=class_choices)
    sector = forms.ModelChoiceField(
        label="系统", queryset=Sector.objects.order_by("name"), required=False, empty_label="不属于系统"
    )

    def __init__(self, parent: Organisation, data: Any = None) -> None:
        super().__init__(data, initial={"org_class": parent.org_class})
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            level.choices = [(one.value, one.label) for one in levels_below(parent)]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not all(c.isalnum() or c in "-_." for c in code) or not code.isascii():
            raise forms.ValidationError("组织代码只能用字母、数字和“-”“_”“.”。")
        return code


class CloseForm(forms.Form):
    closed_on = _day("撤销日期")


class MemberForm(forms.Form):
    """A member's line on the roster; C2: the duty of the post stands beside the pledge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = _Line(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=sex_choices, widget=forms.RadioSelect)
    born_on = _day("出生日期")
    joined_on = _day("入党日期")
    unit_and_post = _Line(label="单位及职务", required=False, max_length=200)
    duty = _Lines(
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
    left_on = _day("离开日期")
    reason = forms.ChoiceField(
        label="原因",
        choices=[(w, w) for w in ("组织关系转出", "去世", "出党", "其他")],
    )


class AppointForm(forms.Form):
    """Who, which office, from when. The person is found by the own members or by the name of the sign-in."""

    user = forms.ModelChoiceField(label="任职人", queryset=User.objects.none(), required=False, empty_label="请选择")
    username = _Line(
        label="或填写登录用户名", required=False, max_length=60, help_text="任职人不在本组织名册上时填写。"
    )
    role = forms.ChoiceField(label="职务", choices=role_choices)
    title = _Line(label="职务名称", required=False, max_length=60, help_text="例如“党委书记”“支部组织委员”。")
    guidance_group = forms.ModelChoiceField(
        label="指导小组",
        queryset=GuidanceGroup.objects.none(),
        required=False,
        empty_label="不属于指导小组",
        help_text="职务为“指导小组”时选择。",
    )
    starts_on = _day("任职日期")

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": today()})
        people = User.objects.filter(is_active=True, member__branch=organisation, member__left_on__isnull=True)
        for name, rows in (
            ("user", people.order_by("display_name")),
            ("guidance_group", organisation.guidance_groups.order_by("name")),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("username"):
            told["user"] = User.objects.filter(username=told["username"], is_active=True).first()
            if told["user"] is None:
                self.add_error("username", "没有这个登录用户名，请核对；没有账号的党员请先发放。")
        elif not told.get("user") and not self.errors.get("user"):
            self.add_error("user", "请选择任职人，或填写登录用户名。")
        if (told.get("role") == Role.GUIDE) != bool(told.get("guidance_group")):
            self.add_error("guidance_group", "职务为“指导小组”的要选择指导小组，其他职务不选。")
        return told


class DismissForm(forms.Form):
    ends_on = _day("免职日期")


class RosterForm(forms.Form):
    """The file, and whether branches that it names and the tree lacks are founded."""

    file = forms.FileField(
        label="党员名册（.xls 或 .xlsx，不超过10MB）",
        widget=forms.FileInput(attrs={"accept": ".xls,.xlsx"}),
        error_messages={"required": "请选择名册文件。", "empty": "文件是空的，请重新选择。"},
    )
    founds_branches = forms.BooleanField(label="名册里有而组织树里没有的党支部，一并建立", required=False)


def stored_beside(form: forms.Form, stored: models.Model) -> list[tuple[str, str]]:
    """After a stale save: what is stored where it differs from what was typed, by label."""
    lines = []
    for bound in form.visible_fields():
        value = getattr(stored, bound.name)
        shown = bound.field.prepare_value(value.pk if isinstance(value, models.Model) else value)
        typed = bound.value()
        if str(typed if typed is not None else "") != str(shown if shown is not None else ""):
            lines.append((str(bound.label), "是" if value is True else "否" if value is False else str(value or "")))
    return lines
