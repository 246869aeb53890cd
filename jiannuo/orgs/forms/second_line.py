"""Shapes of the second line: sectors, and the groups that guide them (C32)."""

from typing import Any

from django import forms

from jiannuo.base.fields import Line
from jiannuo.orgs.models import GuidanceGroup, Organisation, OrgKind, OrgLevel, Sector, class_choices


class SectorForm(forms.Form):
    """A sector's name, and the classes on which its groups write guidance (C4)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Line(label="系统名称", max_length=40, help_text="例如“教育系统”“卫生系统”。")
    classes = forms.MultipleChoiceField(
        label="指导的类别",
        choices=class_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="指导小组可以给这些类别编写分类指导意见。看到哪些党组织，由各党组织资料里的“系统”决定。",
    )

    def __init__(self, data: Any = None, *, sector: Sector | None = None) -> None:
        self.sector = sector
        initial = {name: getattr(sector, name) for name in ("version", "name", "classes")} if sector else {}
        super().__init__(data, initial=initial)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = Sector.objects.exclude(pk=self.sector.pk) if self.sector else Sector.objects.all()
        if others.filter(name=name).exists():
            raise forms.ValidationError("已经有同名的系统，请换一个名称。")
        return name


class GroupNameForm(forms.Form):
    """Of a group only its name changes: with another sector or place its people would suddenly see others' papers."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Line(label="小组名称", max_length=80, help_text="例如“云川县教育系统指导小组”。")

    def __init__(self, data: Any = None, *, group: GuidanceGroup | None = None) -> None:
        self.group = group
        super().__init__(data, initial={"version": group.version, "name": group.name} if group else {})

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = GuidanceGroup.objects.exclude(pk=self.group.pk) if self.group else GuidanceGroup.objects.all()
        if others.filter(name=name).exists():
            raise forms.ValidationError("已经有同名的指导小组，请换一个名称。")
        return name


class GroupForm(GroupNameForm):
    """A new group: which sector it guides, and from which organisation downwards."""

    sector = forms.ModelChoiceField(
        label="系统", queryset=Sector.objects.order_by("name"), empty_label="请选择", help_text="设立后不再改动。"
    )
    organisation = forms.ModelChoiceField(
        label="设在",
        queryset=Organisation.objects.none(),
        empty_label="请选择",
        help_text="只看得到这个党组织及其下级中属于本系统的党组织，设立后不再改动。",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        committees = Organisation.objects.filter(kind=OrgKind.COMMITTEE, closed_on__isnull=True)
        place = self.fields["organisation"]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = committees.exclude(level=OrgLevel.UNIT).order_by("path")
