"""The tree of organisations, the second line of sectors, members, and who holds which office when."""

from django.conf import settings
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

    def __str__(self) -> str:
        return self.name


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


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


def sex_choices() -> list[tuple[str, str]]:
    return list(Sex.choices)


class Member(models.Model):
    """A party member on a branch's roster. The ID number is kept only as a keyed hash, to recognise repeats."""

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    group = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="group_members")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="member")
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=10, choices=sex_choices)
    born_on = models.DateField("出生日期", null=True)  # the first of the month where only the month is known
    joined_on = models.DateField("入党日期", null=True)
    unit_and_post = models.CharField("单位及职务", max_length=200, default="", blank=True)
    duty = models.TextField("岗位职责", default="", blank=True)  # C2
    is_probationary = models.BooleanField("预备党员", default=False)
    is_mobile = models.BooleanField("流动党员", default=False)
    is_out_of_contact = models.BooleanField("失联党员", default=False)
    consents_to_name = models.BooleanField("同意网上公示全名", default=False)
    identity_hash = models.CharField(max_length=64, null=True)
    left_on = models.DateField(null=True)
    came_on = models.DateField(null=True, default=today)  # since when on a roster here; null: from the beginning
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="member_sex_known"),
            models.UniqueConstraint(fields=["identity_hash"], name="member_identity_once"),
        ]
        indexes = [
            models.Index(fields=["branch", "name"], name="member_by_branch_and_name"),
            # SQLite's statistics count the many without a sign-in as one key and then avoid the unique index
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="member_with_sign_in"),
        ]

    def __str__(self) -> str:
        return self.name


class GuidanceGroup(models.Model):
    """指导小组: guides one sector inside the subtree of the organisation it is attached to (C32)."""

    name = models.CharField("名称", max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="guidance_groups")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="guidance_groups")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    SECRETARY = "secretary", "书记"
    ORGANISER = "organiser", "组织委员"
    LEADER = "leader", "领导"
    GUIDE = "guide", "指导小组"
    CITIZEN = "citizen_representative", "群众代表"
    ADMINISTRATOR = "administrator", "系统管理员"


def role_choices() -> list[tuple[str, str]]:
    return list(Role.choices)


class Appointment(models.Model):
    """Who holds which office, from when to when. Rights follow from it and end with it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    guidance_group = models.ForeignKey(
        GuidanceGroup, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    role = models.CharField("职务", max_length=30, choices=role_choices)
    title = models.CharField("职务名称", max_length=60, default="", blank=True)
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("免职日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appointment_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.GUIDE, guidance_group__isnull=False)
                | (~Q(role=Role.GUIDE) & Q(guidance_group__isnull=True)),
                name="appointment_guide_names_its_group",
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="appointment_by_user")]

    def __str__(self) -> str:
        return self.get_role_display()


class ImportState(models.TextChoices):
    RECEIVED = "received", "核对中"
    CHECKED = "checked", "待确认"
    CONFIRMED = "confirmed", "导入中"
    DONE = "done", "已导入"
    REFUSED = "refused", "未导入"


class ImportBatch(models.Model):
    """A roster file and how far it has come: the truth of the work, which a task only nudges along."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_batches")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.CharField(max_length=100)  # inside the data folder; gone when the batch is finished
    report = models.CharField(max_length=100, default="")  # the refused rows, for some days
    founds_branches = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=ImportState.RECEIVED)
    refusal = models.TextField(default="")
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_batch_state_known"),
            models.CheckConstraint(
                condition=Q(state=ImportState.DONE, finished_at__isnull=False) | ~Q(state=ImportState.DONE),
                name="import_batch_done_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="import_batch_by_organisation")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a roster as the preview shows it. No identity number ever comes here."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    branch = models.CharField(max_length=120)
    outcome = models.CharField(max_length=20)
    said = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "outcome", "position"], name="import_row_once")]
