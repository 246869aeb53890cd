"""Shapes of what is written about organisations, people, offices, sectors. Nothing here saves or decides."""

from jiannuo.orgs.forms.appointments import AdmitForm, AppointForm, DismissForm
from jiannuo.orgs.forms.fields import stored_beside
from jiannuo.orgs.forms.members import LeaveForm, MemberForm, RosterForm
from jiannuo.orgs.forms.second_line import GroupForm, GroupNameForm, SectorForm
from jiannuo.orgs.forms.tree import CloseForm, FoundForm, OrganisationForm

__all__ = [
    "AdmitForm",
    "AppointForm",
    "CloseForm",
    "DismissForm",
    "FoundForm",
    "GroupForm",
    "GroupNameForm",
    "LeaveForm",
    "MemberForm",
    "OrganisationForm",
    "RosterForm",
    "SectorForm",
    "stored_beside",
]
