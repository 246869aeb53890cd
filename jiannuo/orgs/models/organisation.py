"""The tree of organisations and the second line of sectors across it."""

from django.db import models
from django.db.models import F, Q

from jiannuo.base.dates import today

PATH_LENGTH = 200


class OrgKind(models.TextChoices):
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "总支"
    BRANCH = "branch", "支部"
    GROUP = "group", "党小组"


class OrgLevel(models.TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市州"
    COUNTY = "county", "县市区"
    TOWNSHIP = "township", "乡镇街道"
    UNIT = "unit", "基层单位"


class OrgClass(models.TextChoices):
    """C4: what kind of place it is; guidance, examples and hints differ by it."""

    RURAL = "rural", "农村"
    COMMUNITY = "community", "社区"
    AGENCY = "agency", "机关"
    STATE_FIRM = "state_firm", "国有企业"
    UNIVERSITY = "university", "高校"
    SCHOOL = "school", "中小学"
    HOSPITAL = "hospital", "医院"
    PRIVATE_FIRM = "private_firm", "非公企业"
    SOCIAL = "social", "社会组织"


def kind_choices() -> list[tuple[str, str]]:
    return list(OrgKind.choices)


def level_choices() -> list[tuple[str, str]]:
    return list(OrgLevel.choices)


def class_choices() -> list[tuple[str, str]]:
    return list(OrgClass.choices)


class Sector(models.Model):
    """A 系统 (education, health, …): the second line across the tree. `classes`: the OrgClass values it guides."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField("系统", max_length=40)
    classes = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def class_labels(self) -> str:
        return "、".join(OrgClass(c).label for c in self.classes if c in OrgClass.values)


class Organisation(models.Model):
    """A node of the tree. `path` is "/1/5/61/": ids from the root to itself; a subtree is one range of it."""

    code = models.CharField("组织代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类型", max_length=20, choices=kind_choices)
    level = models.CharField("层级", max_length=20, choices=level_choices, default=OrgLevel.UNIT)
    org_class = models.CharField("类别", max_length=20, choices=class_choices, default=OrgClass.RURAL)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="organisations")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, unique=True, null=True)  # null only between insert and path
    duty = models.TextField("职责", default="", blank=True)  # C2
    prints_ages_on_wall = models.BooleanField("公示份印性别、年龄、入党年月", default=False)  # C16: of its members
    contact = models.CharField("监督电话", max_length=60, default="", blank=True)
    closed_on = models.DateField(null=True)
    came_on = models.DateField(null=True, default=today)  # since when it is known here; null: from the beginning
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OrgKind.values), name="organisation_kind_known"),
            models.CheckConstraint(condition=Q(org_class__in=OrgClass.values), name="organisation_class_known"),
            models.CheckConstraint(condition=Q(level__in=OrgLevel.values), name="organisation_level_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """For long lists: Django's own `get_kind_display` builds all the choices anew for every row."""
        return OrgKind(self.kind).label

    @property
    def class_label(self) -> str:
        return OrgClass(self.org_class).label


class GuidanceGroup(models.Model):
    """指导小组: guides one sector inside the subtree of the organisation it is attached to (C32)."""

    name = models.CharField("名称", max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="guidance_groups")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="guidance_groups")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
