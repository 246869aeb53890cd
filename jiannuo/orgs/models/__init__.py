"""The tree of organisations, the second line of sectors, members, and who holds which office when."""

from jiannuo.orgs.models.appointment import Appointment, Role, role_choices
from jiannuo.orgs.models.member import Member, Sex, sex_choices
from jiannuo.orgs.models.organisation import (
    PATH_LENGTH,
    GuidanceGroup,
    Organisation,
    OrgClass,
    OrgKind,
    OrgLevel,
    Sector,
    class_choices,
    kind_choices,
    level_choices,
)
from jiannuo.orgs.models.roster import ImportBatch, ImportRow, ImportState

__all__ = [
    "PATH_LENGTH",
    "Appointment",
    "GuidanceGroup",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "Member",
    "OrgClass",
    "OrgKind",
    "OrgLevel",
    "Organisation",
    "Role",
    "Sector",
    "Sex",
    "class_choices",
    "kind_choices",
    "level_choices",
    "role_choices",
    "sex_choices",
]
