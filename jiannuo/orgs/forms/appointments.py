"""Shapes of who is put into which office."""

from typing import Any

from django import forms

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.fields import Day, Line
from jiannuo.orgs.models import GuidanceGroup, Organisation, Role, role_choices
from jiannuo.orgs.queries import may_be_chosen


class AppointForm(forms.Form):
    """Who, which office, from when. The person is found by the own members or by the name of the sign-in."""

    user = forms.ModelChoiceField(label="任职人", queryset=User.objects.none(), required=False, empty_label="请选择")
    username = Line(label="或填写登录用户名", required=False, max_length=60, help_text="任职人不在本组织名册上时填写。")
    role = forms.ChoiceField(label="职务", choices=role_choices)
    title = Line(label="职务名称", required=False, max_length=60, help_text="例如“党委书记”“支部组织委员”。")
    guidance_group = forms.ModelChoiceField(
        label="指导小组",
        queryset=GuidanceGroup.objects.none(),
        required=False,
        empty_label="不属于指导小组",
        help_text="职务为“指导小组”时选择。",
    )
    starts_on = Day(label="任职日期")

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": today()})
        for name, rows in (
            ("user", may_be_chosen(organisation)),
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
    ends_on = Day(label="免职日期")


class AdmitForm(forms.Form):
    """Somebody on no roster, with the office for which the sign-in is made; `roles`: what the person here may give."""

    name = Line(label="姓名", max_length=60)
    role = forms.ChoiceField(label="职务", choices=[])
    title = Line(label="职务名称", required=False, max_length=60, help_text="例如“镇人大主席”“村民代表”。")
    guidance_group = forms.ModelChoiceField(
        label="指导小组",
        queryset=GuidanceGroup.objects.none(),
        required=False,
        empty_label="不属于指导小组",
        help_text="职务为“指导小组”时选择。",
    )
    starts_on = Day(label="任职日期")

    def __init__(self, organisation: Organisation, roles: list[Role], data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": today()})
        role, group = self.fields["role"], self.fields["guidance_group"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(r.value, r.label) for r in roles]
        if isinstance(group, forms.ModelChoiceField):
            group.queryset = organisation.guidance_groups.order_by("name")
        if Role.GUIDE not in roles:
            del self.fields["guidance_group"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "guidance_group" in self.fields and (told.get("role") == Role.GUIDE) != bool(told.get("guidance_group")):
            self.add_error("guidance_group", "职务为“指导小组”的要选择指导小组，其他职务不选。")
        return told
