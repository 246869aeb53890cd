"""Who holds which office when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models.organisation import GuidanceGroup, Organisation


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
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="appointment_once_while_it_lasts",
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="appointment_by_user")]

    def __str__(self) -> str:
        return self.get_role_display()
